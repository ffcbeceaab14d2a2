import GRDB

/// A SQLite file: one connection that writes, and some that read beside it.
struct SQLiteBackend: Backend {
    private let pool: DatabasePool

    init(path: String, access: Access) throws {
        var configuration = Configuration()
        configuration.readonly = access == .readOnly
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = 4
        pool = try SQLiteErrors.mapped(withWords: true) {
            let pool = try DatabasePool(path: path, configuration: configuration)
            // GRDB sets NORMAL, with which a commit may be gone after the power was.
            if access == .readWrite {
                try pool.writeWithoutTransaction {
                    try $0.execute(sql: "PRAGMA synchronous = FULL")
                }
            }
            return pool
        }
    }

    // A file has one writer at a time, so migrating needs no more than writing does.
    func write<Value: Sendable>(
        _ purpose: Purpose,
        _ body: @escaping @Sendable (any Session) throws -> Value
    ) async throws -> Value {
        try await pool.writeWithoutTransaction { connection in
            let session = SQLiteSession(connection)
            try session.script("BEGIN IMMEDIATE")
            do {
                let value = try body(session)
                try session.commit()
                return value
            } catch {
                if !session.isLost { try session.script("ROLLBACK") }
                throw error
            }
        }
    }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Session) throws -> Value
    ) async throws -> Value {
        do {
            return try await pool.read { try body(SQLiteSession($0)) }
        } catch let error as DatabaseError {
            throw SQLiteErrors.storageError(error, withWords: false)
        }
    }

    func close() async { try? pool.close() }
}
