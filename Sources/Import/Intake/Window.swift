/// Work on some batches at a time, so that reading, sealing and writing go on beside each other.
enum Window {
    private static let batches = 4

    /// Works off what `next` gives until it gives nothing; each result is told in turn.
    static func run<Batch: Sendable, Result: Sendable>(
        next: () throws -> Batch?,
        work: @escaping @Sendable (Batch) async throws -> Result,
        tell: (Result) throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Result.self) { group in
            var running = 0
            while let batch = try next() {
                if running == batches, let result = try await group.next() {
                    running -= 1
                    try tell(result)
                }
                group.addTask { try await work(batch) }
                running += 1
            }
            while let result = try await group.next() { try tell(result) }
        }
    }
}
