public import Basics
import Storage
public import VaultAPI
import WebAuthn
import WitnessAPI

extension Desk {
    /// Keeps a key that was made, and asks two officers, where there are any, to have the witness know it;
    /// false where one of its name is kept already.
    func keep(_ key: StaffKey, role: StaffRole) throws -> Bool {
        guard try store.keep(key, vault.keys, at: now) else { return false }
        guard try store.hasOfficers(), let origin = vault.settings.office.origin else {
            return true
        }
        let content = Statement.Content.staffKey(key.terms(role: role, origin: origin))
        try store.keep(Statement(proposed: now, by: "蔵(鍵が作られました)", content: content), vault.keys)
        return true
    }

    /// Two officers have agreed that the witness knows a key; false where it has ended meanwhile.
    func witness(_ terms: StaffKeyTerms) throws -> Bool {
        let id = CredentialID(terms.key.credential)
        guard let key = try store.staffKey(id, vault.keys),
            key.owner.text == terms.staff, key.passkey.key.bytes == terms.key.publicKey
        else { return false }
        try store.noteWitnessed(id, vault.keys, at: now)
        return true
    }
}

extension Vault {
    /// Has the witness forget keys of the office that have ended.
    ///
    /// - Throws: `WitnessRefusal`, `StorageError`.
    func endWitnessedKeys() async throws {
        let ended = try await database.read { [keys] tx in
            try VaultStore(tx).endedWitnessedKeys(keys, limit: EndKeys.most)
        }
        guard !ended.isEmpty else { return }
        try await witness.endKeys(ended.map(\.bytes))
        try await database.write { [keys] tx in
            for id in ended { try VaultStore(tx).noteWitnessed(id, keys, at: nil) }
        }
    }
}

extension StaffStore {
    /// A key of somebody of the office, as it is compared.
    public struct Key: Sendable, Hashable {
        /// Four groups of four digits, the same as on the page of the officers.
        public var fingerprint: String
        /// Whether two officers know it, and the witness proves its touches.
        public var isWitnessed: Bool
    }

    /// The keys of somebody that stand, oldest first; nil where nobody works there by that id.
    ///
    /// - Throws: `StorageError`, ``SheetFault``.
    public func keys(of id: Handle<Subject>, keys: VaultKeys) async throws -> [Key]? {
        try await database.read { tx in
            let store = VaultStore(tx)
            guard try store.staff(id) != nil else { return nil }
            return try store.staffKeys(of: id, keys).map {
                Key(fingerprint: $0.enrolled.fingerprint, isWitnessed: $0.isWitnessed)
            }
        }
    }
}
