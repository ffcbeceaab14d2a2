#if canImport(Glibc)
private import Glibc
#else
private import Darwin
#endif

/// A range of addresses: `192.0.2.0/24`, `2001:db8::/32` (RFC 4632, RFC 4291).
public struct Network: Sendable, Hashable {
    private let address: [UInt8]
    private let bits: Int

    /// Nil where the text is no such range, or has bits set behind its prefix.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let address = Network.bytes(of: String(parts[0]))
        else {
            return nil
        }
        let bits = parts.count == 2 ? Network.number(parts[1]) : address.count * 8
        guard let bits, bits <= address.count * 8 else { return nil }
        self.address = address
        self.bits = bits
        guard (bits..<address.count * 8).allSatisfy({ Network.bit($0, of: address) == 0 }) else {
            return nil
        }
    }

    /// Whether an address is within it; a text that is no address is nowhere.
    public func contains(_ text: String) -> Bool {
        guard let other = Network.bytes(of: text), other.count == address.count else {
            return false
        }
        return (0..<bits).allSatisfy { Network.bit($0, of: other) == Network.bit($0, of: address) }
    }

    private static func bit(_ place: Int, of bytes: [UInt8]) -> UInt8 {
        bytes[place / 8] >> UInt8(7 - place % 8) & 1
    }

    private static func number(_ text: Substring) -> Int? {
        guard (1...3).contains(text.utf8.count),
            text.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains)
        else { return nil }
        return Int(text)
    }

    /// Four bytes or sixteen; an IPv4 address that is written as IPv6 (RFC 4291 2.5.5.2) is four.
    private static func bytes(of text: String) -> [UInt8]? {
        guard text.utf8.count <= 45 else { return nil }
        var four = [UInt8](repeating: 0, count: 4)
        if inet_pton(AF_INET, text, &four) == 1 { return four }
        var sixteen = [UInt8](repeating: 0, count: 16)
        guard inet_pton(AF_INET6, text, &sixteen) == 1 else { return nil }
        let mapped: [UInt8] = Array(repeating: 0, count: 10) + [0xff, 0xff]
        return sixteen.starts(with: mapped) ? Array(sixteen.suffix(4)) : sixteen
    }
}
