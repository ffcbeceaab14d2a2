import Basics

/// A place for one connection, on a queue of its own.
///
/// It connects when it must, and again after a connection was lost.
actor PostgresConnection {
    private let url: Secret<String>
    private let schema: String
    private let executor = QueueExecutor()
    private var session: PostgresSession?
    private var isClosed = false

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(url: Secret<String>, schema: String) {
        self.url = url
        self.schema = schema
    }

    /// Runs a body between `begin` and COMMIT.
    ///
    /// Throws ``Conflict``; `outcomeUnknown` where the connection broke during the COMMIT of a
    /// transaction that writes; `unavailable` where it broke before.
    func transact<Value: Sendable>(
        _ begin: String,
        writes: Bool,
        _ body: @Sendable (any Session) throws -> Value
    ) throws -> Value {
        let session = try begun(begin)
        let value = try rollingBack(session) { try body(session) }
        do {
            try rollingBack(session) { try session.script("COMMIT") }
        } catch StorageError.unavailable where writes {
            throw StorageError.outcomeUnknown
        }
        return value
    }

    func close() {
        isClosed = true
        session = nil
    }

    /// A session inside a transaction; one whose server has gone since is replaced unseen.
    private func begun(_ begin: String) throws -> PostgresSession {
        guard !isClosed else { throw StorageError.unavailable("the database was closed") }
        if let session, (try? session.begin(begin)) != nil { return session }
        session = nil
        let fresh = try PostgresSession(url: url.revealed, schema: schema)
        try fresh.begin(begin)
        session = fresh
        return fresh
    }

    private func rollingBack<Value>(
        _ session: PostgresSession,
        _ call: () throws -> Value
    ) throws -> Value {
        do {
            return try call()
        } catch {
            guard !session.isBroken, (try? session.script("ROLLBACK")) != nil else {
                self.session = nil
                throw StorageError.unavailable("the connection to PostgreSQL was lost")
            }
            throw session.hasConflict ? Conflict() : error
        }
    }
}
