import CPQ

/// An answer of the server, freed with this object.
final class PostgresResult {
    private let pointer: OpaquePointer?

    init(_ pointer: OpaquePointer?) { self.pointer = pointer }

    deinit { PQclear(pointer) }

    var isGood: Bool {
        [PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY].contains(PQresultStatus(pointer))
    }

    /// Rows inserted, changed or deleted.
    var changes: Int { Int(String(cString: PQcmdTuples(pointer))) ?? 0 }

    var rows: [Row] {
        let names = (0..<PQnfields(pointer)).map { String(cString: PQfname(pointer, $0)) }
        let types = (0..<PQnfields(pointer)).map { PostgresType(rawValue: PQftype(pointer, $0)) }
        let columns = Columns(names)
        return (0..<PQntuples(pointer)).map { row in
            Row(
                columns: columns,
                values: types.enumerated().map { value(row, Int32($0.offset), $0.element) }
            )
        }
    }

    /// A field of the server's error.
    func field(_ code: Character) -> String? { PostgresResult.field(code, of: pointer) }

    /// The same of an answer that somebody else frees.
    static func field(_ code: Character, of pointer: OpaquePointer?) -> String? {
        guard let ascii = code.asciiValue, let text = PQresultErrorField(pointer, Int32(ascii))
        else { return nil }
        return String(cString: text)
    }

    private func value(_ row: Int32, _ column: Int32, _ type: PostgresType?) -> SQLValue {
        guard PQgetisnull(pointer, row, column) == 0, let start = PQgetvalue(pointer, row, column)
        else { return .null }
        if type == .bytea { return .bytes(bytes(start)) }
        let length = Int(PQgetlength(pointer, row, column))
        let text = start.withMemoryRebound(to: UInt8.self, capacity: length) {
            String(decoding: UnsafeBufferPointer(start: $0, count: length), as: UTF8.self)
        }
        return value(text, type)
    }

    private func value(_ text: String, _ type: PostgresType?) -> SQLValue {
        switch type {
        case .int2, .int4, .int8: Int64(text).map(SQLValue.integer) ?? .text(text)
        case .float4, .float8: Double(text).map(SQLValue.real) ?? .text(text)
        // A sum of BIGINT is NUMERIC.
        case .numeric:
            Int64(text).map(SQLValue.integer) ?? Double(text).map(SQLValue.real) ?? .text(text)
        case .bool: .integer(text == "t" ? 1 : 0)
        default: .text(text)
        }
    }

    private func bytes(_ start: UnsafeMutablePointer<CChar>) -> [UInt8] {
        var count = 0
        return start.withMemoryRebound(to: UInt8.self, capacity: 1) { text in
            guard let block = PQunescapeBytea(text, &count) else { return [] }
            defer { PQfreemem(block) }
            return Array(UnsafeBufferPointer(start: block, count: count))
        }
    }
}
