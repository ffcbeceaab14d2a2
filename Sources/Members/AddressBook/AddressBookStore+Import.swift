public import Basics
public import Storage
public import VaultAPI

extension AddressBookStore {
    /// Adds what an old shop's orders brought, within a transaction of the shop's database.
    ///
    /// Idempotent.
    public static func add(
        _ entries: [(member: Handle<Subject>, contact: Handle<Subject>)],
        at now: Moment,
        in tx: Transaction
    ) throws {
        try tx.insert(entries.map { "(\($0.member), \($0.contact), \(now))" }) {
            """
            INSERT INTO member_contact (member, contact, added) VALUES \(fragment: $0)
            ON CONFLICT DO NOTHING
            """
        }
    }
}
