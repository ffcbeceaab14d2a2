import Crypto

/// The SHA-256 of a certificate: by this, compared on paper, two machines know one another.
public struct TLSFingerprint: Sendable, Hashable, LosslessStringConvertible {
    private let bytes: [UInt8]

    /// Of a certificate's DER.
    init(of certificate: [UInt8]) { bytes = Array(SHA256.hash(data: certificate)) }

    /// Nil unless the text is 64 hexadecimal digits, with spaces or colons between as one likes.
    public init?(_ text: String) {
        let digits = text.lowercased().filter { $0 != " " && $0 != ":" }
        guard digits.utf8.count == 64 else { return nil }
        var bytes: [UInt8] = []
        var rest = Substring(digits)
        while !rest.isEmpty {
            guard let byte = UInt8(rest.prefix(2), radix: 16), rest.first != "+" else { return nil }
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        self.bytes = bytes
    }

    /// Sixteen groups of four digits.
    public var description: String {
        let digits = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        return stride(from: 0, to: 64, by: 4).map { start in
            String(digits.dropFirst(start).prefix(4))
        }.joined(separator: " ")
    }
}
