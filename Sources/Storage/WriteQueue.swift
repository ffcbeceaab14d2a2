import Foundation

/// A write that waits for its turn, or for the commit it shares.
struct PendingWrite: Sendable {
    /// Runs the body and returns what tells its caller once the commit is durable.
    let attempt: @Sendable (any Session) throws -> @Sendable () -> Void
    let fail: @Sendable (any Error) -> Void
}

/// The one way into a database: bodies that arrive while a commit is under way share the next one.
///
/// A durable commit costs one flush of the disk however much is in it, so grouping them is what
/// makes many writers fast without making one of them less safe. The bodies and the flush have a
/// thread of their own: a task's thread never waits for a disk.
final class WriteQueue: Sendable {
    /// Writes in one commit; more would make the first of them wait for the last.
    static let groupLimit = 64
    /// Writes that may wait; one more is told that the database is busy.
    static let waitingLimit = 4096

    private let list = WaitingList()

    init(_ backend: any Backend) {
        let thread = Thread { [list] in
            while let group = list.next() { Group.commit(group, on: backend) }
            backend.close()
            list.end()
        }
        thread.name = "ichi.writes"
        thread.start()
    }

    deinit { list.close() }

    /// Runs a body in a transaction and returns when it is committed.
    func write<Value: Sendable>(
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
            if let refusal = list.add(write) { write.fail(refusal) }
        }
    }

    /// Ends the thread and the backend once what waits has been written; later writes are refused.
    func close() async {
        await withCheckedContinuation { continuation in
            list.close { continuation.resume() }
        }
    }
}
