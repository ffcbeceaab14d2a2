/// The two databases that the same program runs on.
public enum Engine: String, Sendable, Hashable, CaseIterable, CustomStringConvertible {
    case sqlite
    case postgres

    public var description: String { rawValue }
}

/// Whether this process writes a database.
public enum Access: Sendable, Hashable {
    /// It is this process's own; missing migrations are applied.
    case readWrite
    /// Another process writes it; opening waits for its whole schema.
    case readOnly
}

/// What a transaction on the writing connection is for.
enum Purpose: Sendable {
    case write
    /// Nobody else, in no process, migrates this database at the same time.
    case migrate
}

/// What an engine does for ``Database``.
protocol Backend: Sendable {
    /// One transaction on the writing connection, durable on return.
    ///
    /// It blocks its thread while the disk or the server works. Throws ``Conflict`` where the same
    /// body may succeed if it is run again.
    func write<Value: Sendable>(
        _ purpose: Purpose,
        _ body: @Sendable (any Session) throws -> Value
    ) throws -> Value

    /// One snapshot on a reading connection.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Session) throws -> Value
    ) async throws -> Value

    func close()
}

/// One connection of an engine, inside a transaction.
protocol Session: AnyObject {
    /// The rows of each query.
    func rows(_ queries: [SQL]) throws -> [[Row]]
    /// Runs a statement of which nothing is asked; its error may come with a later one.
    func run(_ sql: SQL) throws
    /// Runs a statement and tells how many rows it inserted, changed or deleted.
    func change(_ sql: SQL) throws -> Int
    /// Several statements without parameters, separated by semicolons.
    func script(_ text: String) throws
    /// A place to go back to, in the place of the last one.
    func mark(_ step: Savepoint) throws
    /// Where it is noted what its statements write into the ``ChangeLog``.
    var changes: ChangeNote? { get set }
    /// True where the whole transaction is gone, and not just its last statement.
    var isLost: Bool { get }
}

extension Session {
    func rows(_ sql: SQL) throws -> [Row] { try rows([sql])[0] }
}

/// What bodies that share a transaction need: each can be undone alone.
enum Savepoint: Sendable {
    /// Before the first of them.
    case begin
    /// One has gone well, and the next one comes.
    case next
    /// One has failed.
    case undo
}

/// Two transactions could not both be true: this one may be run again.
struct Conflict: Error {}
