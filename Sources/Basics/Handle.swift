/// The random name by which one thing is known outside the vault, typed by what it names so that
/// two kinds cannot be swapped.
///
/// 128 bits from the system's generator, written as 26 characters of lower-case base32 (RFC 4648,
/// without padding), which is safe in URLs, file names and both databases.
public struct Handle<Kind>: Hashable, Sendable, Codable, CustomStringConvertible,
    LosslessStringConvertible
{
    public let text: String

    /// A handle from its text; nil unless it is 26 characters of base32.
    public init?(_ text: String) {
        guard text.utf8.count == 26, text.utf8.allSatisfy(Base32.isDigit) else { return nil }
        self.text = text
    }

    fileprivate init(minted text: String) { self.text = text }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let handle = Handle(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "not a handle"
            )
        }
        self = handle
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    public var description: String { text }

    /// A new handle that nobody can guess.
    public static func mint() -> Handle {
        Handle(minted: Base32.encode(randomBytes(16)))
    }
}

/// New names that begin alike, for things that are kept in one go.
///
/// An index of random names is written to everywhere at once: a thousand rows change a thousand of its
/// pages. Names of one family lie side by side, so that they change a few. They tell that they came
/// together, as their rows' places do; 88 bits of each are its own, which nobody can guess.
public struct HandleFamily: Sendable {
    // Whole characters of base32: forty bits are eight.
    private let head = randomBytes(5)

    public init() {}

    /// A new handle of this family.
    public func mint<Kind>() -> Handle<Kind> {
        Handle(minted: Base32.encode(head + randomBytes(11)))
    }
}

/// Bytes from the system's generator of random numbers.
public func randomBytes(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    var bytes: [UInt8] = []
    // Each call of the generator is one of the system, and brings eight bytes.
    while bytes.count < count { withUnsafeBytes(of: generator.next()) { bytes += $0 } }
    bytes.removeLast(bytes.count - count)
    return bytes
}

/// RFC 4648 base32 in lower case without padding.
public enum Base32 {
    private static let digits = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)

    public static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        var pending = 0
        var bits = 0
        for byte in bytes {
            pending = pending << 8 | Int(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(digits[pending >> bits & 31])
            }
            pending &= (1 << bits) - 1
        }
        if bits > 0 { text.append(digits[pending << (5 - bits) & 31]) }
        return String(decoding: text, as: UTF8.self)
    }

    static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            || (UInt8(ascii: "2")...UInt8(ascii: "7")).contains(byte)
    }
}
