/// Bytes put together so that they can be taken apart in one way only: each part after its length.
///
/// What is authenticated is packed, so that no two different bindings give the same bytes.
struct Packer {
    private(set) var bytes: [UInt8] = []

    mutating func add(_ part: [UInt8]) {
        add(part.count)
        bytes += part
    }

    mutating func add(_ text: String) {
        add(text.utf8.count)
        bytes += text.utf8
    }

    mutating func add(_ number: Int) {
        withUnsafeBytes(of: Int64(number).bigEndian) { bytes += $0 }
    }
}

/// Takes apart what ``Packer`` put together.
struct Unpacker {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { place == bytes.count }

    mutating func number() throws -> Int {
        let range = try take(8)
        let value = bytes.withUnsafeBytes {
            $0.loadUnaligned(fromByteOffset: range.lowerBound, as: UInt64.self)
        }
        return Int(Int64(bitPattern: UInt64(bigEndian: value)))
    }

    mutating func part() throws -> [UInt8] { Array(bytes[try take(try number())]) }

    mutating func text() throws -> String {
        String(decoding: bytes[try take(try number())], as: UTF8.self)
    }

    /// The place of so many bytes, which are then behind.
    private mutating func take(_ count: Int) throws -> Range<Int> {
        guard count >= 0, bytes.count - place >= count else { throw SheetFault.damaged }
        defer { place += count }
        return place..<place + count
    }
}

/// What can be wrong with a sheet: somebody has moved, swapped or damaged a row.
enum SheetFault: Error, Equatable {
    /// The bytes do not belong where they lie, or have been changed.
    case damaged
    /// The version register's seal does not fit its row.
    case register
    /// A row the register counts on is not there.
    case missing
}
