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
    private static let columnBit: UInt32 = 1 << 30
    private static let bits = gapBit | columnBit

    let symbols: UnsafeMutablePointer<UInt16>
    /// With a mark where something was passed over before the symbol.
    private let ends: UnsafeMutablePointer<UInt32>
    private(set) var count = 0
    private var skipped = 0
    private var marks: UInt32 = 0

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
        ends[count] = UInt32(truncatingIfNeeded: end) | marks
        skipped = 0
        marks = 0
        count += 1
    }

    @inline(__always)
    mutating func empty() {
        count = 0
        skipped = 0
        marks = 0
    }

    /// Passes one over; false where the run ends by it.
    mutating func skip(isColumn: Bool) -> Bool {
        guard count > 0 else { return true }
        skipped += 1
        marks |= isColumn ? Run.gapBit | Run.columnBit : Run.gapBit
        return skipped <= Run.mostSkipped
    }

    /// Puts a mark on the last kana.
    mutating func voice(by mark: UInt16, end: Int) {
        guard count > 0 else { return }
        symbols[count - 1] = Folding.voiced(symbols[count - 1], by: mark)
        ends[count - 1] = UInt32(truncatingIfNeeded: end) | (ends[count - 1] & Run.bits)
    }

    /// Keeps the end, for a run that goes on.
    mutating func shift() {
        let dropped = count - Run.overlap
        guard dropped > 0 else { return }
        symbols.update(from: symbols + dropped, count: Run.overlap)
        ends.update(from: ends + dropped, count: Run.overlap)
        count = Run.overlap
    }

    func end(of index: Int) -> Int { Int(ends[index] & ~Run.bits) }
    func hasGap(before index: Int) -> Bool { ends[index] & Run.gapBit != 0 }
    func isColumn(_ index: Int) -> Bool { ends[index] & Run.columnBit != 0 }
}

extension Run {
    /// Whether what stands there is a text of its own, and no piece of a longer number or word.
    func holdsWhole(_ range: Range<Int>, as origin: PatternSet.Origin) -> Bool {
        switch origin.kind {
        case .phone: holdsPhone(range)
        case .birthDate: stands(range) && holdsDate(range)
        case .email where origin.isWhole: true
        default: stands(range)
        }
    }

    private func stands(_ range: Range<Int>) -> Bool {
        isFree(before: range.lowerBound) && isFree(before: range.upperBound)
    }

    /// Prices and counts in neighbouring columns would make many a date.
    private func holdsDate(_ range: Range<Int>) -> Bool {
        let gaps = gaps(in: range)
        return gaps.isEmpty || gaps == [4, 6] && !gaps.contains { isColumn(range.lowerBound + $0) }
    }

    /// Its leading zero or the 81 of Japan stands before it, or else it stands alone.
    ///
    /// With the zero, another number may adjoin on one side, as columns of a record adjoin without
    /// a sign between them.
    private func holdsPhone(_ range: Range<Int>) -> Bool {
        let start = range.lowerBound
        let isFreeAfter = isFree(before: range.upperBound)
        if start >= 1, symbols[start - 1] == 0x30, !hasGap(before: start) {
            return isFreeAfter || isFree(before: start - 1)
        }
        if start >= 2, symbols[start - 2] == 0x38, symbols[start - 1] == 0x31 {
            return isFreeAfter && isFree(before: start - 2)
        }
        return isField(range) && gaps(in: range).isEmpty
    }

    /// Between spaces or in a column; numbers of orders and their lines that adjoin in a record are
    /// as long as a telephone without its zero.
    private func isField(_ range: Range<Int>) -> Bool {
        let (start, end) = (range.lowerBound, range.upperBound)
        let isGapBefore = hasGap(before: start)
        let isGapAfter = end < count && hasGap(before: end)
        return (isGapBefore || start == 0) && (isGapAfter || end == count)
            && (isGapBefore || isGapAfter || skipped > 0)
    }

    /// How many symbols of a text stand before each gap in it.
    private func gaps(in range: Range<Int>) -> [Int] {
        (1..<range.count).filter { hasGap(before: range.lowerBound + $0) }
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
