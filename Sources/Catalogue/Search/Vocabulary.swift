/// A word of the shops' own, as it is written and as it is searched for.
struct VocabularyWord: Sendable, Hashable {
    var word: String
    var shown: String

    /// The words of a text that a mistyped one may have been meant for.
    static func all(in texts: [String]) -> [VocabularyWord] {
        var found: [VocabularyWord] = []
        for text in texts {
            for piece in text.split(whereSeparator: isBetween) {
                let words = SearchSpelling.words(String(piece))
                guard let word = words.first, words.count == 1, isWorthKeeping(word) else {
                    continue
                }
                if !found.contains(where: { $0.word == word }) {
                    found.append(VocabularyWord(word: word, shown: String(piece)))
                }
            }
        }
        return found
    }

    /// Its pairs of letters, its beginning and its end among them: what near words have in common.
    static func parts(of word: String) -> [String] {
        let letters = ["^"] + word.unicodeScalars.map(String.init) + ["$"]
        return Array(Set(zip(letters, letters.dropFirst()).map { $0 + $1 })).sorted()
    }

    /// Words of fewer letters are not corrected, and longer ones are sentences.
    static let lengths = 3...20

    private static func isWorthKeeping(_ word: String) -> Bool {
        lengths.contains(word.unicodeScalars.count)
            && !word.unicodeScalars.contains { ("0"..."9").contains($0) && word.utf8.count < 7 }
    }

    private static func isBetween(_ letter: Character) -> Bool {
        !(letter.isLetter || letter.isNumber || letter == "ー")
    }
}
