import Basics
import Storage
import VaultAPI

extension VaultStore {
    func keep(_ row: HoneyRow, with notes: OwnNotes) throws {
        let id = Handle<HoneyRow>.mint()
        try tx.run(
            "INSERT INTO honey (id, record) VALUES (\(id), \(try row.sealed(id, with: notes)))"
        )
    }

    /// All of them; `isWritten` where the ledger has a line of it.
    func honey(_ notes: OwnNotes) throws -> [(row: HoneyRow, isWritten: Bool)] {
        try tx.rows("SELECT id, record, line FROM honey ORDER BY id").map { row in
            let line: Int? = try row.get("line")
            let honey = try HoneyRow(row.get("record"), of: row.get("id"), with: notes)
            return (honey, line != nil)
        }
    }

    /// How many there are, and of how many the ledger has a line.
    func honeyCount() throws -> (all: Int, written: Int) {
        let row = try tx.row("SELECT COUNT(*) AS known, COUNT(line) AS written FROM honey")
        return (try row?.get("known") ?? 0, try row?.get("written") ?? 0)
    }

    func noteHoney(line: Int) throws {
        try tx.run("UPDATE honey SET line = \(line) WHERE line IS NULL")
    }

    /// Mail of the city's own is on its way to somebody of honey, by this name.
    func noteHoneyMail(_ name: [UInt8], until: Moment) throws {
        try tx.run(
            """
            INSERT INTO honey_sent (name, until) VALUES (\(name), \(until))
            ON CONFLICT (name) DO UPDATE SET until = excluded.until
            """
        )
    }

    func isHoneyMail(_ name: [UInt8], at now: Moment) throws -> Bool {
        try tx.row("SELECT until FROM honey_sent WHERE name = \(name) AND until > \(now)") != nil
    }

    func sweepHoneySent(at now: Moment) throws {
        try tx.run("DELETE FROM honey_sent WHERE until <= \(now)")
    }

    /// Whether somebody is found by a tag.
    func isTaken(_ kind: TagKind, _ tag: PersonTag) throws -> Bool {
        try tx.row(
            """
            SELECT subject FROM tag
            WHERE kind = \(kind.rawValue) AND value = \(tag.value) LIMIT 1
            """
        ) != nil
    }

    /// When the first person came.
    func firstCreated() throws -> Moment? {
        try tx.row("SELECT MIN(created) AS first FROM subject")?.get("first")
    }
}
