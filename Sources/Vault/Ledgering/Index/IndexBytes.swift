/// Numbers and texts one after another: numbers seven bits to a byte, the lowest first.
struct IndexWriter {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

    mutating func append(_ other: IndexWriter) { bytes += other.bytes }

    /// Takes back what was written last.
    mutating func cut(to count: Int) { bytes.removeLast(bytes.count - count) }

    mutating func fill(upToMultipleOf unit: Int) {
        while !bytes.count.isMultiple(of: unit) { bytes.append(0) }
    }

    mutating func add(_ number: Int) {
        var rest = UInt64(bitPattern: Int64(number))
        while rest >= 0x80 {
            bytes.append(UInt8(rest & 0x7f) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// A number that may be negative: its sign in the lowest bit.
    mutating func add(signed number: Int) { add(number << 1 ^ number >> (Int.bitWidth - 1)) }

    mutating func add(_ text: String) {
        add(text.utf8.count)
        bytes += text.utf8
    }
}

/// Reads what ``IndexWriter`` wrote; throws `SheetFault.damaged` where the bytes end too early.
struct IndexReader {
    private let bytes: [UInt8]
    private var at = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func number() throws -> Int {
        var number: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            guard at < bytes.count else { throw SheetFault.damaged }
            let byte = bytes[at]
            at += 1
            number |= UInt64(byte & 0x7f) << shift
            if byte < 0x80 { return Int(Int64(bitPattern: number)) }
        }
        throw SheetFault.damaged
    }

    mutating func signed() throws -> Int {
        let number = UInt64(bitPattern: Int64(try self.number()))
        return Int(number >> 1) ^ -Int(number & 1)
    }

    /// A number of things that follow, each at least a byte long.
    mutating func count() throws -> Int {
        let count = try number()
        guard (0...bytes.count - at).contains(count) else { throw SheetFault.damaged }
        return count
    }

    mutating func text() throws -> String {
        let count = try count()
        defer { at += count }
        return String(decoding: bytes[at..<at + count], as: UTF8.self)
    }
}
