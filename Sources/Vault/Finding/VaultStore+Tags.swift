import Basics
import Storage
import VaultAPI

extension VaultStore {
    /// Replaces a person's tag of one kind.
    ///
    /// - Throws: `StorageError.uniqueViolation` where an e-mail address is another member's already.
    func retag(_ kind: TagKind, _ value: [UInt8], of subject: Handle<Subject>) throws {
        try tx.run("DELETE FROM tag WHERE kind = \(kind.rawValue) AND subject = \(subject)")
        try tx.run(
            """
            INSERT INTO tag (kind, value, subject)
            VALUES (\(kind.rawValue), \(value), \(subject))
            """
        )
    }

    /// The member of an e-mail address.
    func member(_ tag: PersonTag) throws -> Handle<Subject>? {
        try tx.row("SELECT subject FROM tag WHERE kind = 'email' AND value = \(tag.value)")?
            .get("subject")
    }
}
