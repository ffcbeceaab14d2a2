/// One word of a query, in the spellings by which goods may have it.
public struct SearchWord: Sendable, Hashable {
    /// As it stands in the box, where the word is all that stands between spaces.
    let typed: String
    /// The word itself first.
    let spellings: [String]

    init(typed: String, folded: String) {
        self.typed = typed
        var spellings = [folded] + MarketWords.others(of: folded).prefix(SearchWord.mostOthers)
        for bare in spellings.compactMap(Okurigana.without) where !spellings.contains(bare) {
            spellings.append(bare)
        }
        self.spellings = spellings
    }

    /// Whether it is one letter of kana, in whatever spelling.
    var isOneKana: Bool {
        spellings.allSatisfy { spelling in
            spelling.unicodeScalars.count == 1
                && spelling.unicodeScalars.allSatisfy(Okurigana.isKana)
        }
    }

    private static let mostOthers = 6
    /// More words than anybody means; what follows is passed over.
    private static let most = 12

    /// The words of a query, each once.
    static func all(in text: String) -> [SearchWord] {
        var words: [SearchWord] = []
        for chunk in text.split(whereSeparator: \.isWhitespace) {
            let folded = SearchSpelling.words(String(chunk))
            for word in folded where words.count < most {
                let typed = folded.count == 1 ? String(chunk) : word
                guard !words.contains(where: { $0.spellings[0] == word }) else { continue }
                words.append(SearchWord(typed: typed, folded: word))
            }
        }
        return words
    }
}
