import Basics
import Testing

@Suite("Spelling")
struct SpellingTests {
    @Test(
        "spellings of one word fold alike",
        arguments: [
            ("ナシ", "なし"), ("ﾅｼ", "なし"), ("松葉ガニ", "松葉がに"), ("松葉ｶﾞﾆ", "松葉がに"),
            ("ラッキョウ", "らっきょう"), ("ﾗｯｷｮｳ", "らつきよう"), ("ラーメン", "らめん"),
            ("らーめん", "ラｰメン"), ("ら〜めん", "ラーメン"), ("ら-めん", "ラーメン"),
            ("ＴＯＴＴＯＲＩ２０", "tottori20"), ("Ｔottori", "TOTTORI"), ("ハ\u{309A}ン", "パン"),
            ("か\u{3099}に", "がに"), ("ﾊﾟﾝ", "ぱん"), ("髙﨑", "高崎"), ("つづき", "つずき"),
            ("梨\u{200B}園", "梨園"), ("葛\u{E0100}城", "葛城"), ("ﾁﾞ", "じ"),
        ]
    )
    func alike(_ a: String, _ b: String) {
        #expect(Spelling.folded(a) == Spelling.folded(b))
        #expect(Spelling.folded(a).count == 1)
    }

    @Test(
        "a number folds alike in kanji, full width and ASCII",
        arguments: [
            ("二十世紀", "20世紀"), ("２０世紀", "二十世紀"), ("十個", "10個"), ("六百グラム", "600ぐらむ"),
            ("百二十", "120"), ("千二百", "1200"), ("二千二十六年", "2026年"), ("二〇二六年", "2026年"),
            ("一万五千", "15000"), ("万五", "10005"), ("三朝", "3朝"), ("〇", "0"),
        ]
    )
    func numbers(_ a: String, _ b: String) {
        #expect(Spelling.folded(a) == Spelling.folded(b))
    }

    @Test(
        "a lone 百, 千 or 万 is a letter, and so is a number beyond people's",
        arguments: ["百合", "千代紙", "万両", "千", "九九九九九九九九千万"]
    )
    func letters(_ text: String) {
        #expect(Spelling.folded(text) == [text])
    }

    @Test(
        "what is neither letter nor digit ends a word",
        arguments: [
            ("松葉がに 浜坂", ["松葉がに", "浜坂"]), ("梨　園", ["梨", "園"]), ("10-20", ["10", "20"]),
            ("🍐梨\"*", ["梨"]), ("あ・い", ["あ", "い"]), ("\u{202E}梨", ["梨"]),
        ]
    )
    func words(_ text: String, _ words: [String]) {
        #expect(Spelling.folded(text) == words)
    }

    @Test(
        "nothing to read folds to nothing",
        arguments: ["", " ", "\"", "*", "🍐", "ー", "゛", "\u{0}"]
    )
    func nothing(_ text: String) {
        #expect(Spelling.folded(text).isEmpty)
    }

    @Test("different words stay different", arguments: [("はし", "ばし"), ("梨", "桃"), ("柿", "かき")])
    func different(_ a: String, _ b: String) {
        #expect(Spelling.folded(a) != Spelling.folded(b))
    }
}

@Suite("Slugs")
struct SlugTests {
    @Test("letters, digits and hyphens make a slug", arguments: ["a", "nashi-20", "2026"])
    func good(_ text: String) {
        #expect(Slug(text)?.text == text)
    }

    @Test("anything else does not", arguments: ["", "A", "梨", "a b", "a/b", "..", "a\u{0}"])
    func bad(_ text: String) {
        #expect(Slug(text) == nil)
    }

    @Test("60 characters are a slug, 61 are not")
    func length() {
        #expect(Slug(String(repeating: "a", count: 60)) != nil)
        #expect(Slug(String(repeating: "a", count: 61)) == nil)
    }
}
