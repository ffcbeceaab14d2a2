import Testing

@testable import Catalogue

@Suite("Spellings that search takes for one")
struct SpellingOfSearchTests {
    private func spellings(_ text: String) -> Set<String> {
        Set(SearchWord.all(in: text).flatMap(\.spellings))
    }

    @Test(
        "one spelling finds the other",
        arguments: [
            ("干し柿", "干柿"), ("詰め合わせ", "詰合せ"), ("詰め合わせ", "詰め合せ"), ("つめあわせ", "詰合せ"),
            ("炊き込み", "炊込み"), ("漬け物", "漬物"), ("贈り物", "贈物"), ("松葉蟹", "松葉がに"),
            ("松葉蟹", "松葉かに"), ("なし", "梨"), ("蕎麦", "そば"), ("5キロ", "5kg"), ("五キロ", "5kg"),
            ("５㎏", "5kg"), ("500グラム", "500g"), ("1.8リットル", "1.8l"), ("ヴァイオリン", "バイオリン"),
            ("ヴィネガー", "ビネガー"), ("ラヴ", "ラブ"), ("コーヒー", "コオヒイ"), ("ぶどー", "ぶどう"),
            ("おーさか", "おおさか"), ("けーき", "けいき"), ("髙田", "高田"), ("山﨑", "山崎"), ("濵", "浜"),
            ("らーめん", "ﾗｰﾒﾝ"), ("らっきよう", "ラッキョウ"), ("二十四個", "24個"),
        ]
    )
    func same(_ typed: String, _ kept: String) {
        let (words, bare) = SearchSpelling.indexed(kept)
        #expect(!spellings(typed).isDisjoint(with: words + bare), "\(words) \(bare)")
    }

    @Test(
        "different words stay different",
        arguments: [
            ("柿の木", "柿木"), ("梨", "林檎"), ("甘い", "甘"), ("はし", "はしら"), ("かに", "かき"), ("5kg", "5g"),
        ]
    )
    func different(_ typed: String, _ kept: String) {
        let (words, bare) = SearchSpelling.indexed(kept)
        #expect(spellings(typed).isDisjoint(with: words + bare))
    }

    @Test("distances are counted in mistakes")
    func distances() {
        let cases = [
            ("らっきょう", "らっきよう", 1), ("らきょう", "らっきょう", 1), ("まつがばに", "まつばがに", 1),
            ("", "ab", 2), ("ab", "", 2), ("abc", "abc", 0), ("abc", "xyz", 3), ("ca", "abc", 3),
        ]
        for (a, b, far) in cases {
            #expect(Distance.between(Array(a.unicodeScalars), Array(b.unicodeScalars)) == far)
        }
    }

    @Test("a word is asked by few terms, and every letter lies in one of them")
    func wholeWords() {
        for word in ["梨", "なし", "松葉蟹", "松葉がに", "二十世紀梨", "千鳥浜のいちじく"] {
            let terms = SearchTerms.word(word, .name)
            #expect(terms.count == (word.count + 2) / 3)
            for letter in word.unicodeScalars {
                let code = SearchTerms.word(String(letter), .name)[0].dropFirst()
                #expect(terms.contains { $0.contains(code) }, "\(word) \(letter)")
            }
        }
        #expect(SearchTerms.word("", .name) == [])
    }

    @Test("terms of any letters are letters and digits, of the same length")
    func terms() {
        for word in ["梨", "𠮷野家", "عربي", "\u{10FFFD}a"] {
            for term in SearchTerms.word(word, .anywhere) {
                #expect(term.utf8.count == 1 + 4 * min(word.unicodeScalars.count, 3))
                #expect(term.utf8.allSatisfy { ($0 | 32) >= 97 && ($0 | 32) <= 122 || $0 < 58 })
            }
        }
    }
}
