import Basics
import VaultAPI

/// The rules of passkeys.
enum PasskeyRules {
    /// A challenge is good for so long, once.
    static let minutes = 5
    /// A code to the old address, or a passkey, allows a new one for so long.
    static let freshMinutes = 30
    /// Keys of one person.
    static let most = 10
    /// Begun in a quarter of an hour by one member; and from one source, by people who have yet to say
    /// who they are: every sight of the page begins one, and a town hall is one source.
    static let offersOfOne = 30
    static let signInsOfOneSource = 600
    /// Characters in a ceremony's texts; an attestation with its certificates has some thousand.
    static let longestText = 24_000
    /// Characters in a label.
    static let longestLabel = 40
}

extension Vault {
    /// A challenge of its own kind: sign-ins by it are counted apart from those by code.
    func ceremony(_ way: ChallengeRow.Way, for whom: String, _ source: String, _ call: Call) throws
        -> ChallengeRow
    {
        guard source.utf8.count <= 64 else { throw Halt.refused(.malformed) }
        var draft = try challenge(way, identifier: fingerprint("passkey of " + whom), source, call)
        draft.source = fingerprint("passkey source " + source)
        draft.ends = call.now.adding(minutes: PasskeyRules.minutes)
        return draft
    }

    /// A label as it is kept; nil where there is none.
    func label(_ typed: Secret<String>?) throws -> Secret<String>? {
        guard let typed, !typed.revealed.isEmpty else { return nil }
        guard typed.revealed.unicodeScalars.count <= PasskeyRules.longestLabel,
            !typed.revealed.unicodeScalars.contains("\0")
        else { throw Halt.refused(.malformed) }
        return typed
    }
}

extension Desk {
    /// A new key takes effect only after a code to the old address, or by an older key.
    func requireProof(of holder: Holder) throws {
        guard let proved = try store.proved(holder.claims.id),
            now < proved.adding(minutes: PasskeyRules.freshMinutes)
        else { throw Halt.refused(.needsFreshCode) }
    }

    /// Seals a label under the key's own name, in place of an older one.
    func keepLabel(_ label: Secret<String>?, of id: Handle<KeptPasskey>, leaf: Int) throws {
        try store.dropSheets(of: id.text, leaf: leaf)
        guard let label else { return }
        let values = [PersonalField.label.rawValue: label]
        let name = Handle<KeptPasskey>.mint().text
        let register = Register(
            owner: id.text,
            witnessName: name,
            version: 1,
            fields: values.mapValues { _ in 1 }
        )
        try store.keep(register, key: vault.keys.register)
        try store.keep(try vault.sealer.seal(values, owner: id.text, name: name, version: 1))
    }

    /// Takes away all that is kept of a person's keys.
    func dropPasskeys(of subject: Handle<Subject>, leaf: Int) throws {
        for row in try store.passkeys(of: subject) {
            try store.dropSheets(of: row.id.text, leaf: leaf)
            try store.drop(row.id)
        }
    }
}
