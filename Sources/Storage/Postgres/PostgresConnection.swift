import Basics
import Synchronization

/// A place for one connection to a server.
///
/// It connects when it must, and again after a connection was lost. Whoever calls it waits: libpq
/// blocks its thread while the server works.
final class PostgresConnection: Sendable {
    fileprivate struct State {
        var session: PostgresSession?
        var isClosed = false
    }

    private let url: Secret<String>
    private let schema: String
    private let state = Mutex(State())

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
        try state.withLock { state in
            let session = try state.begun(begin, url, schema)
            let value = try state.rollingBack(session) { try body(session) }
            do {
                try state.rollingBack(session) { try session.script("COMMIT") }
            } catch StorageError.unavailable where writes {
                throw StorageError.outcomeUnknown
            }
            return value
        }
    }

    func close() {
        state.withLock { state in
            state.isClosed = true
            state.session = nil
        }
    }
}

extension PostgresConnection.State {
    /// A session inside a transaction; one whose server has gone since is replaced unseen.
    fileprivate mutating func begun(
        _ begin: String,
        _ url: Secret<String>,
        _ schema: String
    ) throws -> PostgresSession {
        guard !isClosed else { throw StorageError.unavailable("the database was closed") }
        if let session, (try? session.begin(begin)) != nil { return session }
        session = nil
        let fresh = try PostgresSession(url: url.revealed, schema: schema)
        try fresh.begin(begin)
        session = fresh
        return fresh
    }

    fileprivate mutating func rollingBack<Value>(
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
