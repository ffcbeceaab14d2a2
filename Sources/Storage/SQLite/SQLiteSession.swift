import CSQLite
import Foundation

/// One connection to a file, with its prepared statements; closed with this object.
final class SQLiteSession: Session {
    /// Lists of every length make statements without end: then all of them are prepared anew.
    private static let statementLimit = 512
    private static let patienceMilliseconds: Int32 = 5000
    /// How often a reader looks again, a tenth of a millisecond apart and more each time.
    private static let glances: UInt32 = 50

    private let connection: OpaquePointer
    private var statements: [SQLText: SQLiteStatement] = [:]
    var changes: ChangeNote?

    init(path: String, access: Access) throws {
        connection = try SQLiteSession.open(path, access)
        sqlite3_extended_result_codes(connection, 1)
        sqlite3_busy_timeout(connection, SQLiteSession.patienceMilliseconds)
        // What is sorted, or kept to be taken back, would else lie in a folder for everybody's temporary files.
        try script("PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY")
        guard access == .readWrite else { return }
        // With less than FULL a commit may be gone after the power was.
        try script("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
        watchChanges()
    }

    // It tells of triggers' rows too, and a row's number is the change's.
    private func watchChanges() {
        let note:
            @convention(c) (
                UnsafeMutableRawPointer?, Int32, UnsafePointer<CChar>?, UnsafePointer<CChar>?, Int64
            ) -> Void = { session, operation, _, table, row in
                guard operation == SQLITE_INSERT, let session, let table,
                    strcmp(table, "page_change") == 0
                else { return }
                Unmanaged<SQLiteSession>.fromOpaque(session).takeUnretainedValue().changes?.note(
                    row
                )
            }
        sqlite3_update_hook(connection, note, Unmanaged.passUnretained(self).toOpaque())
    }

    deinit {
        statements = [:]
        sqlite3_close_v2(connection)
    }

    /// True where SQLite ended the transaction by itself, as it does when the disk is full.
    var isLost: Bool { sqlite3_get_autocommit(connection) != 0 }

    func rows(_ queries: [SQL]) throws -> [[Row]] { try queries.map(answer) }

    private func answer(_ sql: SQL) throws -> [Row] {
        let statement = try bound(sql)
        defer { statement.reset() }
        var rows: [Row] = []
        while try steps(statement) { rows.append(statement.row) }
        return rows
    }

    func run(_ sql: SQL) throws {
        let statement = try bound(sql)
        defer { statement.reset() }
        while try steps(statement) {}
    }

    func change(_ sql: SQL) throws -> Int {
        try run(sql)
        return Int(sqlite3_changes(connection))
    }

    func script(_ text: String) throws {
        let code = sqlite3_exec(connection, text, nil, nil, nil)
        guard code == SQLITE_OK else { throw SQLiteErrors.storageError(failure(code), .told) }
    }

    func mark(_ step: Savepoint) throws {
        switch step {
        case .begin: try run("SAVEPOINT body")
        case .next:
            try run("RELEASE SAVEPOINT body")
            try run("SAVEPOINT body")
        case .undo: try run("ROLLBACK TO SAVEPOINT body")
        }
    }

    /// Ends the transaction; after a failed flush nobody knows what the disk will hold.
    func commit() throws {
        let statement = try bound("COMMIT")
        defer { statement.reset() }
        let code = statement.step()
        guard code != SQLITE_DONE else { return }
        if code & 0xff == SQLITE_IOERR { throw StorageError.outcomeUnknown }
        throw SQLiteErrors.storageError(failure(code), .withheld)
    }

    private func steps(_ statement: SQLiteStatement) throws -> Bool {
        switch glancing({ statement.step() }, again: statement.reset) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        // SQLite's message may hold a value while a statement runs.
        case let code: throw SQLiteErrors.storageError(failure(code), .withheld)
        }
    }

    /// Looks again where the writer was in the middle of a stroke: that is told before anything is read.
    private func glancing(_ look: () -> Int32, again: () -> Void) -> Int32 {
        for glance in 1...SQLiteSession.glances {
            let code = look()
            guard SQLiteErrors.isMidStroke(code) else { return code }
            again()
            usleep(100 * glance)
        }
        return look()
    }

    private func bound(_ sql: SQL) throws -> SQLiteStatement {
        let statement = try statements[sql.text] ?? prepared(sql.text)
        statement.bind(sql.values)
        return statement
    }

    private func prepared(_ text: SQLText) throws -> SQLiteStatement {
        if statements.count >= SQLiteSession.statementLimit { statements = [:] }
        var pointer: OpaquePointer?
        let persistent = UInt32(SQLITE_PREPARE_PERSISTENT)
        let (code, isWhole) = text.written(for: .sqlite).withCString { start in
            var end: UnsafePointer<CChar>?
            // The first one reads the schema.
            let code = glancing(
                { sqlite3_prepare_v3(connection, start, -1, persistent, &pointer, &end) },
                again: {}
            )
            return (code, end?.pointee ?? 0 == 0)
        }
        // The words of an error while preparing can only speak of the static text.
        guard code == SQLITE_OK, let pointer else {
            throw SQLiteErrors.storageError(failure(code), .told)
        }
        // SQLite would leave out what comes after the first, and say nothing.
        guard isWhole else {
            sqlite3_finalize(pointer)
            throw StorageError.other("more than one statement")
        }
        let statement = SQLiteStatement(pointer)
        statements[text] = statement
        return statement
    }

    private func failure(_ code: Int32) -> SQLiteErrors.Failure {
        SQLiteErrors.Failure(code: code, message: String(cString: sqlite3_errmsg(connection)))
    }

    /// Every allocation would be counted under one lock for all threads; nobody asks for the count.
    private static let isUncounted = sqliteWithoutStatistics() == SQLITE_OK

    private static func open(_ path: String, _ access: Access) throws -> OpaquePointer {
        _ = isUncounted
        let purpose =
            access == .readOnly
            ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        var connection: OpaquePointer?
        // One thread at a time uses it, so SQLite need not lock it again.
        let code = sqlite3_open_v2(path, &connection, purpose | SQLITE_OPEN_NOMUTEX, nil)
        guard code == SQLITE_OK, let connection else {
            defer { sqlite3_close_v2(connection) }
            let words = connection.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
            let failure = SQLiteErrors.Failure(code: code, message: words)
            throw SQLiteErrors.storageError(failure, .told)
        }
        return connection
    }
}
