/// The name of a thing within an address: 1 to 60 lower-case Latin letters, digits and hyphens.
public struct Slug: Hashable, Comparable, Sendable, Codable, CustomStringConvertible,
    LosslessStringConvertible, ExpressibleByStringLiteral
{
    public let text: String

    /// Nil where a character does not fit, or where there are none or more than 60.
    public init?(_ text: String) {
        guard (1...60).contains(text.utf8.count), text.utf8.allSatisfy(Slug.allows) else {
            return nil
        }
        self.text = text
    }

    /// A slug written in the program's own text, where a wrong one is a fault of the program.
    public init(stringLiteral value: StaticString) {
        text = value.description
        precondition(Slug(text) != nil, "not a slug")
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let slug = Slug(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a slug")
        }
        self = slug
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    public var description: String { text }

    public static func < (a: Slug, b: Slug) -> Bool { a.text < b.text }

    private static func allows(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
