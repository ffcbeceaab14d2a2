import Basics
import Dispatch

/// A schema of a PostgreSQL server: one connection that writes, and some that read beside it.
struct PostgresBackend: Backend {
    private static let readerCount = 4

    private let schema: String
    private let access: Access
    private let writer: PostgresConnection
    private let readers: [Reader]
    private let pool: LendingPool<Reader>

    /// A connection and the queue whose thread waits for the server.
    private struct Reader: Sendable {
        let connection: PostgresConnection
        let queue = DispatchQueue(label: "ichi.postgres")

        func read<Value: Sendable>(
            _ body: @Sendable (any Session) throws -> Value
        ) throws -> Value {
            do {
                return try connection.snapshot(body)
            } catch is Conflict { throw StorageError.busy }
        }
    }

    init(url: Secret<String>, schema: String, access: Access) {
        self.schema = schema
        self.access = access
        writer = PostgresConnection(url: url, schema: schema, for: .writing)
        readers = (0..<PostgresBackend.readerCount).map { _ in
            Reader(connection: PostgresConnection(url: url, schema: schema, for: .reading))
        }
        pool = LendingPool(readers)
    }

    func write<Value: Sendable>(
        _ purpose: Purpose,
        _ body: @Sendable (any Session) throws -> Value
    ) throws -> Value {
        switch purpose {
        case .write:
            return try writer.transact("BEGIN", body)
        case .migrate:
            // Read committed: who waited for the lock must see what its holder has done.
            let schema = schema
            return try writer.transact("BEGIN ISOLATION LEVEL READ COMMITTED") {
                try PostgresBackend.prepare(schema, in: $0)
                return try body($0)
            }
        }
    }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Session) throws -> Value
    ) async throws -> Value {
        try await pool.lending { reader in
            try await withCheckedThrowingContinuation { continuation in
                reader.queue.async {
                    continuation.resume(with: Result { try reader.read(body) })
                }
            }
        }
    }

    func close() {
        writer.close()
        for reader in readers { reader.connection.close() }
    }

    private static func prepare(_ schema: String, in session: any Session) throws {
        try session.script("SET LOCAL lock_timeout TO '60s'; SET LOCAL statement_timeout TO 0")
        _ = try session.rows(
            "SELECT pg_advisory_xact_lock(hashtext('ichi migration'), hashtext(\(schema)))"
        )
        // Only where it is missing: to create is a right that the role may not have.
        if try session.rows("SELECT 1 FROM pg_namespace WHERE nspname = \(schema)").isEmpty {
            try session.script("CREATE SCHEMA \(schema)")
        }
    }
}
