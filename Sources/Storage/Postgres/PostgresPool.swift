/// The reading connections, lent to one reader at a time.
actor PostgresPool {
    private var idle: [PostgresConnection]
    private var waiting: [CheckedContinuation<PostgresConnection, Never>] = []

    init(_ connections: [PostgresConnection]) { idle = connections }

    func lend() async -> PostgresConnection {
        // The one that was used last has the warmest cache.
        if let connection = idle.popLast() { return connection }
        return await withCheckedContinuation { waiting.append($0) }
    }

    func takeBack(_ connection: PostgresConnection) {
        guard !waiting.isEmpty else { return idle.append(connection) }
        waiting.removeFirst().resume(returning: connection)
    }
}
