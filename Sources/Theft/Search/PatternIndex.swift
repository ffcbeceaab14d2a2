/// Finds which texts of a set may stand at a place of a run, by one window of each.
struct PatternIndex: Sendable {
    let patterns: PatternSet
    /// Code units that stand in none of the texts break runs: most of ciphertext is passed so.
    let alphabet: [UInt16]

    private let bitmap: [UInt64]
    private let bitmapShift: UInt64
    /// Keys in open addressing; the slot's texts lie together in `lists`.
    private let keys: [UInt64]
    private let slots: [Range<Int32>]
    private let lists: [Entry]

    /// A text, and how many of its symbols stand up to the end of its window.
    struct Entry: Sendable {
        var pattern: Int32
        var windowEnd: Int32
    }

    init(_ patterns: PatternSet) {
        self.patterns = patterns
        alphabet = PatternIndex.alphabet(of: patterns)
        let keyed = PatternIndex.windows(of: patterns).sorted { $0.key < $1.key }
        lists = keyed.map(\.entry)
        let size = max(64, (2 * keyed.count).nextPowerOfTwo)
        (keys, slots) = PatternIndex.table(keyed.map(\.key), size: size)
        let bits = max(12, min(24, (16 * keyed.count).nextPowerOfTwo.trailingZeroBitCount))
        bitmapShift = UInt64(64 - bits)
        var bitmap = [UInt64](repeating: 0, count: 1 << (bits - 6))
        for (key, _) in keyed {
            let bit = key >> bitmapShift
            bitmap[Int(bit >> 6)] |= 1 << (bit & 63)
        }
        self.bitmap = bitmap
    }

    /// Whether anything may be known by this key.
    @inline(__always)
    func mayHold(_ key: UInt64) -> Bool {
        let bit = key >> bitmapShift
        return bitmap[Int(truncatingIfNeeded: bit >> 6)] & (1 << (bit & 63)) != 0
    }

    /// The texts that are known by this key.
    func entries(_ key: UInt64) -> ArraySlice<Entry> {
        let mask = keys.count - 1
        var slot = Int(truncatingIfNeeded: key) & mask
        while !slots[slot].isEmpty {
            if keys[slot] == key {
                return lists[Int(slots[slot].lowerBound)..<Int(slots[slot].upperBound)]
            }
            slot = (slot + 1) & mask
        }
        return []
    }

    private static func table(_ sorted: [UInt64], size: Int) -> ([UInt64], [Range<Int32>]) {
        var keys = [UInt64](repeating: 0, count: size)
        var slots = [Range<Int32>](repeating: 0..<0, count: size)
        var start = 0
        while start < sorted.count {
            var end = start + 1
            while end < sorted.count, sorted[end] == sorted[start] { end += 1 }
            var slot = Int(truncatingIfNeeded: sorted[start]) & (size - 1)
            while !slots[slot].isEmpty { slot = (slot + 1) & (size - 1) }
            keys[slot] = sorted[start]
            slots[slot] = Int32(start)..<Int32(end)
            start = end
        }
        return (keys, slots)
    }

    /// Letters and digits always belong: beside them a number or word is another one.
    private static func alphabet(of patterns: PatternSet) -> [UInt16] {
        var used = [Bool](repeating: false, count: 1 << 16)
        for symbol in patterns.symbols { used[Int(symbol)] = true }
        for symbol in 0..<Folding.first { used[Int(symbol)] = true }
        for letter in "abcdefghijklmnopqrstuvwxyz0123456789".utf16 { used[Int(letter)] = true }
        // 濁点 makes が of か: who looks for が must see か come.
        for kana in 0x3041...0x309F { used[kana] = true }
        return Folding.table.map { used[Int($0)] ? $0 : Folding.breaker }
    }
}

extension PatternIndex {
    /// For each text the window that the fewest texts hold.
    private static func windows(of patterns: PatternSet) -> [(key: UInt64, entry: Entry)] {
        var popularity = [UInt16](repeating: 0, count: 1 << 22)
        for pattern in 0..<patterns.count {
            eachWindow(of: pattern, in: patterns) { key, _ in
                let place = Int(key >> 42)
                if popularity[place] < .max { popularity[place] += 1 }
            }
        }
        return (0..<patterns.count).map { pattern in
            var best: (key: UInt64, end: Int, count: UInt16) = (0, 0, .max)
            eachWindow(of: pattern, in: patterns) { key, end in
                let count = popularity[Int(key >> 42)]
                if count < best.count || best.end == 0 { best = (key, end, count) }
            }
            let entry = Entry(pattern: Int32(pattern), windowEnd: Int32(best.end))
            return (best.key, entry)
        }
    }

    private static func eachWindow(
        of pattern: Int,
        in patterns: PatternSet,
        _ body: (_ key: UInt64, _ end: Int) -> Void
    ) {
        let range = patterns.range(pattern)
        let isLong = range.count >= Window.long
        let least = isLong ? Window.long : Window.short
        var window = Window()
        for (taken, place) in range.enumerated() {
            window.take(patterns.symbols[place])
            if taken + 1 >= least { body(isLong ? window.longKey : window.shortKey, taken + 1) }
        }
    }
}

extension Int {
    fileprivate var nextPowerOfTwo: Int {
        self <= 1 ? 1 : 1 << (Int.bitWidth - (self - 1).leadingZeroBitCount)
    }
}
