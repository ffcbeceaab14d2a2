import Basics
import VaultAPI

extension Vault {
    /// Any key of the office may answer; see ``StaffSignInBegin``.
    func answer(_ message: StaffSignInBegin, _ call: Call) async throws -> KeyRequest {
        guard message.source.utf8.count <= 64 else { throw Halt.refused(.malformed) }
        return try await commit(call) { desk in
            try desk.throttleStrangers(from: message.source)
            let ceremony = try desk.begin(.signIn, from: message.source)
            return try desk.request(ceremony, of: nil)
        }
    }

    /// A key has answered; see ``StaffSignInFinish``.
    func answer(_ message: StaffSignInFinish, _ call: Call) async throws -> StaffEntry {
        guard message.source.utf8.count <= 64 else { throw Halt.refused(.malformed) }
        let id = Handle<Token>.mint()
        // What is refused leaves a line too, so it is not thrown but returned.
        let outcome = try await commit(call) { desk in try desk.enter(message, id) }
        return try await entry(outcome.get())
    }

    /// The token and the name of who is in.
    func entry(_ entered: StaffEntered) async throws -> StaffEntry {
        let values = try? await open(entered.drawer)
        return StaffEntry(
            token: try sign(entered.claims),
            role: entered.staff.role,
            shop: entered.staff.shop,
            name: values.map(Addressing.name),
            keys: entered.keys
        )
    }

    /// Whether a session of the office stands, and whose it is; see ``StaffSession``.
    func answer(_ message: StaffSession, _ call: Call) async throws -> StaffSession.Answer {
        let claims = try verify(message.token, call)
        return try await commit(call, by: claims) { desk, bearer in
            try desk.session(try desk.staff(bearer, from: message.source))
        }
    }
}

/// Who came in, and what is opened to greet them.
struct StaffEntered: Sendable {
    var claims: TokenClaims
    var staff: StaffRow
    var keys: Int
    var drawer: Drawer
}

extension Desk {
    fileprivate func enter(_ message: StaffSignInFinish, _ id: Handle<Token>) throws
        -> Result<StaffEntered, Halt>
    {
        guard let ceremony = try store.take(message.ceremony, .signIn, at: now) else {
            throw Halt.refused(.expired)
        }
        guard let key = try answered(message.assertion, to: ceremony),
            let staff = try store.staff(key.owner), staff.ended == nil
        else {
            try line(.staffSignInFailed, source: message.source)
            return .failure(.refused(.wrongProof))
        }
        try refuseFrozen([.person(staff.subject)])
        guard vault.settings.office.networks.allow(staff.role, from: message.source) else {
            vault.tellElsewhere(staff.role)
            try line(.staffSignInFailed, source: message.source, role: staff.role)
            return .failure(.refused(.elsewhere))
        }
        return .success(try enter(staff, .staffSignIn, id, source: message.source))
    }

    /// Lets somebody in: the token, the line that tells of it, and the one that opens the name.
    func enter(
        _ staff: StaffRow,
        _ action: LedgerEntry.Action,
        _ id: Handle<Token>,
        fields: [PersonalField] = [],
        source: String
    ) throws -> StaffEntered {
        guard let name = try store.subject(staff.subject)?.ledgerName else {
            throw Halt.refused(.ended)
        }
        let claims = try mint(.staff, for: staff.subject, id: id)
        let holder = Holder(claims: claims, ledgerName: name, kind: .staff)
        try line(
            action,
            by: holder,
            about: [name],
            fields: fields,
            source: source,
            role: staff.role
        )
        var drawer = try drawer(of: staff.subject.text, fields: Addressing.name)
        drawer.leaf = try line(
            .open,
            by: holder,
            about: [name],
            fields: drawer.fields,
            purpose: .account,
            role: staff.role
        )
        return StaffEntered(
            claims: claims,
            staff: staff,
            keys: try store.countStaffKeys(of: staff.subject),
            drawer: drawer
        )
    }

    func session(_ staff: StaffHolder) throws -> StaffSession.Answer {
        StaffSession.Answer(
            role: staff.role,
            shop: staff.staff.shop,
            keys: try store.countStaffKeys(of: staff.person)
        )
    }
}
