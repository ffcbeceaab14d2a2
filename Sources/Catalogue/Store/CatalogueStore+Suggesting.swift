import Basics
import Storage

extension CatalogueStore {
    /// 「もしかして」: the query with its mistyped words as the shops spell them.
    ///
    /// Nil where nothing near finds more than the words as they were typed, which find `count`.
    func suggestion(for words: [SearchWord], besides count: Int) throws -> String? {
        guard words.count <= CatalogueStore.mostCorrected else { return nil }
        for index in words.indices {
            for near in try near(words[index].spellings[0]) {
                var corrected = words
                corrected[index] = SearchWord(typed: near.shown, folded: near.word)
                if try self.count(corrected) > count {
                    return corrected.map(\.typed).joined(separator: " ")
                }
            }
        }
        return nil
    }

    /// Keeps what a mistyped word may be compared with.
    func putWords(in texts: [String]) throws {
        let words = VocabularyWord.all(in: texts)
        let known = try tx.rows(
            """
            SELECT word FROM search_word
            WHERE folding = \(SearchSpelling.version) AND word IN \(list: words.map(\.word))
            """
        )
        let old = Set(try known.map { row -> String in try row.get("word") })
        for word in words where !old.contains(word.word) { try put(word) }
    }

    /// Drops words that an older folding has left.
    func dropOldWords() throws {
        try tx.run("DELETE FROM search_word WHERE folding <> \(SearchSpelling.version)")
        try tx.run("DELETE FROM search_word_part WHERE word NOT IN (SELECT word FROM search_word)")
    }

    private static let mostCorrected = 4
    private static let mostCompared = 60
    private static let mostTried = 4

    private func put(_ word: VocabularyWord) throws {
        try tx.run(
            """
            INSERT INTO search_word (word, shown, folding)
            VALUES (\(word.word), \(word.shown), \(SearchSpelling.version))
            ON CONFLICT (word) DO UPDATE SET shown = excluded.shown, folding = excluded.folding
            """
        )
        for part in VocabularyWord.parts(of: word.word) {
            try tx.run(
                """
                INSERT INTO search_word_part (part, word) VALUES (\(part), \(word.word))
                ON CONFLICT (part, word) DO NOTHING
                """
            )
        }
    }

    /// The nearest words, the nearest first, without the word itself.
    private func near(_ word: String) throws -> [VocabularyWord] {
        let letters = Array(word.unicodeScalars)
        guard VocabularyWord.lengths.contains(letters.count) else { return [] }
        let rows = try tx.rows(
            """
            SELECT w.word, w.shown FROM search_word w JOIN (
                SELECT word, COUNT(*) AS shared FROM search_word_part
                WHERE part IN \(list: VocabularyWord.parts(of: word))
                GROUP BY word ORDER BY COUNT(*) DESC, word LIMIT \(CatalogueStore.mostCompared)
            ) p ON p.word = w.word
            ORDER BY p.shared DESC, w.word
            """
        )
        let far = Distance.forgiven(letters.count)
        let found = try rows.compactMap { row -> (far: Int, VocabularyWord)? in
            let other = VocabularyWord(word: try row.get("word"), shown: try row.get("shown"))
            let distance = Distance.between(letters, Array(other.word.unicodeScalars))
            return (1...max(far, 1)).contains(distance) && far > 0 ? (distance, other) : nil
        }
        return found.enumerated().sorted {
            ($0.element.far, $0.offset) < ($1.element.far, $1.offset)
        }
        .prefix(CatalogueStore.mostTried).map(\.element.1)
    }
}
