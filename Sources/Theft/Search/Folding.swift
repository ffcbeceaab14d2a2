import Basics

/// How a UTF-16 code unit is spelled where spellings do not count.
///
/// Kana of either kind and width come out alike, and so do letters of either case and width, and
/// kanji with their usual variants: the market's search spells the same way (`Spelling`).
enum Folding {
    /// What no value that is searched for holds: it ends a run of letters.
    static let breaker: UInt16 = 0
    /// Hyphens, spaces, long-vowel marks and what shows nothing: passed over.
    static let skip: UInt16 = 1
    /// 濁点 that stands on its own, and belongs to the kana before it.
    static let voicing: UInt16 = 2
    static let halfVoicing: UInt16 = 3
    /// A tab, as between the columns of a row: passed over as well.
    static let column: UInt16 = 4
    /// Symbols below are none of a text.
    static let first: UInt16 = 5

    /// The symbol of every code unit; surrogates stand for themselves.
    static let table: [UInt16] = (UInt16.min...UInt16.max).map(symbol)

    /// A kana with its 濁点 or 半濁点; the kana itself where it takes none.
    static func voiced(_ symbol: UInt16, by mark: UInt16) -> UInt16 {
        guard let kana = Unicode.Scalar(symbol), (0x3041...0x309F).contains(symbol) else {
            return symbol
        }
        let sign = mark == voicing ? "\u{3099}" : "\u{309A}"
        return one(Spelling.folded(String(Character(kana)) + sign)) ?? symbol
    }

    /// A text in symbols, cut where it holds what no run holds.
    static func segments(_ text: String) -> [[UInt16]] {
        var segments: [[UInt16]] = []
        var run: [UInt16] = []
        for unit in text.utf16 {
            let symbol = table[Int(unit)]
            switch symbol {
            case breaker:
                segments.append(run)
                run = []
            case skip, column: break
            case voicing, halfVoicing:
                if let last = run.popLast() { run.append(voiced(last, by: symbol)) }
            default: run.append(symbol)
            }
        }
        segments.append(run)
        return segments.filter { !$0.isEmpty }
    }

    private static let kept: Set<UInt16> = Set("@._+'&#!$".utf16)

    private static func symbol(_ unit: UInt16) -> UInt16 {
        guard let scalar = Unicode.Scalar(unit) else { return unit }
        switch unit {
        case 0x3099, 0x309B, 0xFF9E: return voicing
        case 0x309A, 0x309C, 0xFF9F: return halfVoicing
        case 0x09: return column
        case 0x2F, 0xA0, 0x30FC, 0xFF70, 0x301C, 0xFF5E: return skip
        case 0...0x1F, 0x7F...0x9F: return breaker
        default: break
        }
        let narrow = scalar.narrow
        if narrow == " " || narrow == "/" || scalar.isDash || scalar.isInvisible { return skip }
        if let unit = UInt16(exactly: narrow.value), kept.contains(unit) { return unit }
        guard let folded = one(Spelling.folded(String(Character(scalar)))) else {
            return scalar.properties.isIdeographic ? unit : breaker
        }
        // Kanji of numbers stay kanji: 三津子 is no 3津子.
        return folded < 0x80 && narrow.value >= 0x80 ? letter(unit, folded) : folded
    }

    private static func letter(_ unit: UInt16, _ folded: UInt16) -> UInt16 {
        Unicode.Scalar(unit)?.properties.isIdeographic == true ? unit : folded
    }

    private static func one(_ words: [String]) -> UInt16? {
        guard words.count == 1, let word = words.first, word.utf16.count == 1 else { return nil }
        return word.utf16.first
    }
}
