import Basics
import VaultAPI
import WebAuthn
import Wire

extension Vault {
    /// Offers a member to make a passkey; see ``PasskeyOffer``.
    func answer(_ message: PasskeyOffer, _ call: Call) async throws -> PasskeyOffer.Answer {
        let claims = try verify(message.token, call)
        let whom = claims.principal.text
        let draft = try ceremony(.passkeyOffer, for: whom, message.source, call)
        return try await commit(call, by: claims) { desk, bearer in
            let holder = try bearer.admit(for: [.member], at: desk.now)
            try desk.requireProof(of: holder)
            let rows = try desk.store.passkeys(of: holder.principal)
            let quarter = desk.now.adding(minutes: -15)
            let begun = try desk.store.challenges(for: draft.identifier, from: nil, since: quarter)
            guard rows.count < PasskeyRules.most, begun < PasskeyRules.offersOfOne else {
                throw Halt.refused(.tooMany)
            }
            var challenge = draft
            challenge.subject = holder.principal
            try desk.store.keep(challenge)
            try desk.line(
                .passkeyOffer,
                by: holder,
                about: [holder.ledgerName],
                source: message.source
            )
            let known = try rows.map { try self.record(of: $0).passkey.credentialID }
            let handle = self.userHandle(of: holder.principal)
            let request = PasskeyRequest(
                relyingParty: self.settings.relyingParty.id,
                challenge: self.ceremonyChallenge(challenge),
                userHandle: Secret(Base64URL.encode(handle)),
                known: known.map { Secret(Base64URL.encode($0)) }
            )
            return PasskeyOffer.Answer(challenge: challenge.id, request: request)
        }
    }

    /// Keeps a passkey that was made; see ``PasskeyAdd``.
    func answer(_ message: PasskeyAdd, _ call: Call) async throws -> Done {
        let claims = try verify(message.token, call)
        let label = try label(message.label)
        // A failed try is a change that must be kept, so it is not thrown but returned.
        let fits = try await commit(call, by: claims) { desk, bearer in
            let holder = try bearer.admit(for: [.member], at: desk.now)
            try desk.requireProof(of: holder)
            return try desk.add(message, label, by: holder)
        }
        guard fits else { throw Halt.refused(.wrongProof) }
        return Done()
    }
}

extension Desk {
    fileprivate func add(_ message: PasskeyAdd, _ label: Secret<String>?, by holder: Holder) throws
        -> Bool
    {
        guard let challenge = try store.challenge(message.challenge),
            challenge.way == .passkeyOffer, challenge.subject == holder.principal
        else { return false }
        guard now < challenge.ends else { throw Halt.refused(.expired) }
        guard challenge.done == nil else {
            // A second press finds what the first has kept.
            guard try wasKept(message, challenge, by: holder) else {
                throw Halt.refused(.expired)
            }
            return true
        }
        try store.finish(challenge.id, at: now)
        guard let made = verified(message, challenge, by: holder) else {
            try line(.signInFailed, by: holder, source: try vault.source(of: challenge))
            return false
        }
        return try keep(made, label, by: holder, source: try vault.source(of: challenge))
    }

    private func keep(
        _ made: Registration.Outcome,
        _ label: Secret<String>?,
        by holder: Holder,
        source: String
    ) throws -> Bool {
        let id = Handle<KeptPasskey>.mint()
        let record = PasskeyRecord(
            passkey: made.passkey,
            isBackedUp: made.isBackedUp,
            aaguid: made.aaguid
        )
        let row = PasskeyRow(
            id: id,
            subject: holder.principal,
            found: vault.found(made.passkey.credentialID),
            record: try vault.seal(record, id, of: holder.principal),
            made: now
        )
        guard try store.passkeys(of: holder.principal).count < PasskeyRules.most,
            try store.keep(row)
        else {
            try line(.signInFailed, by: holder, source: source)
            return false
        }
        let leaf = try line(
            .passkeyAdd,
            by: holder,
            about: [holder.ledgerName],
            fields: label == nil ? [] : [.label],
            source: source
        )
        try keepLabel(label, of: id, leaf: leaf)
        try keep(try vault.item(.passkeyChanged(.added), to: holder.principal))
        return true
    }

    private func verified(_ message: PasskeyAdd, _ challenge: ChallengeRow, by holder: Holder)
        -> Registration.Outcome?
    {
        guard let registration = Registration(message) else { return nil }
        return try? registration.verify(
            for: vault.settings.relyingParty,
            challenge: vault.ceremonyChallenge(challenge),
            userHandle: vault.userHandle(of: holder.principal)
        )
    }

    private func wasKept(_ message: PasskeyAdd, _ challenge: ChallengeRow, by holder: Holder) throws
        -> Bool
    {
        guard let made = verified(message, challenge, by: holder) else { return false }
        let row = try store.passkey(found: vault.found(made.passkey.credentialID))
        return row?.subject == holder.principal
    }
}

extension Registration {
    fileprivate init?(_ message: PasskeyAdd) {
        guard let clientData = ceremonyBytes(message.clientData),
            let attestation = ceremonyBytes(message.attestation)
        else { return nil }
        self.init(clientDataJSON: clientData, attestationObject: attestation)
    }
}

/// What a browser wrote; nil where it is no base64url, or longer than any ceremony's.
func ceremonyBytes(_ text: Secret<String>) -> [UInt8]? {
    guard text.revealed.utf8.count <= PasskeyRules.longestText else { return nil }
    return Base64URL.decode(text.revealed).map { Array($0) }
}
