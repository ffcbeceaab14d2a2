import Basics
import Logging
import VaultAPI

extension Vault {
    /// Begins to sign in, with the same answer whoever is there; see ``SignInBegin``.
    func answer(_ message: SignInBegin, _ call: Call) async throws -> SignInBegin.Answer {
        guard message.source.utf8.count <= 64 else { throw Halt.refused(.malformed) }
        switch message.way {
        case .mailCode(let email):
            return try await begin(.mailCode, email: email, message.source, call)
        case .password(let email):
            return try await begin(.password, email: email, message.source, call)
        case .orderLink(let link):
            return try await beginWithLink(link, message.source, call)
        case .again(let token):
            return try await beginAgain(token, message.source, call)
        }
    }

    private func begin(
        _ way: ChallengeRow.Way,
        email: Secret<String>,
        _ source: String,
        _ call: Call
    ) async throws -> SignInBegin.Answer {
        guard email.revealed.utf8.count <= 1024 else { throw Halt.refused(.malformed) }
        let tag = try await emailTag(email)
        let draft = try challenge(way, identifier: tag.value, source, call)
        return try await commit(call) { desk in
            var challenge = draft
            challenge.subject = try desk.store.member(tag)
            return try desk.begin(challenge, source: source)
        }
    }

    private func beginWithLink(_ link: Secret<String>, _ source: String, _ call: Call) async throws
        -> SignInBegin.Answer
    {
        guard link.revealed.utf8.count <= 1024 else { throw Halt.refused(.malformed) }
        let order = order(of: link)
        let identifier = fingerprint("order link " + link.revealed)
        let draft = try challenge(.orderLink, identifier: identifier, source, call)
        return try await commit(call) { desk in
            var challenge = draft
            if let order, let placed = try desk.store.order(order), placed.state != .abandoned {
                challenge.order = order
                challenge.subject = placed.orderer
            }
            return try desk.begin(challenge, source: source)
        }
    }

    private func beginAgain(_ token: Token, _ source: String, _ call: Call) async throws
        -> SignInBegin.Answer
    {
        let claims = try verify(token, call)
        let identifier = fingerprint("again " + claims.principal.text)
        let draft = try challenge(.again, identifier: identifier, source, call)
        return try await commit(call) { desk in
            let holder = try desk.admit(claims, for: [.remembered, .member])
            var challenge = draft
            challenge.subject = holder.principal
            return try desk.begin(challenge, source: source)
        }
    }

    /// A challenge before it is known whether anybody is there.
    func challenge(
        _ way: ChallengeRow.Way,
        identifier: [UInt8],
        _ source: String,
        _ call: Call
    ) throws -> ChallengeRow {
        let id = Handle<Challenge>.mint()
        return ChallengeRow(
            id: id,
            way: way,
            identifier: identifier,
            source: fingerprint("source " + source),
            sealedSource: try Box.seal(
                Array(source.utf8),
                with: keys.item,
                bound: Array(("source " + id.text).utf8)
            ),
            created: call.now,
            ends: call.now.adding(minutes: Codes.minutes)
        )
    }

    func source(of challenge: ChallengeRow) throws -> String {
        let bound = Array(("source " + challenge.id.text).utf8)
        let plain = try Box.open(challenge.sealedSource, with: keys.item, bound: bound)
        return String(decoding: plain, as: UTF8.self)
    }
}

extension Desk {
    func begin(_ challenge: ChallengeRow, source: String) throws -> SignInBegin.Answer {
        try throttle(challenge)
        try store.keep(challenge)
        let subject = try challenge.subject.flatMap { try store.subject($0) }
        if challenge.way != .password { try sendCode(for: challenge, to: subject) }
        try line(
            .signInBegin,
            about: [subject?.ledgerName].compactMap { $0 },
            fields: [.mailCode, .password].contains(challenge.way) ? [.email] : [],
            order: challenge.order,
            source: source
        )
        return SignInBegin.Answer(challenge: challenge.id)
    }

    /// Too many for one address or from one source, whether or not there is such a person.
    func throttle(_ challenge: ChallengeRow) throws {
        let plan = vault.settings.limits
        let quarter = now.adding(minutes: -15)
        let forOne = try signIns(for: challenge.identifier, from: nil)
        let fromOne = try signIns(for: challenge.identifier, from: challenge.source)
        guard forOne.isBelow(plan.signInsForOne), fromOne.isBelow(plan.signInsFromOneSource),
            try store.challenges(from: challenge.source, since: quarter) < plan.signInsPerSource
        else {
            vault.logger.warning("sign-in throttled")
            throw Halt.refused(.tooMany)
        }
    }

    private func signIns(for identifier: [UInt8], from source: [UInt8]?) throws
        -> LimitPlan.SignIns
    {
        let quarter = now.adding(minutes: -15)
        return LimitPlan.SignIns(
            quarter: try store.challenges(for: identifier, from: source, since: quarter),
            day: try store.challenges(for: identifier, from: source, since: now.adding(days: -1))
        )
    }

    /// Mails one more code; the earlier ones stay good until their own end.
    ///
    /// For nobody a code is made, hashed and written all the same.
    func sendCode(for challenge: ChallengeRow, to subject: SubjectRow?) throws {
        let code = Codes.mint()
        let ends = now.adding(minutes: Codes.minutes)
        let hash = vault.hash(code, for: challenge.id.text)
        try store.keepCode(hash, of: challenge.id, role: .only, ends: ends)
        try store.countSending(of: challenge.id, ends: ends)
        let reachable = try subject.flatMap { try hasMailbox($0) ? $0.handle : nil }
        let content: CourierItem.Content =
            challenge.way == .registration
            ? .registrationCode(code, validMinutes: Codes.minutes)
            : .signInCode(code, validMinutes: Codes.minutes)
        try keep(try vault.item(content, to: reachable))
    }

    private func hasMailbox(_ subject: SubjectRow) throws -> Bool {
        let register = try store.register(of: subject.handle.text, key: vault.keys.register)
        return register?.fields[PersonalField.email.rawValue] != nil
    }
}

extension LimitPlan.SignIns {
    fileprivate func isBelow(_ limit: LimitPlan.SignIns) -> Bool {
        quarter < limit.quarter && day < limit.day
    }
}
