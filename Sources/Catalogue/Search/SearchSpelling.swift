import Basics

/// How search spells words: as ``Spelling`` folds them, and alike where shops and shoppers differ.
///
/// Besides kana, width and numerals: units (5キロ, 5kg), ヴァ and バ, long vowels however they are
/// written (コーヒー, コオヒイ). Whoever changes what comes out, or the terms that are made of it
/// (``SearchTerms``), raises ``version``: an index that was made by another is made anew when the
/// counter starts.
enum SearchSpelling {
    /// Which folding an index was made by.
    static let version = 2

    /// The words of a text, each in its one spelling.
    static func words(_ text: String) -> [String] {
        Spelling.folded(rewritten(text)).map { shortened(inUnits($0)) }
    }

    /// The words, and those of them that are also written without okurigana.
    static func indexed(_ text: String) -> (words: [String], bare: [String]) {
        let words = words(text)
        return (words, words.compactMap(Okurigana.without))
    }

    // Before the folding, which makes ァ the same as ア, and passes over signs.
    private static func rewritten(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { rewrites[$0] != nil }) else { return text }
        var result = ""
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            let choices = rewrites[scalar] ?? []
            if let next = rest.first, let found = choices.first(where: { $0.next == next }) {
                rest.removeFirst()
                result += found.becomes
            } else {
                result += choices.first { $0.next == nil }?.becomes ?? String(scalar)
            }
        }
        return result
    }

    private static let rewrites: [Unicode.Scalar: [(next: Unicode.Scalar?, becomes: String)]] = {
        let vu: [(next: Unicode.Scalar?, becomes: String)] = [
            ("ァ", "バ"), ("ィ", "ビ"), ("ェ", "ベ"), ("ォ", "ボ"), (nil, "ブ"),
        ]
        return [
            "ヴ": vu, "ゔ": vu, "㎏": [(nil, "kg")], "㎖": [(nil, "ml")], "㌔": [(nil, "キロ")],
            "㌘": [(nil, "グラム")], "㌧": [(nil, "トン")], "㍑": [(nil, "リットル")], "ℓ": [(nil, "l")],
        ]
    }()

    /// A number's unit in letters: 5きろ is 5kg.
    private static func inUnits(_ word: String) -> String {
        guard word.utf8.contains(where: isDigit) else { return word }
        var result: [Character] = []
        var rest = Array(word)[...]
        while let first = rest.first {
            if result.last?.isASCIIDigit == true,
                let unit = units.first(where: { rest.starts(with: $0.spelled) })
            {
                result += unit.letters
                rest.removeFirst(unit.spelled.count)
            } else {
                result.append(first)
                rest.removeFirst()
            }
        }
        return String(result)
    }

    // The longer first: きろ begins きろぐらむ.
    private static let units: [(spelled: [Character], letters: String)] = [
        ("きろぐらむ", "kg"), ("きろ", "kg"), ("ぐらむ", "g"), ("みりりつとる", "ml"),
        ("りつとる", "l"), ("りつたあ", "l"), ("せんち", "cm"),
    ].map { (Array($0.0), $0.1) }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// A vowel that lengthens the one before it goes, as the mark for it has gone already.
    private static func shortened(_ word: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in word.unicodeScalars {
            if let last = result.last, LongVowels.lengthens(scalar, last) { continue }
            result.append(scalar)
        }
        return String(result)
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
