import Foundation

/// How the writes of one group share a commit.
enum Group {
    /// How often a transaction that lost against another process's is run again.
    private static let attemptLimit = 8

    /// Commits a batch and tells every caller how it went; blocks its thread.
    static func commit(_ batch: [PendingWrite], on backend: any Backend, attempt: Int = 1) {
        do {
            let tell = try backend.write(.write) { try run(batch, in: $0) }
            for caller in tell { caller() }
        } catch is Conflict where attempt < attemptLimit {
            // By chance, so that two that have met do not meet again.
            Thread.sleep(forTimeInterval: .random(in: 0...Double(1 << attempt)) / 1000)
            commit(batch, on: backend, attempt: attempt + 1)
        } catch {
            guard batch.count > 1, concernsOne(error) else { return fail(batch, error) }
            for write in batch { commit([write], on: backend) }
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
        try session.mark(.begin)
        return try batch.map { write in
            do {
                let tell = try write.attempt(session)
                try session.mark(.next)
                return tell
            } catch {
                guard !session.isLost else { throw error }
                try session.mark(.undo)
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
