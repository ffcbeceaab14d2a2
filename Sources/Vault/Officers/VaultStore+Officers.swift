import Basics
import Storage
import VaultAPI
import Wire
import WitnessAPI

extension VaultStore {
    private static let sheetName = "officers"

    func hasOfficers() throws -> Bool { try tx.row("SELECT name FROM officer_sheet") != nil }

    /// - Throws: ``SheetFault/damaged`` where it is not the vault's own.
    func officers(_ keys: VaultKeys) throws -> OfficersSheet? {
        let row = try tx.row(
            "SELECT sheet FROM officer_sheet WHERE name = \(VaultStore.sheetName)"
        )
        guard let row else { return nil }
        let bytes = try keys.notes.open(
            row.get("sheet"),
            bound: NotePlace.officers.binding(VaultStore.sheetName)
        )
        guard let sheet = try? Unpacker.unpack(OfficersSheet.self, bytes) else {
            throw SheetFault.damaged
        }
        return sheet
    }

    func keep(_ sheet: OfficersSheet, _ keys: VaultKeys, at now: Moment) throws {
        let box = try keys.notes.seal(
            Packer.pack(sheet),
            bound: NotePlace.officers.binding(VaultStore.sheetName)
        )
        try tx.run(
            """
            INSERT INTO officer_sheet (name, sheet, adopted)
            VALUES (\(VaultStore.sheetName), \(box), \(now))
            ON CONFLICT (name) DO UPDATE SET sheet = \(box)
            """
        )
    }
}

extension VaultStore {
    /// Keeps a statement to be put before the officers, or that came from the witness; one that is
    /// kept stays as it is.
    func keep(_ statement: Statement, _ keys: VaultKeys, told: Moment? = nil) throws {
        let id = Base64URL.encode(statement.hash)
        let box = try keys.notes.seal(
            statement.packed,
            bound: NotePlace.officerStatement.binding(id)
        )
        try tx.run(
            """
            INSERT INTO officer_statement (id, statement, created, told)
            VALUES (\(id), \(box), \(statement.proposed), \(told)) ON CONFLICT (id) DO NOTHING
            """
        )
    }

    /// What the witness has not heard of yet, oldest first.
    func untoldStatements(_ keys: VaultKeys) throws -> [Statement] {
        try tx.rows(
            """
            SELECT id, statement FROM officer_statement WHERE told IS NULL AND decided IS NULL
            ORDER BY created, id LIMIT 20
            """
        ).map { try VaultStore.statement($0, keys) }
    }

    func noteTold(_ hash: [UInt8], at now: Moment) throws {
        try tx.run(
            "UPDATE officer_statement SET told = \(now) WHERE id = \(Base64URL.encode(hash))"
        )
    }

    /// Ends a statement; false where it has ended before.
    func decide(_ hash: [UInt8], _ outcome: OfficerStore.Standing, at now: Moment) throws -> Bool {
        try tx.change(
            """
            UPDATE officer_statement SET decided = \(now), outcome = \(outcome.rawValue)
            WHERE id = \(Base64URL.encode(hash)) AND decided IS NULL
            """
        ) == 1
    }

    /// Whether two officers have agreed to a statement, and the vault has found it so.
    func isApproved(_ hash: [UInt8]) throws -> Bool {
        try tx.row(
            """
            SELECT id FROM officer_statement
            WHERE id = \(Base64URL.encode(hash)) AND outcome = 'done'
            """
        ) != nil
    }

    func statements(_ keys: VaultKeys, at now: Moment) throws -> [(
        Statement, OfficerStore.Standing
    )] {
        try tx.rows(
            """
            SELECT id, statement, told, outcome FROM officer_statement
            ORDER BY created DESC, id LIMIT 200
            """
        ).map { row in
            let statement = try VaultStore.statement(row, keys)
            let outcome: String? = try row.get("outcome")
            let told: Moment? = try row.get("told")
            let standing =
                outcome.flatMap { OfficerStore.Standing(rawValue: $0) }
                ?? (now >= statement.ends ? .over : told == nil ? .untold : .waits)
            return (statement, standing)
        }
    }

    func sweepStatements(endedBefore limit: Moment) throws {
        try tx.run(
            """
            DELETE FROM officer_statement
            WHERE created < \(limit) AND (outcome IS NULL OR outcome <> 'done')
            """
        )
    }

    private static func statement(_ row: Row, _ keys: VaultKeys) throws -> Statement {
        let bytes = try keys.notes.open(
            row.get("statement"),
            bound: NotePlace.officerStatement.binding(row.get("id"))
        )
        guard let statement = try? Unpacker.unpack(Statement.self, bytes) else {
            throw SheetFault.damaged
        }
        return statement
    }
}

/// A way for somebody of the office who has lost every key.
struct RecoveryRow: Sendable {
    /// A keyed hash of the code in their link.
    var code: [UInt8]
    var subject: Handle<Subject>
    var ends: Moment
}

extension VaultStore {
    func keep(_ recovery: RecoveryRow, at now: Moment) throws {
        try tx.run(
            """
            INSERT INTO staff_recovery (code, subject, created, ends)
            VALUES (\(recovery.code), \(recovery.subject), \(now), \(recovery.ends))
            """
        )
    }

    /// One that two officers agreed to, and that waits for its person.
    func recovery(_ code: [UInt8], at now: Moment) throws -> RecoveryRow? {
        let row = try tx.row(
            """
            SELECT subject, ends FROM staff_recovery
            WHERE code = \(code) AND approved IS NOT NULL AND used IS NULL AND ends > \(now)
            """
        )
        return try row.map {
            RecoveryRow(code: code, subject: try $0.get("subject"), ends: try $0.get("ends"))
        }
    }

    /// Lets one be used until an end; false where there is none of that person that waits.
    func approveRecovery(
        _ code: [UInt8],
        of subject: Handle<Subject>,
        until ends: Moment,
        at now: Moment
    ) throws -> Bool {
        try tx.change(
            """
            UPDATE staff_recovery SET approved = \(now), ends = \(ends)
            WHERE code = \(code) AND subject = \(subject) AND approved IS NULL
            """
        ) == 1
    }

    /// Uses one up; false where somebody was faster.
    func use(_ recovery: RecoveryRow, at now: Moment) throws -> Bool {
        try tx.change(
            "UPDATE staff_recovery SET used = \(now) WHERE code = \(recovery.code) AND used IS NULL"
        ) == 1
    }

    /// Ends all keys of somebody of the office.
    func endStaffKeys(of subject: Handle<Subject>, at now: Moment) throws {
        try tx.run(
            "UPDATE staff_key SET ended = \(now) WHERE subject = \(subject) AND ended IS NULL"
        )
    }

    func sweepRecoveries(endedBefore limit: Moment) throws {
        try tx.run("DELETE FROM staff_recovery WHERE ends < \(limit)")
    }
}
