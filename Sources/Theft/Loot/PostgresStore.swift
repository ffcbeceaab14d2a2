import Basics
import CPQ
import Glibc

/// A PostgreSQL database as a thief reads it who has its address.
final class PostgresStore {
    private let connection: OpaquePointer

    /// - Throws: ``DrillFault`` where the server does not answer.
    init(_ url: Secret<String>, named name: String) throws(DrillFault) {
        guard let connection = PQconnectdb(PostgresStore.plain(url.revealed)) else {
            throw .database(name)
        }
        self.connection = connection
        guard PQstatus(connection) == CONNECTION_OK else { throw .database(name) }
        PQsetNoticeProcessor(connection, { _, _ in }, nil)
        PQclear(PQexec(connection, "SET client_encoding TO 'UTF8'"))
    }

    deinit { PQfinish(connection) }

    /// Tables of every schema that is not the server's own, as `schema.table` quoted.
    func tables() -> [(schema: String, name: String)] {
        let list = """
            SELECT schemaname, tablename FROM pg_tables
            WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1, 2
            """
        return rows(list).compactMap { $0.count == 2 ? ($0[0], $0[1]) : nil }
    }

    /// The server's own folder; nil where it is not told, or lies on another machine.
    func dataFolder() -> String? {
        let folder = rows("SHOW data_directory").first?.first
        return folder.flatMap { access($0, R_OK | X_OK) == 0 ? $0 : nil }
    }

    /// Writes a table's rows as they are; the server hands bytes out as hex.
    ///
    /// - Returns: False where it may not be read.
    func write(_ table: (schema: String, name: String), to file: RowsFile) throws -> Bool {
        let name = "\(quoted(table.schema)).\(quoted(table.name))"
        let start = PQexec(connection, "COPY (SELECT * FROM \(name)) TO STDOUT")
        defer { PQclear(start) }
        guard PQresultStatus(start) == PGRES_COPY_OUT else { return false }
        var row: UnsafeMutablePointer<CChar>?
        while case let count = PQgetCopyData(connection, &row, 0), count > 0 {
            defer { PQfreemem(row) }
            let bytes = UnsafeRawBufferPointer(start: row, count: Int(count))
            try PostgresStore.plain(bytes).withUnsafeBytes(file.write)
        }
        let end = PQgetResult(connection)
        defer { PQclear(end) }
        let isGood = PQresultStatus(end) == PGRES_COMMAND_OK
        while let rest = PQgetResult(connection) { PQclear(rest) }
        try file.finish()
        return isGood
    }

    /// A row of COPY in which bytes are what they are: the hex that it writes would read like dates,
    /// figures beside figures.
    private static func plain(_ row: UnsafeRawBufferPointer) -> [UInt8] {
        let tab = UInt8(ascii: "\t")
        let lineEnd = UInt8(ascii: "\n")
        let sign = Array(#"\\x"#.utf8)
        let values = row.dropLast(row.last == lineEnd ? 1 : 0)
            .split(separator: tab, omittingEmptySubsequences: false)
            .map { value -> [UInt8] in
                guard value.starts(with: sign) else { return Array(value) }
                return HexRuns.bytes(of: Array(value.dropFirst(sign.count))) ?? Array(value)
            }
        return Array(values.joined(separator: [tab])) + [lineEnd]
    }

    private func rows(_ statement: String) -> [[String]] {
        let result = PQexec(connection, statement)
        defer { PQclear(result) }
        guard PQresultStatus(result) == PGRES_TUPLES_OK else { return [] }
        return (0..<PQntuples(result)).map { row in
            (0..<PQnfields(result)).map { String(cString: PQgetvalue(result, row, $0)) }
        }
    }

    private func quoted(_ name: String) -> String {
        "\"\(name.replacing("\"", with: "\"\""))\""
    }

    /// libpq refuses `schema=`, which is ours.
    private static func plain(_ url: String) -> String {
        guard let mark = url.firstIndex(of: "?") else { return url }
        let rest = url[url.index(after: mark)...].split(separator: "&")
            .filter { !$0.hasPrefix("schema=") }
        return url[..<mark] + (rest.isEmpty ? "" : "?" + rest.joined(separator: "&"))
    }
}
