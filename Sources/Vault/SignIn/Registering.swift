import Basics
import VaultAPI
import WitnessAPI

extension Vault {
    /// Begins to register; see ``RegisterBegin``.
    func answer(_ message: RegisterBegin, _ call: Call) async throws -> SignInBegin.Answer {
        try FieldRules.check(message.fields)
        guard message.source.utf8.count <= 64, let email = message.fields[.email],
            let address = EmailAddress(email.revealed)
        else { throw Halt.refused(.malformed) }
        // Nothing here needs the witness, or looks whose the address is.
        let person = try newSubject(.member, message.fields, at: call.now)
        let inputs = NewcomerInputs(
            email: TagForm.email(email).keyed(with: keys.tag).bytes,
            phone: TagForm.phone(message.fields[.phone])?.keyed(with: keys.tag).bytes,
            password: try await checkedAndKeyed(message.password, email: email)
        )
        let identifier = fingerprint("registration " + address.normalised)
        let application = Application(
            person: person,
            newcomer: try newcomer(person.row.handle, inputs, message.fields),
            challenge: try challenge(
                .registration,
                identifier: identifier,
                message.source,
                call
            ),
            digest: fingerprint(.member, message.fields)
        )
        return try await commit(call) { try $0.register(application, message) }
    }

    /// The credential of a password that the rule lets pass.
    func checked(_ password: Secret<String>?, email: Secret<String>) async throws -> Credential? {
        guard let keyed = try await checkedAndKeyed(password, email: email) else { return nil }
        return try await credential(keyed)
    }

    private func checkedAndKeyed(_ password: Secret<String>?, email: Secret<String>) async throws
        -> KeyedPassword?
    {
        guard let password else { return nil }
        guard PasswordRule.fault(of: password, email: email) == nil else {
            throw Halt.refused(.malformed)
        }
        return try await keyed(password)
    }
}

/// What a registration brings; whether its address is a member's already, nobody knows yet.
struct Application: Sendable {
    var person: NewSubject
    var newcomer: Newcomer
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
        let person = application.person
        var challenge = application.challenge
        try throttle(challenge)
        challenge.subject = person.row.handle
        try keep(person)
        try store.keep(application.newcomer)
        try store.keep(challenge)
        try sendCode(for: challenge, to: person.row)
        let once = Once(digest: application.digest, result: challenge.id.text, token: nil)
        try store.keep(once, "register", key, at: now)
        try line(
            .enrol,
            about: [person.ledgerName],
            fields: person.fields,
            source: message.source
        )
        return SignInBegin.Answer(challenge: challenge.id)
    }

    /// With the code of its registration an applicant becomes a member.
    ///
    /// False where nothing is left of the application.
    func settleRegistration(_ challenge: ChallengeRow, _ subject: SubjectRow) throws -> Bool {
        guard challenge.way == .registration else { return true }
        guard try store.confirmNewcomer(subject.handle, at: now) else { return false }
        try store.settle([subject.handle])
        return true
    }
}
