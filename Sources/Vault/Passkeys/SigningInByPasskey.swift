import Basics
import Logging
import VaultAPI
import WebAuthn
import Wire
import WitnessAPI

extension Vault {
    /// Begins for whomever a passkey will name; see ``SignInBegin/Way/passkey``.
    func beginByPasskey(_ source: String, _ call: Call) async throws -> SignInBegin.Answer {
        let nobody = Handle<Challenge>.mint().text
        let draft = try ceremony(.passkey, for: nobody, source, call)
        return try await commit(call) { desk in
            let quarter = desk.now.adding(minutes: -15)
            let begun = try desk.store.challenges(from: draft.source, since: quarter)
            guard begun < PasskeyRules.signInsOfOneSource else {
                self.logger.warning("sign-in throttled")
                throw Halt.refused(.tooMany)
            }
            try desk.store.keep(draft)
            try desk.line(.signInBegin, source: source, isMasked: true)
            let request = PasskeyRequest(
                relyingParty: self.settings.relyingParty.id,
                challenge: self.ceremonyChallenge(draft)
            )
            return SignInBegin.Answer(challenge: draft.id, request: request)
        }
    }

    /// Mails a code to a member who has signed in; see ``SignInBegin/Way/again(_:)``.
    func beginAgain(_ token: Token, _ source: String, _ call: Call) async throws
        -> SignInBegin.Answer
    {
        let claims = try verify(token, call)
        let identifier = fingerprint("again " + claims.principal.text)
        let draft = try challenge(.mailCode, identifier: identifier, source, call)
        return try await commit(call, by: claims) { desk, bearer in
            let holder = try bearer.admit(for: [.member], at: desk.now)
            var challenge = draft
            challenge.subject = holder.principal
            return try desk.begin(challenge, source: source)
        }
    }
}

/// Who has shown that it is the person, and by which key where it was one.
struct Proven: Sendable {
    var subject: Handle<Subject>
    var passkey: Handle<KeptPasskey>?
    /// What the witness may be shown of it.
    var own: OwnProof?
}

extension Desk {
    /// Whose key has signed; nil where the assertion does not hold, or the key is doubted.
    ///
    /// What is wrong with it came from a browser, and is nobody's attack on the counter.
    func whoSigned(_ proof: PasskeyProof, _ challenge: ChallengeRow) throws -> Proven? {
        guard challenge.way == .passkey, let assertion = Assertion(proof),
            let row = try store.passkey(found: vault.found(assertion.credentialID)),
            row.doubted == nil
        else { return nil }
        var record = try vault.record(of: row)
        let verdict = try? assertion.verify(
            by: record.passkey,
            for: vault.settings.relyingParty,
            challenge: vault.ceremonyChallenge(challenge)
        )
        guard let verdict else { return nil }
        guard !verdict.isClone else {
            try doubt(row, source: try vault.source(of: challenge))
            return nil
        }
        record.passkey.signCount = verdict.signCount
        record.isBackedUp = verdict.isBackedUp
        try store.use(row.id, record: try vault.seal(record, row.id, of: row.subject), at: now)
        let touch = WitnessedTouch(
            day: Day(challenge.created),
            digest: vault.ceremonyDigest(challenge),
            touch: KeyTouch(
                credential: assertion.credentialID,
                clientData: assertion.clientDataJSON,
                authenticatorData: assertion.authenticatorData,
                signature: assertion.signature,
                userHandle: assertion.userHandle
            )
        )
        return Proven(
            subject: row.subject,
            passkey: row.id,
            own: OwnProof(row: row, passkey: record.passkey, touch: touch)
        )
    }

    /// Stops one key, of which there may be a copy: nobody can say which of the two signed.
    ///
    /// The person's other keys and its codes go on.
    private func doubt(_ row: PasskeyRow, source: String) throws {
        try store.doubt(row.id, at: now)
        try store.endTokens(by: row.id, but: nil, at: now)
        try keep(try vault.item(.passkeyChanged(.doubted), to: row.subject))
        let name = try store.subject(row.subject)?.ledgerName
        try line(.passkeyDoubt, about: [name].compactMap { $0 }, source: source)
        vault.logger.warning("a passkey's count went back")
    }
}

extension Assertion {
    fileprivate init?(_ proof: PasskeyProof) {
        guard let id = ceremonyBytes(proof.id), let clientData = ceremonyBytes(proof.clientData),
            let authenticatorData = ceremonyBytes(proof.authenticatorData),
            let signature = ceremonyBytes(proof.signature)
        else { return nil }
        self.init(
            credentialID: id,
            clientDataJSON: clientData,
            authenticatorData: authenticatorData,
            signature: signature,
            userHandle: proof.userHandle.flatMap(ceremonyBytes)
        )
    }
}
