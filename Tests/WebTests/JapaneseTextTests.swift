import Testing
import Web

@Suite("Japanese text")
struct JapaneseTextTests {
    @Test("tidied text is composed, visible, and without white space at its ends")
    func tidied() {
        #expect(JapaneseText.tidied(" か\u{3099}\u{200B}に\u{202E}\u{0}\r\n梨\t　") == "がに 梨")
        #expect(JapaneseText.tidied("一\r\n二\r三", keepsLines: true) == "一\n二\n三")
    }

    @Test(
        "tidied names stay as they are written",
        arguments: ["髙﨑", "葛\u{E0100}城", "\u{FA19}代", "👨‍👩‍👧‍👦"]
    )
    func names(_ name: String) {
        #expect(JapaneseText.tidied(name) == name)
    }

    @Test("narrowed text is in half width, with one kind of dash")
    func narrowed() {
        #expect(JapaneseText.narrowed("６８０‐００１１　Ａ＠ｂ") == "680-0011 A@b")
        #expect(JapaneseText.narrowed("0857ー00ｰ1−2—3") == "0857-00-1-2-3")
    }

    @Test("a reading becomes full-width katakana", arguments: ["しかのまる", "ｼｶﾉﾏﾙ", "シカノマル"])
    func katakana(_ reading: String) {
        #expect(JapaneseText.katakana(reading) == "シカノマル")
    }

    @Test("a reading keeps its long vowels", arguments: [("がーる", "ガール"), ("ｶﾞｰﾙ", "ガール")])
    func longVowels(_ reading: String, _ katakana: String) {
        #expect(JapaneseText.katakana(reading) == katakana)
    }
}
