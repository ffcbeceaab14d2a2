import CPQ

/// What is on its way to the server: statements go out together, and their answers come in order.
///
/// A way to the server and back costs as much as a small statement, so only an answer that somebody
/// needs is waited for (libpq's pipeline mode, PostgreSQL 15, 34.5).
struct PostgresPipeline {
    /// Statements that may go out before an answer is read: all of their answers must fit the socket.
    private static let longest = 64

    private let connection: OpaquePointer
    /// Statements since the last synchronisation.
    private var queued = 0
    /// How many statements stand before each synchronisation whose answers were not read.
    private var unread: [Int] = []

    init(_ connection: OpaquePointer) {
        self.connection = connection
        PQenterPipelineMode(connection)
    }

    /// Whether the next statement should wait for the answers of those before it.
    var isFull: Bool { queued >= PostgresPipeline.longest }

    /// Whether there are answers that nobody has read.
    var isUnderWay: Bool { queued > 0 || !unread.isEmpty }

    /// Queues what `call` hands to libpq: one statement.
    mutating func queue(_ call: () -> Int32) throws {
        guard call() == 1 else { throw PostgresErrors.lost }
        queued += 1
    }

    /// Sends what is queued; nobody waits for the answers.
    mutating func letGo() throws {
        guard queued > 0 else { return }
        guard PQpipelineSync(connection) == 1 else { throw PostgresErrors.lost }
        unread.append(queued)
        queued = 0
    }

    /// Sends what is queued and waits: the answer of each statement, in order.
    mutating func answers() throws -> [PostgresResult] {
        try letGo()
        defer { unread = [] }
        var answers: [PostgresResult] = []
        for count in unread {
            for _ in 0..<count {
                guard let answer = PostgresResult(PQgetResult(connection)) else {
                    throw PostgresErrors.lost
                }
                PQclear(PQgetResult(connection))
                answers.append(answer)
            }
            PQclear(PQgetResult(connection))
        }
        return answers
    }

    /// Runs several statements that are one text; nothing may be under way.
    func outside(_ call: () -> OpaquePointer?) throws -> PostgresResult {
        PQexitPipelineMode(connection)
        defer { PQenterPipelineMode(connection) }
        guard let result = PostgresResult(call()) else { throw PostgresErrors.lost }
        return result
    }
}
