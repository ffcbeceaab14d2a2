import CPQ
import Foundation

/// One connection to a server, with its prepared statements; closed with this object.
final class PostgresSession: Session {
    /// Lists of every length make statements without end: then all of them are prepared anew.
    private static let statementLimit = 512

    // The types belong to the key: a parameter that is NULL has none of its own.
    private struct Key: Hashable {
        var text: SQLText
        var types: [Oid]
    }

    private let connection: OpaquePointer
    private var pipeline: PostgresPipeline
    private var statements: [Key: PostgresStatement] = [:]
    private(set) var hasConflict = false
    var changes: ChangeNote?
    /// For whom the answer is that is being read.
    private var asker: ChangeNote?
    /// Whether the server has said anything in this transaction: before that nothing of it is kept.
    private(set) var hasAnswered = false
    private var extent = Extent.whole
    /// First questions of bodies that asked more.
    private var followed: Set<SQLText> = []

    /// How much of what a body asks stands between BEGIN and COMMIT.
    private enum Extent {
        case whole
        /// Nothing has been asked yet.
        case open
        /// Only this question and what went out with it: a snapshot by itself, which needs neither.
        case single(SQLText)
    }

    /// A body has asked more than the question that went out alone.
    struct AskedMore: Error {}

    /// `purpose` is what all transactions of this connection are for.
    init(url: String, schema: String, for purpose: PostgresConnection.Purpose) throws {
        guard let connection = PostgresSession.connect(url) else {
            throw StorageError.unavailable("out of memory")
        }
        self.connection = connection
        guard PQstatus(connection) == CONNECTION_OK else {
            PQfinish(connection)
            throw StorageError.unavailable("no PostgreSQL server answers there as it should")
        }
        pipeline = PostgresPipeline(connection)
        PQsetNoticeReceiver(
            connection,
            { PostgresSession.note($0, $1) },
            Unmanaged.passUnretained(self).toOpaque()
        )
        try script(
            """
            SET search_path TO \(schema); SET client_encoding TO 'UTF8';
            SET lock_timeout TO '5s'; SET statement_timeout TO '30s';
            SET client_min_messages TO notice;
            SET SESSION CHARACTERISTICS AS TRANSACTION \(purpose.rawValue)
            """
        )
    }

    deinit { PQfinish(connection) }

    // The trigger tells the number of a change by a notice of its own: no question, no way there
    // and back. All other notices are for nobody.
    private static func note(_ session: UnsafeMutableRawPointer?, _ notice: OpaquePointer?) {
        guard let session, PostgresResult.field("C", of: notice) == "ICHI1",
            let number = PostgresResult.field("M", of: notice).flatMap({ Int64($0) })
        else { return }
        Unmanaged<PostgresSession>.fromOpaque(session).takeUnretainedValue().asker?.note(number)
    }

    var isBroken: Bool { PQstatus(connection) != CONNECTION_OK }
    var isLost: Bool { isBroken || hasConflict }

    /// Begins a transaction; without a statement for it, with the first question, where that need be.
    func begin(_ statement: SQL?) throws {
        hasConflict = false
        hasAnswered = false
        extent = statement == nil ? .open : .whole
        if let statement { try queue(statement) }
    }

    /// Most bodies that read ask one question: BEGIN and COMMIT would be two thirds of their statements.
    ///
    /// Which ask more is learnt by their first question.
    private func ask(first text: SQLText?) throws {
        switch extent {
        case .whole: return
        case .open:
            if let text, !followed.contains(text) {
                extent = .single(text)
            } else {
                extent = .whole
                try queue("BEGIN")
            }
        case .single(let first):
            followed.insert(first)
            throw AskedMore()
        }
    }

    func rows(_ queries: [SQL]) throws -> [[Row]] {
        // First all are prepared: that may wait, and what was on its way would be answered then.
        let calls = try queries.map { try call($0) }
        try ask(first: queries.first?.text)
        for call in calls { try queue(call) }
        let answers = try answers().suffix(calls.count)
        return zip(calls, answers).map { $1.rows(of: $0.statement) }
    }

    func run(_ sql: SQL) throws {
        try ask(first: nil)
        try queue(sql)
    }

