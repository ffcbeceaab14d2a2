import Basics
import Storage
import VaultAPI

extension VaultStore {
    func keep(_ subject: SubjectRow, at now: Moment) throws {
        try tx.run(
            """
            INSERT INTO subject (handle, kind, ledger_name, created, provisional_until)
            VALUES (\(subject.handle), \(subject.kind.rawValue), \(subject.ledgerName), \(now),
                \(subject.provisionalUntil))
            """
        )
    }

    func subject(_ handle: Handle<Subject>) throws -> SubjectRow? {
        let row = try tx.row(
            """
            SELECT kind, ledger_name, provisional_until, erased FROM subject
            WHERE handle = \(handle)
            """
        )
        return try row.flatMap { try VaultStore.subject(handle, $0) }
    }

    /// A person from a row; nil where a join found none.
    static func subject(_ handle: Handle<Subject>, _ row: Row) throws -> SubjectRow? {
        let name: String? = try row.get("kind")
        guard let kind = name.flatMap(SubjectKind.init) else { return nil }
        return SubjectRow(
            handle: handle,
            kind: kind,
            ledgerName: try row.get("ledger_name"),
            provisionalUntil: try row.get("provisional_until"),
            erased: try row.get("erased")
        )
    }

    /// No longer provisional: placed, or confirmed.
    func settle(_ handles: [Handle<Subject>]) throws {
        try tx.run("UPDATE subject SET provisional_until = NULL WHERE handle IN \(list: handles)")
    }

    func makeProvisional(_ handle: Handle<Subject>, until: Moment) throws {
        try tx.run(
            """
            UPDATE subject SET provisional_until = \(until)
            WHERE handle = \(handle) AND erased IS NULL
            """
        )
    }

    /// Leaves of a person the handle alone, so that what was once good is told from an attack.
    func bury(_ handle: Handle<Subject>, at now: Moment) throws {
        try tx.run(
            """
            UPDATE subject SET erased = \(now), ledger_name = NULL, provisional_until = NULL
            WHERE handle = \(handle)
            """
        )
        try tx.run("DELETE FROM tag WHERE subject = \(handle)")
        try tx.run("DELETE FROM credential WHERE subject = \(handle)")
        try tx.run("DELETE FROM imported_member WHERE subject = \(handle)")
        try tx.run("DELETE FROM letter_code WHERE subject = \(handle)")
        try tx.run("DELETE FROM newcomer WHERE subject = \(handle)")
        try tx.run("DELETE FROM shop_grant WHERE recipient = \(handle)")
    }

    /// Persons whose time is over and who were never placed or confirmed, at most 200.
    func overdue(at now: Moment) throws -> [Handle<Subject>] {
        try tx.rows(
            """
            SELECT handle FROM subject WHERE provisional_until <= \(now)
            ORDER BY provisional_until LIMIT 200
            """
        ).map { try $0.get("handle") }
    }

    /// Handles of the erased, once nobody is left whose rows at the shop may still name them.
    func sweepBuried(before limit: Moment) throws {
        try tx.run(
            """
            DELETE FROM reach
            WHERE subject IN (SELECT handle FROM subject WHERE erased < \(limit))
                AND principal IN (SELECT handle FROM subject WHERE erased < \(limit))
            """
        )
        try tx.run(
            """
            DELETE FROM subject WHERE erased < \(limit)
                AND NOT EXISTS (SELECT 1 FROM reach WHERE reach.subject = subject.handle)
                AND NOT EXISTS (SELECT 1 FROM reach WHERE reach.principal = subject.handle)
            """
        )
    }
}

extension VaultStore {
    /// Who bears which name in the ledger.
    func subjects(named ledgerNames: [String]) throws -> [String: Handle<Subject>] {
        let rows = try tx.rows(
            "SELECT handle, ledger_name FROM subject WHERE ledger_name IN \(list: ledgerNames)"
        )
        var handles: [String: Handle<Subject>] = [:]
        for row in rows { handles[try row.get("ledger_name")] = try row.get("handle") }
        return handles
    }
}
