import CSQLite

/// A copied SQLite database, with the write-ahead log that was copied beside it.
struct SQLiteStore {
    private let connection: OpaquePointer

    /// Nil where the file is no database, or its copy was torn by a writer.
    init?(_ path: String) {
        var connection: OpaquePointer?
        // To read only: the write-ahead log must stay as it was stolen.
        let result = sqlite3_open_v2(path, &connection, SQLITE_OPEN_READONLY, nil)
        guard result == SQLITE_OK, let connection else {
            sqlite3_close(connection)
            return nil
        }
        self.connection = connection
    }

    func close() { sqlite3_close(connection) }

    /// Writes the rows of every table, or of some; false where one cannot be read.
    func write(to file: RowsFile, only names: Set<String>? = nil) throws -> Bool {
        var isWhole = true
        guard let tables = try tables() else { return false }
        for table in tables where names?.contains(table) ?? true {
            let quoted = table.replacing("\"", with: "\"\"")
            let isRead = try each("SELECT * FROM \"\(quoted)\"") { try write($0, to: file) }
            isWhole = isWhole && isRead
        }
        try file.finish()
        return isWhole
    }

    /// Virtual tables keep their data in tables of their own.
    private func tables() throws -> [String]? {
        let list =
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        var names: [String] = []
        let isRead = try each(list) { row in
            if let name = sqlite3_column_text(row, 0) { names.append(String(cString: name)) }
        }
        return isRead ? names : nil
    }

    private func each(_ statement: String, _ body: (OpaquePointer) throws -> Void) throws -> Bool {
        var row: OpaquePointer?
        guard sqlite3_prepare_v2(connection, statement, -1, &row, nil) == SQLITE_OK, let row else {
            return false
        }
        defer { sqlite3_finalize(row) }
        while true {
            switch sqlite3_step(row) {
            case SQLITE_ROW: try body(row)
            case SQLITE_DONE: return true
            default: return false
            }
        }
    }

    private func write(_ row: OpaquePointer, to file: RowsFile) throws {
        for column in 0..<sqlite3_column_count(row) {
            if sqlite3_column_type(row, column) == SQLITE_BLOB {
                let start = sqlite3_column_blob(row, column)
                let count = Int(sqlite3_column_bytes(row, column))
                try file.write(UnsafeRawBufferPointer(start: start, count: count))
            } else if let start = sqlite3_column_text(row, column) {
                let count = Int(sqlite3_column_bytes(row, column))
                try file.write(UnsafeRawBufferPointer(start: start, count: count))
            }
            file.end("\t")
        }
        file.end("\n")
    }
}
