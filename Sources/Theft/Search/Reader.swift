/// Reads bytes as text of one encoding after the other, and looks for known texts in each.
final class Reader {
    private let index: PatternIndex
    private let emptyRun = Run()
    private var encoding = Encoding.utf8
    private(set) var finds: [Find] = []
    /// Where the bytes lie in what is searched: a wrapping shortens them.
    private var site = Site()

    /// Where unwrapped bytes came from.
    struct Site {
        var start = 0
        /// So many bytes outside for `inner` bytes inside.
        var outer = 1
        var inner = 1
        var wrappings: [Wrapping] = []

        func place(_ offset: Int) -> Int { start + offset * outer / inner }
    }

    init(_ index: PatternIndex) { self.index = index }

    deinit { emptyRun.free() }

    /// What was found since it was last taken.
    func takeFinds() -> [Find] {
        defer { finds = [] }
        return finds
    }

    /// Reads bytes in every encoding.
    func read(_ bytes: UnsafeBufferPointer<UInt8>, at site: Site) {
        self.site = site
        var run = emptyRun
        index.alphabet.withUnsafeBufferPointer { alphabet in
            encoding = .utf8
            readUTF8(bytes, alphabet, &run)
            for (order, isBig) in [(Encoding.utf16LittleEndian, false), (.utf16BigEndian, true)] {
                encoding = order
                readUTF16(bytes, alphabet, from: 0, isBig: isBig, &run)
                readUTF16(bytes, alphabet, from: 1, isBig: isBig, &run)
            }
            encoding = .shiftJIS
            readPairs(bytes, alphabet, .shiftJIS, startsLate: false, &run)
            readPairs(bytes, alphabet, .shiftJIS, startsLate: true, &run)
            encoding = .eucJP
            readPairs(bytes, alphabet, .eucJP, startsLate: false, &run)
            readPairs(bytes, alphabet, .eucJP, startsLate: true, &run)
        }
    }

    @inline(__always)
    private func take(_ symbol: UInt16, end: Int, _ run: inout Run) {
        if symbol >= Folding.first {
            if run.isFull { lookThrough(&run, goesOn: true) }
            run.append(symbol, end: end)
        } else if symbol == Folding.breaker {
            endRun(&run)
        } else {
            takeSign(symbol, end: end, &run)
        }
    }

    private func takeSign(_ symbol: UInt16, end: Int, _ run: inout Run) {
        switch symbol {
        case Folding.skip, Folding.column:
            if !run.skip(isColumn: symbol == Folding.column) { endRun(&run) }
        default: run.voice(by: symbol, end: end)
        }
    }

    @inline(__always)
    private func endRun(_ run: inout Run) {
        if run.isIdle { run.empty() } else { lookThrough(&run, goesOn: false) }
    }

    private func lookThrough(_ run: inout Run, goesOn: Bool) {
        var window = Window()
        for last in 0..<run.count {
            window.take(run.symbols[last])
            if last >= Window.short - 1, index.mayHold(window.shortKey) {
                check(window.shortKey, last, run)
            }
            if last >= Window.long - 1, index.mayHold(window.longKey) {
                check(window.longKey, last, run)
            }
        }
        if goesOn { run.shift() } else { run.empty() }
    }

    private func check(_ key: UInt64, _ last: Int, _ run: Run) {
        for entry in index.entries(key) { check(entry, last, run) }
    }

    private func check(_ entry: PatternIndex.Entry, _ last: Int, _ run: Run) {
        let pattern = Int(entry.pattern)
        let wanted = index.patterns.range(pattern)
        let start = last + 1 - Int(entry.windowEnd)
        guard start >= 0, start + wanted.count <= run.count else { return }
        for (step, place) in wanted.enumerated()
        where run.symbols[start + step] != index.patterns.symbols[place] { return }
        let range = start..<start + wanted.count
        guard isRare(pattern, range, run),
            run.holdsWhole(range, as: index.patterns.origins[pattern])
        else { return }
        note(pattern, range, run)
    }

    /// Kana may be one byte each, and then count little; where they were two, they count by those.
    private func isRare(_ pattern: Int, _ range: Range<Int>, _ run: Run) -> Bool {
        let rarity = index.patterns.rarities[pattern]
        guard encoding != .utf8 else { return rarity.isEnough }
        let bytes = run.end(of: range.upperBound - 1) - start(of: range, run)
        return max(rarity.otherBits, bytes * Rarity.leastBitsOfByte) >= Rarity.leastBits
    }

    private func start(of range: Range<Int>, _ run: Run) -> Int {
        // The first symbol of a run has no end of another before it.
        let first = range.lowerBound
        return first > 0 ? run.end(of: first - 1) : max(0, run.end(of: first) - 1)
    }

