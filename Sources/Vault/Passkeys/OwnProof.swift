import Basics
import Logging
import Storage
import VaultAPI
import WebAuthn
import WitnessAPI

/// A touch by which a member signed in, to be shown to the witness.
struct OwnProof: Sendable {
    var row: PasskeyRow
    var passkey: Passkey
    var touch: WitnessedTouch
}

extension Vault {
    /// Shows the witness that a member has come itself; a key that it does not know it learns first.
    ///
    /// Nobody waits for that to come true: what cannot be shown counts on the account that all shares.
    func show(_ own: OwnProof, leaf: Int) async {
        do {
            if own.row.witnessed == nil { try await tell(of: own, leaf: leaf) }
            try await witness.proveOwnKey(own.touch)
        } catch WitnessRefusal.unproven {
            // One that was set back has forgotten it: it learns it at the next sign-in.
            logger.notice("the witness does not know a member's key")
            try? await noteWitnessed(own.row.id, at: nil)
        } catch {
            logger.notice(
                "the witness is not shown a member's touch",
                metadata: ["cause": "\(error)"]
            )
        }
    }

    private func tell(of own: OwnProof, leaf: Int) async throws {
        let folder = try await database.read { [keys] tx in
            try VaultStore(tx).folder(of: own.row.subject.text, key: keys.register)
        }
        guard let folder else { return }
        let key = OwnKey(
            name: folder.register.witnessName,
            party: settings.relyingParty.id,
            origins: settings.relyingParty.origins.sorted(),
            key: EnrolledKey(
                credential: own.passkey.credentialID,
                publicKey: own.passkey.key.bytes,
                userHandle: own.passkey.userHandle,
                isBackupEligible: own.passkey.isBackupEligible,
                model: [],
                attestation: []
            )
        )
        try await witness.learnOwnKey(key, leaf)
        try await noteWitnessed(own.row.id, at: clock.now())
    }

    private func noteWitnessed(_ id: Handle<KeptPasskey>, at now: Moment?) async throws {
        try await database.write { try VaultStore($0).noteWitnessed(id, at: now) }
    }

    /// Has the witness forget a member's key that is gone; one that cannot be told proves nothing that
    /// anybody asks for any more.
    func forget(_ passkey: Passkey) async {
        do { try await witness.endKeys([passkey.credentialID]) } catch {
            logger.notice("the witness is not told of a key's end", metadata: ["cause": "\(error)"])
        }
    }
}
