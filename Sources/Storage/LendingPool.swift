import Synchronization

/// Connections that are lent to one reader at a time.
final class LendingPool<Connection: Sendable>: Sendable {
    private struct State {
        var idle: [Connection]
        var waiting: [CheckedContinuation<Connection, Never>] = []
    }

    private let state: Mutex<State>

    init(_ connections: [Connection]) { state = Mutex(State(idle: connections)) }

    /// Lends a connection for the time of a body.
    func lending<Value: Sendable>(
        _ body: (Connection) async throws -> Value
    ) async rethrows -> Value {
        let connection = await lend()
        defer { takeBack(connection) }
        return try await body(connection)
    }

    // The one that was used last has the warmest cache.
    private func lend() async -> Connection {
        if let connection = state.withLock({ $0.idle.popLast() }) { return connection }
        return await withCheckedContinuation { continuation in
            let connection = state.withLock { state in
                let connection = state.idle.popLast()
                if connection == nil { state.waiting.append(continuation) }
                return connection
            }
            if let connection { continuation.resume(returning: connection) }
        }
    }

    private func takeBack(_ connection: Connection) {
        let next = state.withLock { state in
            guard state.waiting.isEmpty else { return Optional(state.waiting.removeFirst()) }
            state.idle.append(connection)
            return nil
        }
        next?.resume(returning: connection)
    }
}
