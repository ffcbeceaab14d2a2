import Basics

/// The terms by which a text is found: each letter of its folded words, and each pair of letters.
///
/// Japanese is written without spaces, and words of one and two characters are common (梨, なし), so
/// no splitter of words is asked. A term is written as the code points of its letters, which the
/// splitters of both databases leave whole: `x68a8` is 梨, `x306ax3057` is なし.
enum SearchTerms {
    /// All terms of a text, each once, separated by spaces.
    static func index(_ texts: String...) -> String {
        var terms: Set<String> = []
        for word in texts.flatMap(Spelling.folded) {
            terms.formUnion(letters(word))
            terms.formUnion(pairs(word))
        }
        return terms.sorted().joined(separator: " ")
    }

    /// The terms that goods must all have to be found: pairs, or the letter of a word of one.
    static func query(_ text: String) -> [String] {
        var terms: [String] = []
        for word in Spelling.folded(text) {
            let found = word.unicodeScalars.count == 1 ? letters(word) : pairs(word)
            for term in found where !terms.contains(term) { terms.append(term) }
        }
        return terms
    }

    private static func letters(_ word: String) -> [String] {
        word.unicodeScalars.map { term($0) }
    }

    private static func pairs(_ word: String) -> [String] {
        zip(word.unicodeScalars, word.unicodeScalars.dropFirst()).map { term($0) + term($1) }
    }

    private static func term(_ letter: Unicode.Scalar) -> String {
        "x" + String(letter.value, radix: 16)
    }
}
