/// A SQLite file: one connection that writes, and some that read beside it.
struct SQLiteBackend: Backend {
    private static let readerCount = 4

    private let writer: SQLiteConnection
    private let readers: [SQLiteConnection]
    private let pool: LendingPool<SQLiteConnection>

    init(path: String, access: Access) {
        writer = SQLiteConnection(path: path, access: access)
        readers = (0..<SQLiteBackend.readerCount).map { _ in
            SQLiteConnection(path: path, access: .readOnly)
        }
        pool = LendingPool(readers)
    }

    // A file has one writer at a time, so migrating needs no more than writing does.
    func write<Value: Sendable>(
        _ purpose: Purpose,
        _ body: @Sendable (any Session) throws -> Value
    ) throws -> Value { try writer.transact("BEGIN IMMEDIATE", body) }

    // On the caller's thread: what is read lies in memory, and a change of thread costs more than
    // most reads.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Session) throws -> Value
    ) async throws -> Value { try await pool.lending { try $0.transact("BEGIN", body) } }

    // The writer last: who closes a file last takes its log in.
    func close() {
        for reader in readers { reader.close() }
        writer.close()
    }
}
