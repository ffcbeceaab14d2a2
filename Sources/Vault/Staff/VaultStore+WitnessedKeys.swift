import Basics
import Storage
import VaultAPI
import WebAuthn

extension VaultStore {
    /// Notes since when the witness knows a key, or that it does not any more.
    func noteWitnessed(_ id: CredentialID, _ keys: VaultKeys, at now: Moment?) throws {
        try tx.run(
            "UPDATE staff_key SET witnessed = \(now) WHERE name = \(StaffKey.name(id, keys))"
        )
    }

    /// Keys that have ended and that the witness knows still.
    func endedWitnessedKeys(_ keys: VaultKeys, limit: Int) throws -> [CredentialID] {
        try tx.rows(
            """
            SELECT subject, record, sign_count, witnessed FROM staff_key
            WHERE ended IS NOT NULL AND witnessed IS NOT NULL ORDER BY ended, name LIMIT \(limit)
            """
        ).map { CredentialID(try VaultStore.staffKey($0, keys).passkey.credentialID) }
    }
}
