/// Padding to a multiple of 32 bytes (ISO/IEC 7816-4: a byte 0x80, then zeros), so that the length
/// of a box says little of what is in it: a prefecture, a name and a postcode are all one size.
enum Padding {
    static let unit = 32

    static func add(to bytes: [UInt8]) -> [UInt8] {
        let count = (bytes.count / unit + 1) * unit
        return bytes + [0x80] + Array(repeating: 0, count: count - bytes.count - 1)
    }

    static func remove(from bytes: [UInt8]) throws -> [UInt8] {
        guard let end = bytes.lastIndex(where: { $0 != 0 }), bytes[end] == 0x80 else {
            throw SheetFault.damaged
        }
        return Array(bytes[..<end])
    }
}
