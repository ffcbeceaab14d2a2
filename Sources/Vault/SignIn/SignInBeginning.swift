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
        case .letter(let identifier):
            return try await beginByLetter(identifier, message.source, call)
        case .passkey: return try await beginByPasskey(message.source, call)
        case .again(let token): return try await beginAgain(token, message.source, call)
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
        let subject = try subject(of: challenge)
        switch challenge.way {
        case .password: break
        case .letter: try sendLetterCode(to: subject)
        default: try sendCode(for: challenge, to: subject)
        }
        try line(
            .signInBegin,
            about: [subject?.ledgerName].compactMap { $0 },
            fields: [.mailCode, .password].contains(challenge.way) ? [.email] : [],
            order: challenge.order,
            source: source,
            isMasked: true
        )
        return SignInBegin.Answer(challenge: challenge.id)
    }

    /// Who was found; for nobody somebody who does not exist is looked for, which takes as long.
    func subject(of challenge: ChallengeRow) throws -> SubjectRow? {
        try store.subject(challenge.subject ?? .mint())
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
        let addressee = try mailbox(for: challenge, of: subject)
        let content: CourierItem.Content =
            if challenge.way == .registration {
                .registrationCode(code, validMinutes: Codes.minutes)
            } else {
                .signInCode(code, validMinutes: Codes.minutes)
            }
        try keep(try vault.item(content, to: addressee))
    }

    /// Members have a mailbox; who ordered may have none, and is sent no code then.
    private func mailbox(for challenge: ChallengeRow, of subject: SubjectRow?) throws
        -> Handle<Subject>?
    {
        guard challenge.way == .orderLink, let subject else { return subject?.handle }
        return try hasMailbox(subject) ? subject.handle : nil
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
