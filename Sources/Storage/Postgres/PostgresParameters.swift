import CPQ

/// The values of a statement as libpq takes them: one block of bytes, and where each value begins.
struct PostgresParameters {
    private(set) var types: [Oid] = []
    private(set) var formats: [Int32] = []
    private(set) var lengths: [Int32] = []
    private var bytes: [UInt8] = []
    private var offsets: [Int?] = []

    init(_ values: [SQLValue]) {
        for value in values {
            switch value {
            case .null: append(nil, type: .unknown)
            case .integer(let number): append(Array(String(number).utf8), type: .int8)
            case .real(let number): append(Array("\(number)".utf8), type: .float8)
            case .text(let text): append(Array(text.utf8), type: .text)
            case .bytes(let bytes): append(bytes, type: .bytea)
            }
        }
    }

    /// Lends the pointers for one call.
    func withPointers<Answer>(_ call: ([UnsafePointer<CChar>?]) -> Answer) -> Answer {
        bytes.withUnsafeBytes { block in
            let start = block.baseAddress?.assumingMemoryBound(to: CChar.self)
            return call(offsets.map { offset in offset.flatMap { start?.advanced(by: $0) } })
        }
    }

    private mutating func append(_ value: [UInt8]?, type: PostgresType) {
        types.append(type.rawValue)
        formats.append(type == .bytea ? 1 : 0)
        lengths.append(Int32(value?.count ?? 0))
        offsets.append(value.map { _ in bytes.count })
        // The zero ends a text, and keeps the pointer of an empty value from being none.
        bytes.append(contentsOf: (value ?? []) + [0])
    }
}

/// The types that our columns and the server's sums and ranks have, by their fixed numbers.
enum PostgresType: Oid {
    case unknown = 0
    case bool = 16
    case bytea = 17
    case int8 = 20
    case int2 = 21
    case int4 = 23
    case text = 25
    case float4 = 700
    case float8 = 701
    case numeric = 1700
}
