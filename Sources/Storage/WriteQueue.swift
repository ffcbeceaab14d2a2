/// A write that waits for its turn, or for the commit it shares.
struct PendingWrite: Sendable {
    /// Runs the body and returns what tells its caller once the commit is durable.
    let attempt: @Sendable (any Session) throws -> @Sendable () -> Void
    let fail: @Sendable (any Error) -> Void
}

/// The one way into a database: bodies that arrive while a commit is under way share the next one.
///
/// A durable commit costs one flush of the disk however much is in it, so grouping them is what
/// makes many writers fast without making one of them less safe.
actor WriteQueue {
    /// Writes in one commit; more would make the first of them wait for the last.
    static let groupLimit = 64
    /// Writes that may wait; one more is told that the database is busy.
    static let waitingLimit = 4096

    private let backend: any Backend
    private var waiting: [PendingWrite] = []
    private var isDraining = false

    init(_ backend: any Backend) { self.backend = backend }

    /// Runs a body in a transaction and returns when it is committed.
    nonisolated func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Session) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let write = PendingWrite(
                attempt: { session in
                    let value = try body(session)
                    return { continuation.resume(returning: value) }
                },
                fail: { continuation.resume(throwing: $0) }
            )
            Task { await submit(write) }
        }
    }

    private func submit(_ write: PendingWrite) {
        guard waiting.count < WriteQueue.waitingLimit else { return write.fail(StorageError.busy) }
        waiting.append(write)
        guard !isDraining else { return }
        isDraining = true
        // Not the caller's task: a caller that is cancelled must not take the others with it.
        Task { await self.drain() }
    }

    private func drain() async {
        while !waiting.isEmpty {
            let group = Array(waiting.prefix(WriteQueue.groupLimit))
            waiting.removeFirst(group.count)
            await Group.commit(group, on: backend)
        }
        isDraining = false
    }
}
