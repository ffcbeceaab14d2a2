import CSQLite

/// A prepared statement, freed with this object.
final class SQLiteStatement {
    private let pointer: OpaquePointer
    private let columns: Columns

    init(_ pointer: OpaquePointer) {
        self.pointer = pointer
        columns = Columns(
            (0..<sqlite3_column_count(pointer)).map {
                String(cString: sqlite3_column_name(pointer, $0))
            }
        )
    }

    deinit { sqlite3_finalize(pointer) }

    func step() -> Int32 { sqlite3_step(pointer) }

    func reset() { sqlite3_reset(pointer) }

    func bind(_ values: [SQLValue]) {
        for (index, value) in values.enumerated() { bind(value, at: Int32(index + 1)) }
    }

    /// The row that the last step came to.
    var row: Row {
        let count = sqlite3_data_count(pointer)
        return Row(columns: columns, values: (0..<count).map(value))
    }

    // SQLite copies what is bound: the values may be gone before the statement runs.
    private func bind(_ value: SQLValue, at place: Int32) {
        let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        switch value {
        case .null: sqlite3_bind_null(pointer, place)
        case .integer(let number): sqlite3_bind_int64(pointer, place, number)
        case .real(let number): sqlite3_bind_double(pointer, place, number)
        case .text(var text):
            _ = text.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) {
                    sqlite3_bind_text(pointer, place, $0.baseAddress, Int32($0.count), copied)
                }
            }
        case .bytes(let bytes) where bytes.isEmpty: sqlite3_bind_zeroblob(pointer, place, 0)
        case .bytes(let bytes):
            _ = bytes.withUnsafeBytes {
                sqlite3_bind_blob(pointer, place, $0.baseAddress, Int32($0.count), copied)
            }
        }
    }

    private func value(_ column: Int32) -> SQLValue {
        switch sqlite3_column_type(pointer, column) {
        case SQLITE_INTEGER: .integer(sqlite3_column_int64(pointer, column))
        case SQLITE_FLOAT: .real(sqlite3_column_double(pointer, column))
        case SQLITE_TEXT:
            .text(
                String(decoding: bytes(sqlite3_column_text(pointer, column), column), as: UTF8.self)
            )
        case SQLITE_BLOB: .bytes(Array(bytes(sqlite3_column_blob(pointer, column), column)))
        default: .null
        }
    }

    private func bytes(_ start: UnsafeRawPointer?, _ column: Int32) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(pointer, column)))
    }
}