    func change(_ sql: SQL) throws -> Int {
        try run(sql)
        return try answers().last?.changes ?? 0
    }

    func script(_ text: String) throws {
        if pipeline.isUnderWay { try answers() }
        _ = try checked(try pipeline.outside { PQexec(connection, text) })
    }

    // What a body has asked for must have gone well before it is left behind.
    func mark(_ step: Savepoint) throws {
        switch step {
        case .begin: try queue("SAVEPOINT body")
        case .next:
            try queue("RELEASE SAVEPOINT body")
            try queue("SAVEPOINT body")
            try answers()
        case .undo:
            dropWhatIsUnderWay()
            try queue("ROLLBACK TO SAVEPOINT body")
        }
    }

    /// Ends a transaction and waits until the server has done so.
    func commit() throws {
        try queue("COMMIT")
        try answers()
    }

    /// Ends a transaction that has only read.
    func leave() throws {
        guard case .whole = extent else { return }
        try queue("COMMIT")
        try pipeline.letGo()
    }

    func rollBack() throws {
        dropWhatIsUnderWay()
        guard case .whole = extent else { return }
        try queue("ROLLBACK")
        try answers()
    }

    // One of these may fail, and the server would leave out what comes behind it.
    private func dropWhatIsUnderWay() {
        if pipeline.isUnderWay { _ = try? answers() }
    }

    /// A statement with its values, ready to go.
    private struct Call {
        var statement: PostgresStatement
        var parameters: PostgresParameters
    }

    private func call(_ sql: SQL) throws -> Call {
        let parameters = PostgresParameters(sql.values)
        let key = Key(text: sql.text, types: parameters.types)
        return Call(statement: try prepared(key), parameters: parameters)
    }

    private func queue(_ sql: SQL) throws {
        let call = try call(sql)
        if pipeline.isFull { try answers() }
        try queue(call)
    }

    private func queue(_ call: Call) throws {
        try pipeline.queue(for: changes) {
            call.parameters.withPointers { pointers in
                PQsendQueryPrepared(
                    connection,
                    call.statement.name,
                    Int32(pointers.count),
                    pointers,
                    call.parameters.lengths,
                    call.parameters.formats,
                    call.statement.isBinary ? 1 : 0
                )
            }
        }
    }

    private func prepared(_ key: Key) throws -> PostgresStatement {
        if let statement = statements[key] { return statement }
        if statements.count >= PostgresSession.statementLimit {
            try script("DEALLOCATE ALL")
            statements = [:]
        }
        let name = "s\(statements.count)"
        let text = key.text.written(for: .postgres)
        try pipeline.queue(for: nil) {
            PQsendPrepare(connection, name, text, Int32(key.types.count), key.types)
        }
        try pipeline.queue(for: nil) { PQsendDescribePrepared(connection, name) }
        guard let description = try answers().last else { throw PostgresErrors.lost }
        let statement = PostgresStatement(name: name, description: description)
        statements[key] = statement
        return statement
    }

    /// Waits for what is under way; throws what the first statement that failed has to say.
    @discardableResult
    private func answers() throws -> [PostgresResult] {
        let answers = try pipeline.answers { asker = $0 }
        if !isBroken { hasAnswered = true }
        return try answers.map(checked)
    }

    private func checked(_ result: PostgresResult) throws -> PostgresResult {
        if result.isGood { return result }
        if isBroken { throw PostgresErrors.lost }
        if PostgresErrors.conflicts.contains(result.field("C") ?? "") { hasConflict = true }
        throw PostgresErrors.storageError(result)
    }

    private static func connect(_ url: String) -> OpaquePointer? {
        let words = ["connect_timeout", "5", "application_name", "ichi", "dbname", url]
        let pointers = words.map { strdup($0) }
        defer { for pointer in pointers { free(pointer) } }
        let keys = [0, 2, 4].map { pointers[$0].map { UnsafePointer($0) } } + [nil]
        let values = [1, 3, 5].map { pointers[$0].map { UnsafePointer($0) } } + [nil]
        return PQconnectdbParams(keys, values, 1)
    }
}
