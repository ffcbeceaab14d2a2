/// What the index of either engine is asked: all words, each in any of its spellings.
///
/// Every term is letters and digits by ``SearchTerms``: nothing that was typed reaches the index's
/// own language.
struct SearchMatch: Sendable {
    private let words: [[[String]]]

    /// Goods must have one of each of `terms` besides.
    init(_ words: [SearchWord], _ place: SearchTerms.Place, within terms: [[String]] = []) {
        self.words =
            words.map { word in word.spellings.map { SearchTerms.word($0, place) } }
            + terms.map { $0.map { [$0] } }
    }

    /// In the words of SQLite's FTS5.
    var fts5: String { text(and: " AND ", or: " OR ") }

    /// In the words of PostgreSQL's tsquery.
    var tsquery: String { text(and: " & ", or: " | ") }

    private func text(and: String, or: String) -> String {
        words.map { spellings in
            let parts = spellings.map { unique($0).joined(separator: and) }
            return "(" + parts.map { "(" + $0 + ")" }.joined(separator: or) + ")"
        }.joined(separator: and)
    }

    private func unique(_ terms: [String]) -> [String] {
        var seen: Set<String> = []
        return terms.filter { seen.insert($0).inserted }
    }
}
