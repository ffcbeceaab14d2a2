/// Bech32 as BIP 173 has it, but of any length: how age writes its keys.
enum Bech32 {
    private static let digits = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)

    /// The text of some bytes, in lower case.
    static func encode(_ bytes: [UInt8], prefix: String) -> String {
        let values = regroup(bytes, from: 8, to: 5, padded: true) ?? []
        let sum = checksum(expanded(prefix) + values + [0, 0, 0, 0, 0, 0]) ^ 1
        let tail = (0..<6).map { UInt8(sum >> (5 * (5 - $0)) & 31) }
        return prefix + "1"
            + String(decoding: (values + tail).map { digits[Int($0)] }, as: UTF8.self)
    }

    /// Prefix, in lower case, and bytes; nil for what is no Bech32 or was mistyped.
    static func decode(_ text: String) -> (prefix: String, bytes: [UInt8])? {
        // Letters first: what is no ASCII may become it in lower case.
        guard text.utf8.allSatisfy({ (33...126).contains($0) }),
            text == text.lowercased() || text == text.uppercased()
        else { return nil }
        let text = text.lowercased()
        guard let separator = text.lastIndex(of: "1"), separator > text.startIndex
        else { return nil }
        let prefix = String(text[..<separator])
        let values = text[text.index(after: separator)...].utf8.compactMap { digit in
            digits.firstIndex(of: digit).map { UInt8($0) }
        }
        guard values.count == text.utf8.count - prefix.utf8.count - 1, values.count >= 6,
            checksum(expanded(prefix) + values) == 1,
            let bytes = regroup(values.dropLast(6), from: 5, to: 8, padded: false)
        else { return nil }
        return (prefix, bytes)
    }

    private static func expanded(_ prefix: String) -> [UInt8] {
        prefix.utf8.map { $0 >> 5 } + [0] + prefix.utf8.map { $0 & 31 }
    }

    private static func checksum(_ values: [UInt8]) -> UInt32 {
        let generator: [UInt32] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3]
        return values.reduce(1 as UInt32) { sum, value in
            let top = sum >> 25
            let shifted = (sum & 0x01ff_ffff) << 5 ^ UInt32(value)
            return (0..<5).reduce(shifted) { top >> $1 & 1 == 1 ? $0 ^ generator[$1] : $0 }
        }
    }

    /// Bits of one width as bits of another; nil where what is left over is no padding.
    private static func regroup(
        _ values: some Collection<UInt8>,
        from: Int,
        to: Int,
        padded: Bool
    ) -> [UInt8]? {
        var groups: [UInt8] = []
        var pending = 0
        var bits = 0
        for value in values {
            pending = pending << from | Int(value)
            bits += from
            while bits >= to {
                bits -= to
                groups.append(UInt8(pending >> bits & (1 << to - 1)))
            }
            pending &= 1 << bits - 1
        }
        if padded {
            if bits > 0 { groups.append(UInt8(pending << (to - bits))) }
            return groups
        }
        return bits < from && pending == 0 ? groups : nil
    }
}
