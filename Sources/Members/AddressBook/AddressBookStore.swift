public import Basics
public import Storage
public import VaultAPI

/// Which contacts a member has: handles, and nothing about anybody.
public struct AddressBookStore: Sendable {
    private let database: Database

    public init(_ database: Database) { self.database = database }

    /// A member's contacts, oldest first.
    public func contacts(of member: Handle<Subject>) async throws -> [Handle<Subject>] {
        try await database.read { tx in
            try tx.rows(
                """
                SELECT contact FROM member_contact WHERE member = \(member)
                ORDER BY added, contact
                """
            ).map { try $0.get("contact") }
        }
    }

    /// Idempotent.
    public func add(
        _ contact: Handle<Subject>,
        of member: Handle<Subject>,
        at now: Moment
    ) async throws {
        _ = try await database.write { tx in
            try tx.run(
                """
                INSERT INTO member_contact (member, contact, added)
                VALUES (\(member), \(contact), \(now)) ON CONFLICT DO NOTHING
                """
            )
        }
    }

    /// Whether there was such a contact.
    public func remove(
        _ contact: Handle<Subject>,
        of member: Handle<Subject>
    ) async throws -> Bool {
        try await database.write { tx in
            try tx.change(
                "DELETE FROM member_contact WHERE member = \(member) AND contact = \(contact)"
            ) == 1
        }
    }

    /// What the vault tells of a contact; nil for one that it has erased already.
    ///
    /// A kill may come between the vault's erasure and ours: then it is forgotten here now.
    public func known<Answer>(
        _ contact: Handle<Subject>,
        of member: Handle<Subject>,
        _ ask: () async throws -> Answer
    ) async throws -> Answer? {
        do {
            return try await ask()
        } catch VaultRefusal.erased {
            _ = try await remove(contact, of: member)
            return nil
        }
    }

    /// Forgets all of a member's.
    public func removeAll(of member: Handle<Subject>) async throws {
        _ = try await database.write { tx in
            try tx.run("DELETE FROM member_contact WHERE member = \(member)")
        }
    }
}
