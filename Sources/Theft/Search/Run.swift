/// Letters that follow one another, folded, and where each of them ends.
///
/// Decoders fill it; at every letter that no known text holds it is looked through and emptied.
/// Most runs of ciphertext are one or two letters long, and cost no more than that.
///
/// It is a structure handed on by reference, because a class's fields would be guarded at every byte.
struct Run {
    static let capacity = 2048
    /// Kept when it is full, so that a text across the edge is seen whole.
    static let overlap = 2 * Parts.mostSymbols
    /// More spaces or hyphens in a row than anybody types inside a value.
    private static let mostSkipped = 4
    private static let gapBit: UInt32 = 1 << 31

    let symbols: UnsafeMutablePointer<UInt16>
    /// With a mark where something was passed over before the symbol.
    private let ends: UnsafeMutablePointer<UInt32>
    private(set) var count = 0
    private var skipped = 0

    /// Whoever makes it frees it.
    init() {
        symbols = .allocate(capacity: Run.capacity)
        ends = .allocate(capacity: Run.capacity)
    }

    func free() {
        symbols.deallocate()
        ends.deallocate()
    }

    var isFull: Bool { @inline(__always) get { count == Run.capacity } }
    /// Too short to hold anything that is searched for.
    var isIdle: Bool { @inline(__always) get { count < Window.short } }

    @inline(__always)
    mutating func append(_ symbol: UInt16, end: Int) {
        symbols[count] = symbol
        ends[count] = UInt32(truncatingIfNeeded: end) | (skipped > 0 ? Run.gapBit : 0)
        skipped = 0
        count += 1
    }

    @inline(__always)
    mutating func empty() {
        count = 0
        skipped = 0
    }

    /// Passes one over; false where the run ends by it.
    mutating func skip() -> Bool {
        guard count > 0 else { return true }
        skipped += 1
        return skipped <= Run.mostSkipped
    }

    /// Puts a mark on the last kana.
    mutating func voice(by mark: UInt16, end: Int) {
        guard count > 0 else { return }
        symbols[count - 1] = Folding.voiced(symbols[count - 1], by: mark)
        ends[count - 1] = UInt32(truncatingIfNeeded: end) | (ends[count - 1] & Run.gapBit)
    }

    /// Keeps the end, for a run that goes on.
    mutating func shift() {
        let dropped = count - Run.overlap
        guard dropped > 0 else { return }
        symbols.update(from: symbols + dropped, count: Run.overlap)
        ends.update(from: ends + dropped, count: Run.overlap)
        count = Run.overlap
    }

    func end(of index: Int) -> Int { Int(ends[index] & ~Run.gapBit) }
    func hasGap(before index: Int) -> Bool { ends[index] & Run.gapBit != 0 }
}

extension Run {
    /// Whether what stands from `start` to `end` is a text of its own, and no piece of a longer
    /// number or word.
    func holdsWhole(_ range: Range<Int>, as origin: PatternSet.Origin) -> Bool {
        switch origin.kind {
        case .phone: holdsPhone(range)
        case .email where origin.isWhole: true
        default: isFree(before: range.lowerBound) && isFree(before: range.upperBound)
        }
    }

    /// Its leading zero or the 81 of Japan may stand before it.
    ///
    /// With the zero, another number may adjoin on one side, as columns of a record adjoin without
    /// a sign between them.
    private func holdsPhone(_ range: Range<Int>) -> Bool {
        let start = range.lowerBound
        let isFreeAfter = isFree(before: range.upperBound)
        if isFree(before: start) { return isFreeAfter }
        if symbols[start - 1] == 0x30 { return isFreeAfter || isFree(before: start - 1) }
        guard start >= 2, symbols[start - 2] == 0x38, symbols[start - 1] == 0x31 else {
            return false
        }
        return isFreeAfter && isFree(before: start - 2)
    }

    /// Whether no number or word goes on across the place before a symbol.
    private func isFree(before index: Int) -> Bool {
        guard index > 0, index < count, !hasGap(before: index) else { return true }
        return !(areDigits(index) || areLetters(index))
    }

    private func areDigits(_ index: Int) -> Bool {
        (0x30...0x39).contains(symbols[index - 1]) && (0x30...0x39).contains(symbols[index])
    }

    private func areLetters(_ index: Int) -> Bool {
        (0x61...0x7A).contains(symbols[index - 1]) && (0x61...0x7A).contains(symbols[index])
    }
}
