import Basics
import Synchronization

/// A place for one connection to a server.
///
/// It connects when it must, and again after a connection was lost. Whoever calls it waits: libpq
/// blocks its thread while the server works.
final class PostgresConnection: Sendable {
    /// What its transactions are for, and how far they are kept from others'.
    enum Purpose: String {
        case writing = "ISOLATION LEVEL SERIALIZABLE"
        case reading = "ISOLATION LEVEL REPEATABLE READ, READ ONLY"
    }

    fileprivate struct State {
        var session: PostgresSession?
        var isClosed = false
    }

    private let url: Secret<String>
    private let schema: String
    private let purpose: Purpose
    private let state = Mutex(State())

    init(url: Secret<String>, schema: String, for purpose: Purpose) {
        self.url = url
        self.schema = schema
        self.purpose = purpose
    }

    /// Runs a body that writes between `begin` and COMMIT.
    ///
    /// Throws ``Conflict``; `outcomeUnknown` where the connection broke during the COMMIT, or before
    /// it where nothing was asked that has an answer; `unavailable` where it broke before.
    func transact<Value: Sendable>(
        _ begin: SQL,
        _ body: @Sendable (any Session) throws -> Value
    ) throws -> Value {
        try state.withLock { state in
            let (session, value) = try state.run(begin, on: connect, body)
            do {
                try state.rollingBack(session) { try session.commit() }
            } catch StorageError.unavailable {
                throw StorageError.outcomeUnknown
            }
            return value
        }
    }

    /// Runs a body that reads; nobody waits for the end of its transaction.
    func snapshot<Value: Sendable>(
        _ body: @Sendable (any Session) throws -> Value
    ) throws -> Value {
        try state.withLock { state in
            while true {
                do {
                    let (session, value) = try state.run(nil, on: connect, body)
                    try state.rollingBack(session) { try session.leave() }
                    return value
                } catch is PostgresSession.AskedMore {}
            }
        }
    }

    private func connect() throws -> PostgresSession {
        try PostgresSession(url: url.revealed, schema: schema, for: purpose)
    }

    func close() {
        state.withLock { state in
            state.isClosed = true
            state.session = nil
        }
    }
}

extension PostgresConnection.State {
    /// Begins, and runs a body; a server that has gone since the last time is replaced unseen.
    fileprivate mutating func run<Value>(
        _ begin: SQL?,
        on connect: () throws -> PostgresSession,
        _ body: (any Session) throws -> Value
    ) throws -> (PostgresSession, Value) {
        guard !isClosed else { throw StorageError.unavailable("the database was closed") }
        if let session {
            do {
                return (session, try began(session, begin, body))
            } catch StorageError.unavailable where !session.hasAnswered {}
        }
        let fresh = try connect()
        session = fresh
        return (fresh, try began(fresh, begin, body))
    }

    private mutating func began<Value>(
        _ session: PostgresSession,
        _ begin: SQL?,
        _ body: (any Session) throws -> Value
    ) throws -> Value {
        try rollingBack(session) {
            try session.begin(begin)
            return try body(session)
        }
    }

    fileprivate mutating func rollingBack<Value>(
        _ session: PostgresSession,
        _ call: () throws -> Value
    ) throws -> Value {
        do {
            return try call()
        } catch {
            guard !session.isBroken, (try? session.rollBack()) != nil else {
                self.session = nil
                throw PostgresErrors.lost
            }
            throw session.hasConflict ? Conflict() : error
        }
    }
}
