public import Wire

/// The number of an inquiry (受付番号), as a caller is told it: `4821-0937`.
///
/// Eight random digits: it tells neither the day nor how many there were.
public struct CaseNumber: Hashable, Sendable, Codable, LosslessStringConvertible {
    public let description: String

    /// From what was typed or stands in an address; nil unless it is eight digits with a hyphen.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 9, bytes[4] == UInt8(ascii: "-"),
            (bytes[..<4] + bytes[5...]).allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains)
        else { return nil }
        description = text
    }

    private init(digits: Int) {
        let text = String(100_000_000 + digits).dropFirst()
        description = text.prefix(4) + "-" + text.suffix(4)
    }

    public static func mint() -> CaseNumber {
        var generator = SystemRandomNumberGenerator()
        return CaseNumber(digits: Int.random(in: 0..<100_000_000, using: &generator))
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let number = CaseNumber(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "not a case's number"
            )
        }
        self = number
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension CaseNumber: Packable {
    public func pack(into packer: inout Packer) { packer.add(description) }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        guard let number = CaseNumber(try unpacker.text()) else { throw PackingFault() }
        self = number
    }
}
