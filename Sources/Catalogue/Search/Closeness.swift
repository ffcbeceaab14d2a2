import Glibc

/// How close goods come to a query, the closest first.
enum Closeness: Int, Comparable, CaseIterable {
    /// The name, or its reading, is what was typed.
    case wholeName
    /// A word of the name is or begins or ends so, and its category is called so too: who types 梨
    /// means the fruit, before a towel of that pattern.
    case nameAndShelf
    /// A word of the name is.
    case word
    /// A word of the name begins or ends so: 二十世紀梨 for 梨.
    case edge
    /// Its category is called so.
    case shelf
    case name
    case shop
    case nearShelf
    case body

    static func < (a: Closeness, b: Closeness) -> Bool { a.rawValue < b.rawValue }
}

/// A query made ready to be held against many goods.
struct ClosenessScale {
    private let whole: Needle
    private let words: [[Spelling]]

    init(_ words: [SearchWord]) {
        whole = Needle(GoodsText.field(words.map { $0.spellings[0] }))
        self.words = words.map { word in
            word.spellings.enumerated().map { Spelling($1, isTyped: $0 == 0) }
        }
    }

    /// How close goods come: as close as the word that lies furthest; nil where one is missing.
    ///
    /// Pairs of letters that lie apart find goods that do not hold the word.
    func closeness(_ text: GoodsText) -> Closeness? {
        if whole.isAll(of: text.name) || whole.isAll(of: text.reading) { return .wholeName }
        var furthest = Closeness.nameAndShelf
        for word in words {
            guard let near = word.lazy.compactMap({ $0.closeness(text) }).min() else { return nil }
            furthest = max(furthest, near)
        }
        return furthest
    }

    private struct Spelling {
        let inside: Needle
        let begins: Needle
        let ends: Needle
        let word: Needle
        /// Two kana for a kanji (梨, なし) name goods, and lie in sentences by chance (添加物なし).
        let isVague: Bool

        init(_ spelling: String, isTyped: Bool) {
            isVague =
                !isTyped && spelling.unicodeScalars.count < 3
                && !spelling.unicodeScalars.contains(where: Okurigana.isKanji)
            inside = Needle(spelling)
            begins = Needle(" " + spelling)
            ends = Needle(spelling + " ")
            word = Needle(" " + spelling + " ")
        }

        func closeness(_ text: GoodsText) -> Closeness? {
            let isShelved = word.lies(in: text.shelf)
            let isNamed = inside.lies(in: text.name) || inside.lies(in: text.reading)
            if isNamed, let near = nearness(text) { return isShelved ? .nameAndShelf : near }
            if isShelved { return .shelf }
            if isNamed { return .name }
            if inside.lies(in: text.shop) { return .shop }
            if inside.lies(in: text.shelf) { return .nearShelf }
            return !isVague && inside.lies(in: text.body) ? .body : nil
        }

        /// A word of the name, or its edge.
        private func nearness(_ text: GoodsText) -> Closeness? {
            if word.lies(in: text.name) || word.lies(in: text.reading) { return .word }
            return isAtEdge(of: text.name) || isAtEdge(of: text.reading) ? .edge : nil
        }

        private func isAtEdge(of field: String) -> Bool {
            begins.lies(in: field) || ends.lies(in: field)
        }
    }
}

/// A text to be looked for.
///
/// Folded texts hold no U+0000.
private struct Needle {
    private let text: String
    private let bytes: [CChar]

    init(_ text: String) {
        self.text = text
        bytes = Array(text.utf8CString)
    }

    func isAll(of other: String) -> Bool { other == text }

    // C's search: Swift's compares letter by letter, and a search asks it some thousand times.
    func lies(in text: String) -> Bool {
        text.withCString { field in
            bytes.withUnsafeBufferPointer { needle in
                needle.baseAddress.map { strstr(field, $0) != nil } ?? false
            }
        }
    }
}
