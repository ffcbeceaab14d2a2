import Foundation

/// How the writes of one group share a commit.
enum Group {
    /// How often a transaction that lost against another process's is run again.
    private static let attemptLimit = 8

    /// How far the bodies of a batch are kept from each other.
    private enum Distance {
        /// Not at all: one that throws takes the others with it.
        case together
        /// Each inside a savepoint, so that one that throws is rolled back alone.
        case apart
    }

    /// Commits a batch and tells every caller how it went; blocks its thread.
    ///
    /// Few bodies throw, so nothing is paid for the chance of it: where one does, the batch is run again.
    static func commit(_ batch: [PendingWrite], on backend: any Backend) {
        commit(batch, .together, on: backend, attempt: 1)
    }

    private static func commit(
        _ batch: [PendingWrite],
        _ distance: Distance,
        on backend: any Backend,
        attempt: Int
    ) {
        do {
            let tell = try backend.write(.write) { try run(batch, distance, in: $0) }
            for caller in tell { caller() }
        } catch is Conflict where attempt < attemptLimit {
            // By chance, so that two that have met do not meet again.
            Thread.sleep(forTimeInterval: .random(in: 0...Double(1 << attempt)) / 1000)
            commit(batch, distance, on: backend, attempt: attempt + 1)
        } catch {
            guard batch.count > 1, concernsOne(error) else { return fail(batch, error) }
            switch distance {
            case .together: commit(batch, .apart, on: backend, attempt: attempt)
            case .apart: for write in batch { commit([write], on: backend) }
            }
        }
    }

    /// Returns what tells each caller after the commit; throws where the whole transaction is gone.
    private static func run(
        _ batch: [PendingWrite],
        _ distance: Distance,
        in session: any Session
    ) throws -> [@Sendable () -> Void] {
        if distance == .together { return try batch.map { try $0.attempt(session) } }
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
