import CPQ

/// An answer of the server, freed with this object.
final class PostgresResult {
    private let pointer: OpaquePointer

    /// Nil where there is none.
    init?(_ pointer: OpaquePointer?) {
        guard let pointer else { return nil }
        self.pointer = pointer
    }

    deinit { PQclear(pointer) }

    var isGood: Bool {
        [PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY].contains(PQresultStatus(pointer))
    }

    /// Rows inserted, changed or deleted.
    var changes: Int { Int(String(cString: PQcmdTuples(pointer))) ?? 0 }

    var columnNames: [String] {
        (0..<PQnfields(pointer)).map { String(cString: PQfname(pointer, $0)) }
    }

    var columnTypes: [Oid] { (0..<PQnfields(pointer)).map { PQftype(pointer, $0) } }

    /// The rows of a prepared statement's answer.
    func rows(of statement: PostgresStatement) -> [Row] {
        (0..<PQntuples(pointer)).map { row in
            Row(
                columns: statement.columns,
                values: statement.types.enumerated().map { column, type in
                    guard let bytes = bytes(row, Int32(column)) else { return .null }
                    return statement.isBinary
                        ? SQLValue(binary: bytes, type) : SQLValue(text: bytes, type)
                }
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

    private func bytes(_ row: Int32, _ column: Int32) -> UnsafeRawBufferPointer? {
        guard PQgetisnull(pointer, row, column) == 0 else { return nil }
        let length = Int(PQgetlength(pointer, row, column))
        return UnsafeRawBufferPointer(start: PQgetvalue(pointer, row, column), count: length)
    }
}

extension SQLValue {
    /// A value as the server holds it: numbers with the high byte first.
    fileprivate init(binary bytes: UnsafeRawBufferPointer, _ type: PostgresType?) {
        switch type {
        case .bool: self = .integer(bytes.first == 0 ? 0 : 1)
        case .int2: self = .integer(Int64(bytes.bigEndian(Int16.self)))
        case .int4: self = .integer(Int64(bytes.bigEndian(Int32.self)))
        case .int8: self = .integer(bytes.bigEndian(Int64.self))
        case .float4: self = .real(Double(Float(bitPattern: bytes.bigEndian(UInt32.self))))
        case .float8: self = .real(Double(bitPattern: bytes.bigEndian(UInt64.self)))
        case .bytea: self = .bytes(Array(bytes))
        default: self = .text(String(decoding: bytes, as: UTF8.self))
        }
    }

    /// A value as the server writes it, in an answer with a type that is read so only: a sum of
    /// BIGINT is NUMERIC.
    fileprivate init(text bytes: UnsafeRawBufferPointer, _ type: PostgresType?) {
        let text = String(decoding: bytes, as: UTF8.self)
        let number: SQLValue? =
            switch type {
            case .int2, .int4, .int8: Int64(text).map(SQLValue.integer)
            case .float4, .float8: Double(text).map(SQLValue.real)
            case .numeric: Int64(text).map(SQLValue.integer) ?? Double(text).map(SQLValue.real)
            case .bool: .integer(text == "t" ? 1 : 0)
            case .bytea: .bytes(SQLValue.unescaped(text))
            default: nil
            }
        self = number ?? .text(text)
    }

    /// The bytes of `\x00ff…`.
    private static func unescaped(_ text: String) -> [UInt8] {
        var count = 0
        guard let block = PQunescapeBytea(text, &count) else { return [] }
        defer { PQfreemem(block) }
        return Array(UnsafeBufferPointer(start: block, count: count))
    }
}

extension UnsafeRawBufferPointer {
    fileprivate func bigEndian<Number: FixedWidthInteger>(_ type: Number.Type) -> Number {
        count == MemoryLayout<Number>.size ? Number(bigEndian: loadUnaligned(as: type)) : 0
    }
}
