import CPQ
import Foundation

/// One connection to a server, with its prepared statements; closed with this object.
final class PostgresSession: Session {
    /// Lists of every length make statements without end: then all of them are prepared anew.
    private static let statementLimit = 512

    private let connection: OpaquePointer
    private var statements: [String: String] = [:]
    private(set) var hasConflict = false

    init(url: String, schema: String) throws {
        guard let connection = PostgresSession.connect(url) else {
            throw StorageError.unavailable("out of memory")
        }
        self.connection = connection
        guard PQstatus(connection) == CONNECTION_OK else {
            throw StorageError.unavailable("no PostgreSQL server answers there as it should")
        }
        PQsetNoticeProcessor(connection, { _, _ in }, nil)
        try script(
            """
            SET search_path TO \(schema); SET client_encoding TO 'UTF8';
            SET lock_timeout TO '5s'; SET statement_timeout TO '30s'
            """
        )
    }

    deinit { PQfinish(connection) }

    var isBroken: Bool { PQstatus(connection) != CONNECTION_OK }
    var isLost: Bool { isBroken || hasConflict }

    func rows(_ sql: SQL) throws -> [Row] { try execute(sql).rows }

    func run(_ sql: SQL) throws -> Int { try execute(sql).changes }

    func script(_ text: String) throws { _ = try checked(PQexec(connection, text)) }

    func begin(_ text: String) throws {
        hasConflict = false
        try script(text)
    }

    private func execute(_ sql: SQL) throws -> PostgresResult {
        let parameters = PostgresParameters(sql.values)
        let name = try prepared(sql.text(for: .postgres), parameters.types)
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

    // The types belong to the key: a parameter that is NULL has none of its own.
    private func prepared(_ text: String, _ types: [Oid]) throws -> String {
        let key = types.map(String.init).joined(separator: " ") + ":" + text
        if let name = statements[key] { return name }
        if statements.count >= PostgresSession.statementLimit {
            try script("DEALLOCATE ALL")
            statements = [:]
        }
        let name = "s\(statements.count)"
        _ = try checked(PQprepare(connection, name, text, Int32(types.count), types))
        statements[key] = name
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
