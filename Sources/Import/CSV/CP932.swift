import Glibc

/// Shift_JIS as Windows writes it, by a table that the system's iconv fills once.
enum CP932 {
    /// The character of each pair of bytes; 0 where there is none.
    private static let characters: [UInt16] = makeCharacters()
    private static let pairs: [UInt16: UInt16] = makePairs()

    static func decode(_ bytes: ArraySlice<UInt8>) -> String? {
        var isSound = true
        let text = decode(bytes) {
            isSound = false
            return $0
        }
        return isSound ? text : nil
    }

    static func canRead(_ bytes: [UInt8]) -> Bool {
        var index = 0
        while index < bytes.count {
            let first = bytes[index]
            index += 1
            if first < 0x80 || (0xA1...0xDF).contains(first) { continue }
            guard index < bytes.count, characters[Int(first) << 8 | Int(bytes[index])] != 0 else {
                return false
            }
            index += 1
        }
        return true
    }

    static func decodeKindly(_ bytes: ArraySlice<UInt8>) -> String { decode(bytes) { $0 } }

    private static func decode(
        _ bytes: ArraySlice<UInt8>,
        unreadable: (UInt16) -> UInt16
    ) -> String {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let first = bytes[index]
            index += 1
            switch first {
            case 0x00...0x7F: units.append(UInt16(first))
            case 0xA1...0xDF: units.append(0xFF61 + UInt16(first - 0xA1))
            default:
                let second = index < bytes.endIndex ? bytes[index] : 0
                let character = characters[Int(first) << 8 | Int(second)]
                units.append(character == 0 ? unreadable(0xFFFD) : character)
                if character != 0 { index += 1 }
            }
        }
        return String(decoding: units, as: UTF16.self)
    }

    static func encode(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for unit in text.utf16 {
            if unit < 0x80 {
                bytes.append(UInt8(unit))
            } else if (0xFF61...0xFF9F).contains(unit) {
                bytes.append(UInt8(unit - 0xFF61) + 0xA1)
            } else if let pair = pairs[unit] {
                bytes += [UInt8(pair >> 8), UInt8(pair & 0xFF)]
            } else if !UTF16.isTrailSurrogate(unit) {
                bytes.append(UInt8(ascii: "?"))
            }
        }
        return bytes
    }

    private static func makeCharacters() -> [UInt16] {
        var table = [UInt16](repeating: 0, count: 1 << 16)
        guard let converter = iconv_open("UTF-16LE", "CP932"),
            converter != iconv_t(bitPattern: -1)
        else { return table }
        defer { iconv_close(converter) }
        for first in Array(0x81...0x9F) + Array(0xE0...0xFC) {
            for second in 0x40...0xFC where second != 0x7F {
                table[first << 8 | second] = character(UInt8(first), UInt8(second), converter)
            }
        }
        return table
    }

    private static func character(_ first: UInt8, _ second: UInt8, _ converter: iconv_t) -> UInt16 {
        var input = [CChar(bitPattern: first), CChar(bitPattern: second)]
        var output = [CChar](repeating: 0, count: 8)
        var (inputLeft, outputLeft) = (input.count, output.count)
        let failed = input.withUnsafeMutableBufferPointer { from in
            output.withUnsafeMutableBufferPointer { to in
                var (source, target) = (from.baseAddress, to.baseAddress)
                return iconv(converter, &source, &inputLeft, &target, &outputLeft)
                    == Int.max.magnitude
            }
        }
        // One character of two bytes, or it is none.
        guard !failed, inputLeft == 0, outputLeft == 6 else {
            iconv(converter, nil, nil, nil, nil)
            return 0
        }
        return UInt16(UInt8(bitPattern: output[0])) | UInt16(UInt8(bitPattern: output[1])) << 8
    }

    private static func makePairs() -> [UInt16: UInt16] {
        var pairs: [UInt16: UInt16] = [:]
        // The first of several pairs of one character is JIS's own, or NEC's before IBM's.
        for (pair, character) in characters.enumerated() where character != 0 {
            if pairs[character] == nil { pairs[character] = UInt16(pair) }
        }
        return pairs
    }
}
