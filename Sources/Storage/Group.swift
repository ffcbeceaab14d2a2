/// How the writes of one group share a commit.
enum Group {
    /// How often a transaction that lost against another process's is run again.
    private static let attemptLimit = 8

    /// Commits a batch and tells every caller how it went.
    static func commit(_ batch: [PendingWrite], on backend: any Backend, attempt: Int = 1) async {
        do {
            let tell = try await backend.write(.write) { try run(batch, in: $0) }
            for caller in tell { caller() }
        } catch is Conflict where attempt < attemptLimit {
            // By chance, so that two that have met do not meet again.
            try? await Task.sleep(for: .milliseconds(Int.random(in: 0...(1 << attempt))))
            await commit(batch, on: backend, attempt: attempt + 1)
        } catch {
            guard batch.count > 1, concernsOne(error) else { return fail(batch, error) }
            for write in batch { await commit([write], on: backend) }
        }
    }

    /// Runs each body inside a savepoint, so that one that throws is rolled back alone.
    ///
    /// Returns what tells each caller after the commit; throws where the whole transaction is gone.
    private static func run(
        _ batch: [PendingWrite],
        in session: any Session
    ) throws -> [@Sendable () -> Void] {
        if batch.count == 1 { return [try batch[0].attempt(session)] }
        try session.script("SAVEPOINT body")
        return try batch.map { write in
            do {
                let tell = try write.attempt(session)
                try session.script("RELEASE SAVEPOINT body; SAVEPOINT body")
                return tell
            } catch {
                guard !session.isLost else { throw error }
                try session.script("ROLLBACK TO SAVEPOINT body")
                return { write.fail(error) }
            }
        }
    }

    /// True where one body may have cost the others their transaction: each is then run alone.
    private static func concernsOne(_ error: any Error) -> Bool {
        switch error as? StorageError {
        case .outcomeUnknown, .unavailable, .busy, .readOnly: false
        default: true
        }
    }

    private static func fail(_ batch: [PendingWrite], _ error: any Error) {
        for write in batch { write.fail(error is Conflict ? StorageError.busy : error) }
    }
}
