import CPQ

/// What is on its way to the server: statements go out together, and their answers come in order.
///
/// A way to the server and back costs as much as a small statement, so only an answer that somebody
/// needs is waited for (libpq's pipeline mode, PostgreSQL 15, 34.5).
struct PostgresPipeline {
    /// Statements that may go out before an answer is read: all of their answers must fit the socket.
    private static let longest = 64

    private let connection: OpaquePointer
    /// For whom each statement is, since the last synchronisation.
    private var queued: [ChangeNote?] = []
    /// The same of the statements before each synchronisation whose answers were not read.
    private var unread: [[ChangeNote?]] = []

    init(_ connection: OpaquePointer) {
        self.connection = connection
        PQenterPipelineMode(connection)
    }

    /// Whether the next statement should wait for the answers of those before it.
    var isFull: Bool { queued.count >= PostgresPipeline.longest }

    /// Whether there are answers that nobody has read.
    var isUnderWay: Bool { !queued.isEmpty || !unread.isEmpty }

    /// Queues what `call` hands to libpq: one statement, whose changes belong into the note.
    mutating func queue(for note: ChangeNote?, _ call: () -> Int32) throws {
        guard call() == 1 else { throw PostgresErrors.lost }
        queued.append(note)
    }

    /// Sends what is queued; nobody waits for the answers.
    mutating func letGo() throws {
        guard !queued.isEmpty else { return }
        guard PQpipelineSync(connection) == 1 else { throw PostgresErrors.lost }
        unread.append(queued)
        queued = []
    }

    /// Sends what is queued and waits: the answer of each statement, in order.
    ///
    /// `read` hears before each answer whose it is: notices come with the answer of their statement.
    mutating func answers(_ read: (ChangeNote?) -> Void) throws -> [PostgresResult] {
        try letGo()
        defer { unread = [] }
        var answers: [PostgresResult] = []
        for notes in unread {
            for note in notes {
                read(note)
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
