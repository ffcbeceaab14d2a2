/// Bytes put together so that they can be taken apart in one way only: each part after its length.
///
/// What is authenticated is packed, so that no two different bindings give the same bytes.
struct Packer {
    private(set) var bytes: [UInt8] = []

    mutating func add(_ part: [UInt8]) {
        add(part.count)
        bytes += part
    }

    mutating func add(_ text: String) { add(Array(text.utf8)) }

    mutating func add(_ number: Int) {
        let value = UInt64(bitPattern: Int64(number))
        bytes += (0..<8).map { UInt8(truncatingIfNeeded: value >> (56 - 8 * $0)) }
    }
}

/// Takes apart what ``Packer`` put together.
struct Unpacker {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func number() throws -> Int {
        guard rest.count >= 8 else { throw SheetFault.damaged }
        let value = rest.prefix(8).reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
        rest.removeFirst(8)
        return Int(Int64(bitPattern: value))
    }

    mutating func part() throws -> [UInt8] {
        let count = try number()
        guard count >= 0, rest.count >= count else { throw SheetFault.damaged }
        defer { rest.removeFirst(count) }
        return Array(rest.prefix(count))
    }

    mutating func text() throws -> String { String(decoding: try part(), as: UTF8.self) }
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
