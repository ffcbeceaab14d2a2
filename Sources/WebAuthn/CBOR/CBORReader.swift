/// Reads canonical CBOR (RFC 8949 section 4.2.1, as CTAP2 section 8 narrows it) from hostile bytes.
///
/// The order of a map's keys is not looked at: it decides nothing here, and programs that people
/// keep their passkeys in have had it wrong.
struct CBORReader {
    /// CTAP2 allows four levels of arrays and maps.
    static let levels = 4
    /// Values in one reading: an attestation with a long chain of certificates has some thirty.
    static let values = 256

    private(set) var rest: ArraySlice<UInt8>
    private var left = CBORReader.values

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    /// The one value that some bytes are, to their last.
    static func value(of bytes: [UInt8]) throws(CBORFault) -> CBOR {
        var reader = CBORReader(bytes[...])
        let value = try reader.next()
        guard reader.rest.isEmpty else { throw CBORFault(cause: .trailing) }
        return value
    }

    /// The next value; what stands behind it stays in ``rest``.
    mutating func next() throws(CBORFault) -> CBOR { try next(CBORReader.levels) }

    private mutating func next(_ levels: Int) throws(CBORFault) -> CBOR {
        guard left > 0 else { throw CBORFault(cause: .tooMuch) }
        left -= 1
        let head = try byte()
        let low = head & 0x1F
        switch head >> 5 {
        case 0: return .integer(try signed(try argument(low)))
        case 1: return .integer(-1 - (try signed(try argument(low))))
        case 2: return .bytes(Array(try take(try argument(low))))
        case 3: return .text(try text(try argument(low)))
        case 4: return .array(try array(try argument(low), levels))
        case 5: return .map(try map(try argument(low), levels))
        case 7: return try simple(low)
        default: throw CBORFault(cause: .unsupported)
        }
    }

    private func simple(_ low: UInt8) throws(CBORFault) -> CBOR {
        switch low {
        case 20: return .bool(false)
        case 21: return .bool(true)
        case 22: return .null
        default: throw CBORFault(cause: low == 31 ? .notCanonical : .unsupported)
        }
    }

    private mutating func array(_ count: UInt64, _ levels: Int) throws(CBORFault) -> [CBOR] {
        guard levels > 0 else { throw CBORFault(cause: .tooMuch) }
        var values: [CBOR] = []
        for _ in 0..<(try size(count)) { values.append(try next(levels - 1)) }
        return values
    }

    private mutating func map(_ count: UInt64, _ levels: Int) throws(CBORFault) -> [CBOR: CBOR] {
        guard levels > 0 else { throw CBORFault(cause: .tooMuch) }
        var values: [CBOR: CBOR] = [:]
        for _ in 0..<(try size(count)) {
            let key = try next(levels - 1)
            guard key.integer != nil || key.text != nil else {
                throw CBORFault(cause: .unsupported)
            }
            guard values.updateValue(try next(levels - 1), forKey: key) == nil else {
                throw CBORFault(cause: .duplicateKey)
            }
        }
        return values
    }

    /// A count of values that the bytes at hand could hold at all.
    private func size(_ count: UInt64) throws(CBORFault) -> Int {
        guard count <= UInt64(rest.count) else { throw CBORFault(cause: .truncated) }
        return Int(count)
    }

    private mutating func text(_ count: UInt64) throws(CBORFault) -> String {
        guard let text = String(validating: try take(count), as: UTF8.self) else {
            throw CBORFault(cause: .unsupported)
        }
        return text
    }

    private func signed(_ number: UInt64) throws(CBORFault) -> Int64 {
        guard let number = Int64(exactly: number) else { throw CBORFault(cause: .unsupported) }
        return number
    }

    /// A number or length behind its head, in its shortest form only.
    private mutating func argument(_ low: UInt8) throws(CBORFault) -> UInt64 {
        guard low >= 24 else { return UInt64(low) }
        guard low <= 27 else { throw CBORFault(cause: .notCanonical) }
        let width = 1 << Int(low - 24)
        let number = try take(UInt64(width)).reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
        // What fits into half the width (or, of one byte, into the head) was to be written so.
        let least: UInt64 = width == 1 ? 24 : 1 << UInt64(width * 4)
        guard number >= least else { throw CBORFault(cause: .notCanonical) }
        return number
    }

    private mutating func byte() throws(CBORFault) -> UInt8 {
        guard let byte = rest.popFirst() else { throw CBORFault(cause: .truncated) }
        return byte
    }

    private mutating func take(_ count: UInt64) throws(CBORFault) -> ArraySlice<UInt8> {
        guard count <= UInt64(rest.count) else { throw CBORFault(cause: .truncated) }
        let part = rest.prefix(Int(count))
        rest = rest.dropFirst(Int(count))
        return part
    }
}
