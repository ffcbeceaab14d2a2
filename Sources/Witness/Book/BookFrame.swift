import Crypto

/// What one flush puts into the book: a head with length and checksum, then lines.
///
/// The head is a mark of four bytes that no line contains, the frame's number from 0 (8 bytes), the
/// length of what follows (4), and a checksum over those and it: the first 16 bytes of SHA-256.
struct BookFrame: Equatable {
    static let mark: [UInt8] = [0xF5, 0x69, 0x62, 0x6B]
    static let headCount = 32
    /// More than a flush ever holds: a longer length is damage.
    static let longest = 1 << 26

    let number: Int
    let lines: [UInt8]
    /// The checksum in its head.
    let check: [UInt8]

    var bytes: [UInt8] { BookFrame.mark + numbers + check + lines }

    private var numbers: [UInt8] { BookFrame.numbers(number, lines.count) }

    private static func numbers(_ number: Int, _ count: Int) -> [UInt8] {
        withUnsafeBytes(of: UInt64(number).bigEndian, Array.init)
            + withUnsafeBytes(of: UInt32(count).bigEndian, Array.init)
    }

    /// The frame at the beginning of some bytes; nil where there is no whole and sound one.
    init?(_ bytes: ArraySlice<UInt8>) {
        guard let count = BookFrame.length(bytes), bytes.count >= BookFrame.headCount + count else {
            return nil
        }
        let first = bytes.startIndex
        let numbers = bytes[first + 4..<first + 16]
        let lines = bytes[first + BookFrame.headCount..<first + BookFrame.headCount + count]
        let check = bytes[first + 16..<first + BookFrame.headCount]
        guard Array(check) == BookFrame.check(Array(numbers), lines) else { return nil }
        number = numbers.prefix(8).reduce(0) { $0 << 8 | Int($1) }
        self.lines = Array(lines)
        self.check = Array(check)
    }

    init(number: Int, lines: [UInt8]) {
        self.number = number
        self.lines = lines
        check = BookFrame.check(BookFrame.numbers(number, lines.count), lines[...])
    }

    /// The length that a head tells; nil where there is no head.
    static func length(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.count >= headCount, bytes.starts(with: mark),
            // A number beyond the positive ones would not be ours.
            bytes[bytes.startIndex + 4] < 0x80
        else { return nil }
        let first = bytes.startIndex
        let count = bytes[first + 12..<first + 16].reduce(0) { $0 << 8 | Int($1) }
        return count <= longest ? count : nil
    }

    private static func check(_ numbers: [UInt8], _ lines: ArraySlice<UInt8>) -> [UInt8] {
        var hasher = SHA256()
        hasher.update(data: numbers)
        lines.withUnsafeBytes { hasher.update(bufferPointer: $0) }
        return Array(hasher.finalize().prefix(16))
    }
}
