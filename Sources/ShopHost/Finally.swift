/// Work, and what must be done after it however it ends.
func finally<Value: Sendable>(
    _ end: @Sendable () async -> Void,
    _ work: @Sendable () async throws -> Value
) async throws -> Value {
    let outcome: Result<Value, any Error>
    do {
        outcome = .success(try await work())
    } catch {
        outcome = .failure(error)
    }
    await end()
    return try outcome.get()
}