    private func note(_ pattern: Int, _ range: Range<Int>, _ run: Run) {
        let end = run.end(of: range.upperBound - 1)
        let start = start(of: range, run)
        let place = site.place(start)..<max(site.place(start) + 1, site.place(end))
        finds.append(
            Find(pattern: pattern, place: place, encoding: encoding, wrappings: site.wrappings)
        )
    }
}

extension Reader {
    private func readUTF8(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ alphabet: UnsafeBufferPointer<UInt16>,
        _ run: inout Run
    ) {
        let count = bytes.count
        var place = 0
        while place < count {
            let first = bytes[place]
            if first < 0x80 {
                place += 1
                take(alphabet[Int(first)], end: place, &run)
            } else if first & 0xF0 == 0xE0, place + 2 < count, bytes[place + 1] & 0xC0 == 0x80,
                bytes[place + 2] & 0xC0 == 0x80
            {
                let unit =
                    Int(first & 0x0F) << 12 | Int(bytes[place + 1] & 0x3F) << 6
                    | Int(bytes[place + 2] & 0x3F)
                place += 3
                take(alphabet[unit], end: place, &run)
            } else {
                place += readRareUTF8(bytes, alphabet, at: place, &run)
            }
        }
        endRun(&run)
    }

    /// Two bytes, four bytes, or none of UTF-8.
    private func readRareUTF8(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ alphabet: UnsafeBufferPointer<UInt16>,
        at place: Int,
        _ run: inout Run
    ) -> Int {
        let first = bytes[place]
        let length = first & 0xE0 == 0xC0 ? 2 : first & 0xF8 == 0xF0 ? 4 : 0
        let tail = bytes[place..<min(place + max(length, 1), bytes.count)].dropFirst()
        guard length > 0, tail.count == length - 1, tail.allSatisfy({ $0 & 0xC0 == 0x80 }) else {
            endRun(&run)
            return 1
        }
        let head = UInt32(first & (length == 2 ? 0x1F : 0x07))
        let value = tail.reduce(head) { $0 << 6 | UInt32($1 & 0x3F) }
        guard let scalar = Unicode.Scalar(value) else {
            endRun(&run)
            return 1
        }
        for unit in String(Character(scalar)).utf16 {
            take(alphabet[Int(unit)], end: place + length, &run)
        }
        return length
    }

    /// Units at every second byte from `first` on.
    ///
    /// No known text has fewer than four units here: where the fourth from a breaker on is one as
    /// well, all four are passed.
    private func readUTF16(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ alphabet: UnsafeBufferPointer<UInt16>,
        from first: Int,
        isBig: Bool,
        _ run: inout Run
    ) {
        @inline(__always)
        func symbol(_ place: Int) -> UInt16 {
            let (low, high) = isBig ? (place + 1, place) : (place, place + 1)
            return alphabet[Int(bytes[high]) << 8 | Int(bytes[low])]
        }
        let count = bytes.count
        var place = first
        var isInRun = false
        while place + 1 < count {
            if !isInRun, place + 7 < count, symbol(place + 6) == Folding.breaker {
                place += 8
                continue
            }
            let unit = symbol(place)
            place += 2
            take(unit, end: place, &run)
            isInRun = unit != Folding.breaker
        }
        endRun(&run)
    }

    /// One or two bytes a letter.
    ///
    /// A pair that no known text holds may be no pair at all: the next letter is looked for one
    /// byte on.
    private func readPairs(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ alphabet: UnsafeBufferPointer<UInt16>,
        _ code: DoubleByteCode,
        startsLate: Bool,
        _ run: inout Run
    ) {
        let count = bytes.count
        code.units.withUnsafeBufferPointer { units in
            func isPair(_ place: Int) -> Bool {
                guard place + 1 < count, code.isLead[Int(bytes[place])] else { return false }
                return alphabet[Int(units[Int(bytes[place]) << 8 | Int(bytes[place + 1])])]
                    != Folding.breaker
            }
            var place = 0
            while place < count {
                let first = Int(bytes[place])
                if startsLate, run.count == 0, isPair(place), isPair(place + 1) {
                    place += 1; continue
                }
                if !code.isLead[first] {
                    place += 1
                    take(alphabet[Int(units[first])], end: place, &run)
                } else if place + 1 < count,
                    case let unit = units[first << 8 | Int(bytes[place + 1])],
                    unit != 0, alphabet[Int(unit)] != Folding.breaker
                {
                    place += 2
                    take(alphabet[Int(unit)], end: place, &run)
                } else {
                    place += 1
                    endRun(&run)
                }
            }
        }
        endRun(&run)
    }
}
