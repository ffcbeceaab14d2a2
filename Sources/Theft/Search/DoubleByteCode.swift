import Glibc

/// Shift_JIS as Windows writes it, or EUC-JP: the UTF-16 unit of each byte or pair of bytes.
struct DoubleByteCode: Sendable {
    /// By byte, or by first byte × 256 + second; 0 where there is none.
    let units: [UInt16]
    /// Whether a byte begins a pair.
    let isLead: [Bool]

    static let shiftJIS = DoubleByteCode("CP932")
    static let eucJP = DoubleByteCode("EUC-JP-MS")

    /// The tables are the system's own.
    private init(_ name: String) {
        var units = [UInt16](repeating: 0, count: 1 << 16)
        var isLead = [Bool](repeating: false, count: 256)
        let converter = iconv_open("UTF-16LE", name)
        defer { if converter != iconv_t(bitPattern: -1) { iconv_close(converter) } }
        for first in 0...0xFF {
            units[first] = Self.unit([UInt8(first)], converter)
            guard first >= 0x80, units[first] == 0 else { continue }
            for second in 0x40...0xFE {
                let unit = Self.unit([UInt8(first), UInt8(second)], converter)
                units[first << 8 | second] = unit
                if unit != 0 { isLead[first] = true }
            }
        }
        self.units = units
        self.isLead = isLead
    }

    private static func unit(_ bytes: [UInt8], _ converter: iconv_t?) -> UInt16 {
        guard let converter, converter != iconv_t(bitPattern: -1) else { return 0 }
        var input = bytes.map { CChar(bitPattern: $0) }
        var output = [CChar](repeating: 0, count: 4)
        let isWhole = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                var (source, sourceLeft) = (input.baseAddress, input.count)
                var (target, targetLeft) = (output.baseAddress, output.count)
                iconv(converter, nil, nil, nil, nil)
                let result = iconv(converter, &source, &sourceLeft, &target, &targetLeft)
                return result != -1 && sourceLeft == 0 && targetLeft == 2
            }
        }
        guard isWhole else { return 0 }
        return UInt16(UInt8(bitPattern: output[1])) << 8 | UInt16(UInt8(bitPattern: output[0]))
    }
}
