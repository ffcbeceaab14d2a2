import Basics
import VaultAPI
import Wire

extension Vault {
    /// Keeps a new person; see ``Enrol``.
    func answer(_ message: Enrol, _ call: Call) async throws -> Enrol.Answer {
        try FieldRules.check(message.fields)
        let claims = try message.token.map { try verify($0, call) }
        guard Enrolling.allows(message.kind, with: claims?.use) else {
            throw Halt.refused(.malformed)
        }
        let person = try newSubject(message.kind, message.fields, at: call.now)
        let digest = fingerprint(message.kind, message.fields)
        guard let claims else {
            let minted = Handle<Token>.mint()
            let (handle, fresh) = try await commit(call) { desk in
                try desk.enrolFirst(person, message, digest: digest, token: minted)
            }
            return Enrol.Answer(handle: handle, token: try sign(fresh))
        }
        let handle = try await commit(call, by: claims) { desk, bearer in
            let holder = try bearer.admit(for: [.checkout, .member], at: desk.now)
            return try desk.enrolMore(person, message, digest: digest, by: holder)
        }
        return Enrol.Answer(handle: handle, token: nil)
    }

    /// A keyed hash of what somebody typed, by which a repeated request is known again.
    func fingerprint(_ kind: SubjectKind, _ fields: PersonalFields) -> [UInt8] {
        var packer = Packer()
        packer.add(kind.rawValue)
        for (field, value) in fields.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            packer.add(field.rawValue)
            packer.add(value.revealed)
        }
        defer {
            var bytes = packer.bytes
            wipe(&bytes)
        }
        return Keyed.hash(packer.bytes, with: keys.code)
    }
}

/// Which kinds may be enrolled with which token.
enum Enrolling {
    static func allows(_ kind: SubjectKind, with use: TokenClaims.Use?) -> Bool {
        switch use {
        case nil: kind == .orderer
        case .checkout: kind == .recipient
        case .member: kind != .member
        // Told apart in the transaction: a kind word about the fresh code.
        case .remembered: true
        case .orderView, .staff: false
        }
    }
}

extension Desk {
    /// The first person of a checkout, with the token that reaches it.
    func enrolFirst(
        _ person: NewSubject,
        _ message: Enrol,
        digest: [UInt8],
        token: Handle<Token>
    ) throws -> (Handle<Subject>, TokenClaims) {
        let key = vault.fingerprint(message.idempotencyKey, digest)
        let once = Once(digest: digest, result: person.row.handle.text, token: token)
        guard try store.keep(once, "enrol", key, at: now) else {
            return try again(try store.once("enrol", key))
        }
        try keep(person)
        let claims = try mint(.checkout, for: person.row.handle, id: token)
        try line(.enrol, about: [person.ledgerName], fields: person.fields)
        return (person.row.handle, claims)
    }

    /// The same request once more gets the same answer; its key alone is not enough to get a token.
    private func again(_ once: Once?) throws -> (Handle<Subject>, TokenClaims) {
        guard let once, let handle = Handle<Subject>(once.result), let id = once.token,
            let row = try store.token(id)
        else { throw Halt.refused(.ended) }
        guard row.ended == nil else { throw Halt.refused(.ended) }
        guard now < row.claims.end else { throw Halt.refused(.expired) }
        try refuseFrozen([.token(id), .person(handle)])
        return (handle, row.claims)
    }

    /// Somebody more, within the reach of who brings them.
    func enrolMore(
        _ person: NewSubject,
        _ message: Enrol,
        digest: [UInt8],
        by holder: Holder
    ) throws -> Handle<Subject> {
        let scope = "enrol " + holder.principal.text
        let key = vault.fingerprint(message.idempotencyKey, digest)
        let once = Once(digest: digest, result: person.row.handle.text, token: nil)
        guard try store.keep(once, scope, key, at: now) else {
            guard let handle = try store.once(scope, key).flatMap({ Handle<Subject>($0.result) })
            else { throw Halt.refused(.ended) }
            return handle
        }
        try keep(person)
        try store.extendReach(of: holder.principal, to: [person.row.handle], at: now)
        try line(.enrol, by: holder, about: [person.ledgerName], fields: person.fields)
        return person.row.handle
    }
}
