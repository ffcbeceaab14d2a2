import Synchronization

/// A place for one connection to a file; it is opened when it is first used.
final class SQLiteConnection: Sendable {
    private struct State {
        var session: SQLiteSession?
        var isClosed = false
    }

    private let path: String
    private let access: Access
    private let state = Mutex(State())

    init(path: String, access: Access) {
        self.path = path
        self.access = access
    }

    /// Runs a body between `begin` and COMMIT, on the caller's thread.
    func transact<Value: Sendable>(
        _ begin: SQL,
        _ body: @Sendable (any Session) throws -> Value
    ) throws -> Value {
        try state.withLock { state in
            guard !state.isClosed else { throw StorageError.unavailable("the database was closed") }
            let session = try state.session ?? SQLiteSession(path: path, access: access)
            state.session = session
            try session.run(begin)
            do {
                let value = try body(session)
                try session.commit()
                return value
            } catch {
                if !session.isLost { try session.run("ROLLBACK") }
                throw error
            }
        }
    }

    func close() {
        state.withLock { state in
            state.isClosed = true
            state.session = nil
        }
    }
}
