/// The two databases that the same program runs on.
public enum Engine: String, Sendable, Hashable, CaseIterable, CustomStringConvertible {
    case sqlite
    case postgres

    public var description: String { rawValue }
}

/// What an engine does for ``Database``.
protocol Backend: Sendable {
    /// Runs each write alone inside one transaction, commits, and then tells every caller.
    func commit(_ batch: [PendingWrite]) async

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Session) throws -> Value
    ) async throws -> Value

    /// One transaction on the writing connection with nobody else in it, for migrations.
    func alone<Value: Sendable>(
        _ body: @escaping @Sendable (any Session) throws -> Value
    ) async throws -> Value

    func close() async
}

/// May a database be written by this process..
public enum Access: Sendable, Hashable {
    /// It is this process's own; missing migrations are applied.
    case readWrite
    /// Another process writes it; opening waits for its whole schema.
    case readOnly
}
