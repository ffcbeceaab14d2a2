/// How the bodies of one group share a transaction.
///
/// Each stands inside a savepoint: one that throws is rolled back alone.
enum Group {
    /// Runs every body; returns what tells each caller after the commit.
    ///
    /// Throws only where the whole transaction is lost, so that its bodies must run again.
    static func run(
        _ batch: [PendingWrite],
        in session: any Session,
        isLost: (any Error) -> Bool
    ) throws -> [@Sendable () -> Void] {
        let transaction = Transaction(session)
        return try batch.map { write in
            try session.script("SAVEPOINT write")
            do {
                let tell = try write.attempt(transaction)
                try session.script("RELEASE SAVEPOINT write")
                return tell
            } catch {
                guard !isLost(error) else { throw error }
                try session.script("ROLLBACK TO SAVEPOINT write; RELEASE SAVEPOINT write")
                return { write.fail(error) }
            }
        }
    }
}
