import CPQ

/// The values of a statement as libpq takes them: one block of bytes, and where each value begins.
struct PostgresParameters {
    private(set) var types: [Oid] = []
    private(set) var formats: [Int32] = []
    private(set) var lengths: [Int32] = []
    private var bytes: [UInt8] = []
    private var offsets: [Int?] = []

    init(_ values: [SQLValue]) {
        types.reserveCapacity(values.count)
        formats.reserveCapacity(values.count)
        lengths.reserveCapacity(values.count)
        offsets.reserveCapacity(values.count)
        bytes.reserveCapacity(values.count * 32)
        for value in values {
            switch value {
            case .null: appendNull()
            case .integer(let number):
                append(.int8, .binary) { $0.append(bigEndian: number) }
            case .real(let number): append(.float8, .text) { $0 += "\(number)".utf8 }
            case .text(let text): append(.text, .text) { $0 += text.utf8 }
            case .bytes(let value): append(.bytea, .binary) { $0 += value }
            }
        }
    }

    private enum Format: Int32 {
        case text = 0
        case binary = 1
    }

    /// Lends the pointers for one call.
    func withPointers<Answer>(_ call: ([UnsafePointer<CChar>?]) -> Answer) -> Answer {
        bytes.withUnsafeBytes { block in
            let start = block.baseAddress?.assumingMemoryBound(to: CChar.self)
            return call(offsets.map { offset in offset.flatMap { start?.advanced(by: $0) } })
        }
    }

    private mutating func appendNull() {
        types.append(PostgresType.unknown.rawValue)
        formats.append(Format.text.rawValue)
        lengths.append(0)
        offsets.append(nil)
    }

    private mutating func append(
        _ type: PostgresType,
        _ format: Format,
        _ write: (inout [UInt8]) -> Void
    ) {
        let start = bytes.count
        write(&bytes)
        types.append(type.rawValue)
        formats.append(format.rawValue)
        lengths.append(Int32(bytes.count - start))
        offsets.append(start)
        // It ends a text, and keeps the pointer of an empty value from being none.
        bytes.append(0)
    }
}

extension [UInt8] {
    fileprivate mutating func append(bigEndian number: Int64) {
        Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
    }
}
