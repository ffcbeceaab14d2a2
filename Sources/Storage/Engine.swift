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
    /// Throws ``Conflict`` where the same body may succeed if it is run again.
    func write<Value: Sendable>(
        _ purpose: Purpose,
        _ body: @escaping @Sendable (any Session) throws -> Value
    ) async throws -> Value

    /// One snapshot on a reading connection.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Session) throws -> Value
    ) async throws -> Value

    func close() async
}

/// One connection of an engine, inside a transaction.
protocol Session: AnyObject {
    func rows(_ sql: SQL) throws -> [Row]
    func run(_ sql: SQL) throws -> Int
    /// Several statements without parameters, separated by semicolons.
    func script(_ text: String) throws
    /// True where the whole transaction is gone, and not just its last statement.
    var isLost: Bool { get }
}

/// Two transactions could not both be true: this one may be run again.
struct Conflict: Error {}
