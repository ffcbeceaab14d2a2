/// One store's database: a SQLite file or a PostgreSQL schema behind the same few doors.
public final class Database: Sendable {
    /// Which of the two it is.
    public let engine: Engine
    private let backend: any Backend
    /// None where another process writes.
    private let queue: WriteQueue?
    private let acknowledge: Acknowledgement

    /// Waits until everybody who keeps what he made of the database has dropped what a change, told
    /// by its number, has overtaken.
    public typealias Acknowledgement = @Sendable (_ change: Int64) async -> Void

    private init(
        _ backend: any Backend,
        _ engine: Engine,
        _ queue: WriteQueue?,
        _ acknowledge: @escaping Acknowledgement
    ) {
        self.engine = engine
        self.backend = backend
        self.queue = queue
        self.acknowledge = acknowledge
    }

    /// Opens a database and brings its schema to where the program expects it.
    ///
    /// A reader of another process's database waits up to `patience` for its whole schema; a write
    /// that changes what pages show returns once `acknowledge` does. Throws ``StorageError``:
    /// `newerDatabase`, `changedMigration`, `notReady`, `unavailable` and more.
    public static func open(
        _ address: DatabaseAddress,
        migrations: [Migration],
        access: Access = .readWrite,
        patience: Duration = .seconds(30),
        acknowledge: @escaping Acknowledgement = { _ in }
    ) async throws -> Database {
        let opening = Opening(address, migrations)
        switch access {
        case .readWrite:
            let backend = try await opening.owned()
            return Database(backend, address.engine, WriteQueue(backend), acknowledge)
        case .readOnly:
            let backend = try await opening.lent(within: patience)
            return Database(backend, address.engine, nil, acknowledge)
        }
    }

    /// Runs a body in a transaction and returns when its commit is durable.
    ///
    /// All writes of a process pass one queue and share commits; a body that throws is rolled back
    /// alone. A body may run more than once before it is committed, so it has no effect but on the
    /// transaction. Throws what the body throws, and ``StorageError``.
    @discardableResult
    public func write<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        guard let queue else { throw StorageError.readOnly }
        let (value, changes) = try await queue.write { session in
            let changes = ChangeNote()
            session.changes = changes
            return (try Transaction.run(body, in: session), changes)
        }
        if let last = changes.last { await acknowledge(last) }
        return value
    }

    /// Runs a body on one snapshot of the database: nothing changes while it reads.
    ///
    /// On SQLite it runs on the caller's thread, so what reads much is split. A body may run more
    /// than once. Throws what it throws, and ``StorageError``.
    public func read<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await backend.read { try Transaction.run(body, in: $0) }
    }

    /// Closes every connection once what waits has been written; later calls throw.
    public func close() async {
        await queue?.close()
        backend.close()
    }
}
