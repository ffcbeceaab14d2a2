import CPQ
import Foundation

/// One connection to a server, with its prepared statements; closed with this object.
final class PostgresSession: Session {
    /// Lists of every length make statements without end: then all of them are prepared anew.
    private static let statementLimit = 512

    // The types belong to the key: a parameter that is NULL has none of its own.
    private struct Statement: Hashable {
        var text: SQLText
        var types: [Oid]
    }

    private let connection: OpaquePointer
    private var statements: [Statement: String] = [:]
    private(set) var hasConflict = false
    var lastChange: Int64?

    init(url: String, schema: String) throws {
        guard let connection = PostgresSession.connect(url) else {
            throw StorageError.unavailable("out of memory")
        }
        self.connection = connection
        guard PQstatus(connection) == CONNECTION_OK else {
            throw StorageError.unavailable("no PostgreSQL server answers there as it should")
        }
        PQsetNoticeReceiver(
            connection,
            { PostgresSession.note($0, $1) },
            Unmanaged.passUnretained(self).toOpaque()
        )
        try script(
            """
            SET search_path TO \(schema); SET client_encoding TO 'UTF8';
            SET lock_timeout TO '5s'; SET statement_timeout TO '30s';
            SET client_min_messages TO notice
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
        Unmanaged<PostgresSession>.fromOpaque(session).takeUnretainedValue().lastChange = number
    }

    var isBroken: Bool { PQstatus(connection) != CONNECTION_OK }
    var isLost: Bool { isBroken || hasConflict }

    func rows(_ sql: SQL) throws -> [Row] { try execute(sql).rows }

    func run(_ sql: SQL) throws -> Int { try execute(sql).changes }

    func script(_ text: String) throws { _ = try checked(PQexec(connection, text)) }

    // One way to the server and back for each.
    func mark(_ step: Savepoint) throws {
        switch step {
        case .begin: try script("SAVEPOINT body")
        case .next: try script("RELEASE SAVEPOINT body; SAVEPOINT body")
        case .undo: try script("ROLLBACK TO SAVEPOINT body")
        }
    }

    func begin(_ text: String) throws {
        hasConflict = false
        try script(text)
    }

    private func execute(_ sql: SQL) throws -> PostgresResult {
        let parameters = PostgresParameters(sql.values)
        let name = try prepared(Statement(text: sql.text, types: parameters.types))
        return try checked(
            parameters.withPointers { pointers in
                PQexecPrepared(
                    connection,
                    name,
                    Int32(pointers.count),
                    pointers,
                    parameters.lengths,
                    parameters.formats,
                    0
                )
            }
        )
    }

    private func prepared(_ statement: Statement) throws -> String {
        if let name = statements[statement] { return name }
        if statements.count >= PostgresSession.statementLimit {
            try script("DEALLOCATE ALL")
            statements = [:]
        }
        let name = "s\(statements.count)"
        let text = statement.text.written(for: .postgres)
        let count = Int32(statement.types.count)
        _ = try checked(PQprepare(connection, name, text, count, statement.types))
        statements[statement] = name
        return name
    }

    private func checked(_ pointer: OpaquePointer?) throws -> PostgresResult {
        let result = PostgresResult(pointer)
        if result.isGood { return result }
        if isBroken { throw StorageError.unavailable("the connection to PostgreSQL was lost") }
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
