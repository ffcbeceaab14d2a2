import Basics
import VaultAPI

extension Vault {
    /// Begins to register; see ``RegisterBegin``.
    func answer(_ message: RegisterBegin, _ call: Call) async throws -> SignInBegin.Answer {
        try FieldRules.check(message.fields)
        guard message.source.utf8.count <= 64, let email = message.fields[.email],
            EmailAddress(email.revealed) != nil
        else { throw Halt.refused(.malformed) }
        let tag = try await emailTag(email)
        let application = Application(
            person: try newSubject(.member, message.fields, at: call.now),
            credential: try await checked(message.password, email: email),
            tag: tag,
            phone: try await phoneTag(message.fields[.phone]),
            challenge: try challenge(.registration, identifier: tag.value, message.source, call),
            digest: fingerprint(.member, message.fields)
        )
        return try await commit(call) { try $0.register(application, message) }
    }

    /// The credential of a password that the rule lets pass.
    func checked(_ password: Secret<String>?, email: Secret<String>) async throws -> Credential? {
        guard let password else { return nil }
        guard PasswordRule.fault(of: password, email: email) == nil else {
            throw Halt.refused(.malformed)
        }
        return try await credential(password)
    }
}

/// What a registration brings, before it is known whether the address is a member's already.
struct Application: Sendable {
    var person: NewSubject
    var credential: Credential?
    var tag: PersonTag
    var phone: PersonTag?
    var challenge: ChallengeRow
    var digest: [UInt8]
}

extension Desk {
    fileprivate func register(_ application: Application, _ message: RegisterBegin) throws
        -> SignInBegin.Answer
    {
        let key = vault.fingerprint(message.idempotencyKey, application.digest)
        if let once = try store.once("register", key), let id = Handle<Challenge>(once.result) {
            return SignInBegin.Answer(challenge: id)
        }
        var challenge = application.challenge
        try throttle(challenge)
        challenge.tag = application.tag.value
        let member = try store.member(application.tag)
        challenge.subject = member == nil ? application.person.row.handle : nil
        try keepApplicant(application, challenge)
        try sendCode(for: challenge, to: application.person.row, telling: member)
        // Whose data was typed, as far as anybody can know.
        let found = try store.subject(member ?? .mint())?.ledgerName
        let name = member == nil ? application.person.ledgerName : found
        let once = Once(digest: application.digest, result: challenge.id.text, token: nil)
        try store.keep(once, "register", key, at: now)
        try line(
            .enrol,
            about: [name].compactMap { $0 },
            fields: application.person.fields,
            source: message.source
        )
        return SignInBegin.Answer(challenge: challenge.id)
    }

    /// Also where the address is a member's, so that it takes as long: nobody can confirm that
    /// applicant, who ends after a day.
    private func keepApplicant(_ application: Application, _ challenge: ChallengeRow) throws {
        let person = application.person
        try keep(person)
        try store.keep(challenge)
        if let credential = application.credential {
            try store.keep(credential, of: person.row.handle, at: now)
        }
        if let phone = application.phone {
            try store.retag(.phone, phone.value, of: person.row.handle)
        }
    }

    /// With the code of its registration an applicant becomes a member; false where another was
    /// faster with the same address.
    func settleRegistration(_ challenge: ChallengeRow, _ subject: SubjectRow) throws -> Bool {
        guard challenge.way == .registration else { return true }
        guard let tag = challenge.tag, try store.member(PersonTag(value: tag)) == nil else {
            return false
        }
        try store.settle([subject.handle])
        try store.retag(.email, tag, of: subject.handle)
        return true
    }
}
