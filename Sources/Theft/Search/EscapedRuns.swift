/// Text with letters escaped: `%E5%B1%B1`, `=E5=B1=B1` of mails, `\u5c71`, `\xe5`, `&#23665;`.
enum EscapedRuns {
    /// So far from an escape, text is as it was found without this.
    private static let reach = 96

    private static let isSign: [Bool] = (0..<256).map { "%=\\&".utf8.contains(UInt8($0)) }

    /// Every stretch with escapes in it, and what it says.
    static func each(
        in bytes: UnsafeBufferPointer<UInt8>,
        _ body: (Range<Int>, [UInt8]) -> Void
    ) {
        isSign.withUnsafeBufferPointer { isSign in
            var floor = 0
            var place = 0
            while place < bytes.count {
                guard isSign[Int(bytes[place])], letter(bytes, at: place) != nil else {
                    place += 1
                    continue
                }
                let run = max(floor, place - reach)..<end(from: place, in: bytes)
                body(run, decode(bytes, run))
                floor = run.upperBound
                place = run.upperBound
            }
        }
    }

    private static func end(from place: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var (place, last) = (place, place)
        while place < bytes.count, place - last <= reach {
            if let (_, length) = letter(bytes, at: place) {
                place += length
                last = place
            } else {
                place += 1
            }
        }
        return min(place, bytes.count)
    }

    private static func decode(_ bytes: UnsafeBufferPointer<UInt8>, _ run: Range<Int>) -> [UInt8] {
        var decoded: [UInt8] = []
        var place = run.lowerBound
        while place < run.upperBound {
            if let (letter, length) = letter(bytes, at: place) {
                decoded += letter
                place += length
            } else {
                // Forms write a space as a plus.
                decoded.append(bytes[place] == UInt8(ascii: "+") ? 0x20 : bytes[place])
                place += 1
            }
        }
        return decoded
    }

    /// What an escape stands for, and how long it is; nil where there is none.
    private static func letter(
        _ bytes: UnsafeBufferPointer<UInt8>,
        at place: Int
    ) -> ([UInt8], length: Int)? {
        switch bytes[place] {
        case UInt8(ascii: "%"), UInt8(ascii: "="):
            return HexRuns.number(bytes, place + 1..<place + 3).map { ([UInt8($0)], 3) }
        case UInt8(ascii: "\\"): return backslash(bytes, at: place)
        case UInt8(ascii: "&"): return entity(bytes, at: place)
        default: return nil
        }
    }

    private static func backslash(
        _ bytes: UnsafeBufferPointer<UInt8>,
        at place: Int
    ) -> ([UInt8], length: Int)? {
        guard place + 1 < bytes.count else { return nil }
        switch bytes[place + 1] {
        case UInt8(ascii: "u"):
            return HexRuns.number(bytes, place + 2..<place + 6).map { (utf8($0), 6) }
        case UInt8(ascii: "x"):
            return HexRuns.number(bytes, place + 2..<place + 4).map { ([UInt8($0)], 4) }
        case UInt8(ascii: "0")...UInt8(ascii: "3"): return octal(bytes, at: place)
        default: return nil
        }
    }

    private static func octal(
        _ bytes: UnsafeBufferPointer<UInt8>,
        at place: Int
    ) -> ([UInt8], length: Int)? {
        guard place + 3 < bytes.count else { return nil }
        let digits = bytes[place + 1...place + 3]
        guard digits.allSatisfy({ (0x30...0x37).contains($0) }) else { return nil }
        return ([digits.reduce(0) { $0 &* 8 &+ ($1 &- 0x30) }], 4)
    }

    private static func entity(
        _ bytes: UnsafeBufferPointer<UInt8>,
        at place: Int
    ) -> ([UInt8], length: Int)? {
        let tail = bytes[place..<min(place + 10, bytes.count)]
        guard let end = tail.firstIndex(of: UInt8(ascii: ";")) else { return nil }
        let text = String(decoding: tail[place + 1..<end], as: UTF8.self).lowercased()
        let number: UInt32? =
            if text.hasPrefix("#x") {
                UInt32(text.dropFirst(2), radix: 16)
            } else if text.hasPrefix("#") { UInt32(text.dropFirst()) } else { nil }
        guard let number, let scalar = Unicode.Scalar(number) else { return nil }
        return (Array(String(Character(scalar)).utf8), end + 1 - place)
    }

    /// A UTF-16 unit by UTF-8's rule: halves of a pair come one after the other, and stay halves.
    private static func utf8(_ unit: UInt32) -> [UInt8] {
        switch unit {
        case ..<0x80: [UInt8(unit)]
        case ..<0x800: [UInt8(0xC0 | unit >> 6), UInt8(0x80 | unit & 0x3F)]
        default:
            [
                UInt8(truncatingIfNeeded: 0xE0 | unit >> 12),
                UInt8(0x80 | unit >> 6 & 0x3F), UInt8(0x80 | unit & 0x3F),
            ]
        }
    }
}
