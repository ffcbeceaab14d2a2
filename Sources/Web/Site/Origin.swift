/// A web origin (RFC 6454): scheme, host and port, without a path.
public struct Origin: Hashable, Sendable, Codable, CustomStringConvertible,
    LosslessStringConvertible
{
    /// As a browser writes it in the `Origin` header: `https://market.example`.
    public let text: String

    /// An origin from its text; nil where it has a path, or is neither http nor https.
    public init?(_ text: String) {
        guard let range = text.firstRange(of: "://") else { return nil }
        let scheme = text[..<range.lowerBound]
        let authority = text[range.upperBound...]
        guard scheme == "http" || scheme == "https", !authority.isEmpty,
            authority.utf8.allSatisfy(Origin.isAuthority)
        else { return nil }
        self.text = text.lowercased()
    }

    private init(known text: String) { self.text = text }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let origin = Origin(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "not an origin"
            )
        }
        self = origin
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    /// An origin on this machine, without TLS.
    static func local(_ host: String, port: Int) -> Origin {
        Origin(known: "http://\(host):\(port)")
    }

    /// Whether it is reached by TLS.
    public var isSecure: Bool { text.hasPrefix("https:") }

    public var description: String { text }

    /// The address of a path on this origin.
    public func address(_ path: String) -> String { text + path }

    private static func isAuthority(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "-.:[]".utf8.contains(byte)
        }
    }
}
