import Templates
import Testing

@testable import Web

@Suite("Forms")
struct FormTests {
    private let form = Form(
        .line("name", "お名前", upTo: 10),
        .kana("kana", "フリガナ", upTo: 20).optional(),
        .postcode("postcode").optional(),
        .phone("phone").optional(),
        .email("email").optional(),
        .number("count", "数量", in: 1...99).optional(),
        .day("day", "お届け希望日").optional(),
        .radio("time", "時間", [FormOption("am", "午前中")]).optional(),
        .lines("card", "カード", upTo: 20).optional()
    )

    private func answers(_ pairs: (String, String)...) throws -> Answers {
        let body = pairs.map { name, value in
            name + "="
                + value.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }
        return try form.answers(from: Submission(decoding: Array(body.joined(separator: "&").utf8)))
    }

    @Test(
        "what fits is taken in its normal form",
        arguments: [
            ("name", " 髙橋 ", "髙橋"), ("name", "山﨑\u{200B}\u{202E}", "山﨑"),
            ("name", "か\u{3099}ん", "がん"), ("name", "福\u{FA1B}", "福\u{FA1B}"),
            ("name", "葛󠄀城", "葛󠄀城"), ("name", "a\tb\nc", "a b c"), ("kana", "たかハシ", "タカハシ"),
            ("kana", "ガギ", "ガギ"), ("postcode", "680ー0001", "6800001"),
            ("phone", "0857−00−0000", "0857000000"),
            ("email", "Hanako@example.jp", "Hanako@example.jp"),
            ("count", "12", "12"), ("day", "2026-12-08", "2026-12-08"), ("time", "am", "am"),
            ("card", "おめでとう🎉\r\nまた", "おめでとう🎉\nまた"),
        ]
    )
    func sound(_ name: String, _ typed: String, _ taken: String) throws {
        let answers = try answers((name, typed), (name == "name" ? "kana" : "name", "ア"))
        #expect(answers.isSound)
        #expect(Array(answers[name].unicodeScalars) == Array(taken.unicodeScalars))
    }

    @Test(
        "what does not fit is told beside its field",
        arguments: [
            ("name", "🍐", "絵文字"), ("name", "あいうえおかきくけこさ", "10文字まで"),
            ("name", "\u{200B}\u{202E} ", "入力してください"),
            ("name", "e" + String(repeating: "\u{0301}", count: 200), "10文字まで"),
            ("kana", "山田", "カタカナ"), ("postcode", "68000", "7桁"), ("phone", "12345", "10桁か11桁"),
            ("email", "a@b", "メールアドレス"), ("email", "a b@c.jp@", "メールアドレス"),
            ("count", "100", "1から99"), ("count", "99999999999999999999", "10文字"),
            ("day", "2026-02-30", "日付"), ("time", "pm", "一覧"),
        ]
    )
    func wrong(_ name: String, _ typed: String, _ words: String) throws {
        let answers = try answers((name, typed), (name == "name" ? "kana" : "name", "ア"))
        #expect(answers.errors.map(\.field) == [name])
        #expect(answers.errors.first?.words.contains(words) == true)
    }

    @Test("a field that is missing is asked for beside it")
    func missing() throws {
        let answers = try answers(("kana", "ア"))
        #expect(answers.errors.map(\.words) == ["「お名前」を入力してください。"])
    }

    @Test("a rule over several fields complains and warns beside the field it names")
    func crossField() throws {
        var answers = try answers(("name", "花子"))
        answers.warn("都道府県が郵便番号と違うようです。", at: "postcode")
        #expect(answers.isSound)
        answers.complain("在庫が足りません。", at: "count")
        #expect(!answers.isSound)
        #expect(answers.view["count"]?.value(named: "error")?.shown == "在庫が足りません。")
    }

    @Test("paging stays within its bounds")
    func paging() {
        #expect(Paging(page: 99, of: 3) { "\($0)" }.entries.map(\.number) == [1, 2, 3])
        #expect(!Paging(page: 1, of: 0) { "\($0)" }.isNeeded)
        let middle = Paging(page: 6, of: 12) { "\($0)" }
        #expect(middle.entries.map(\.number) == [1, 4, 5, 6, 7, 8, 12])
        #expect(middle.entries.filter(\.followsGap).map(\.number) == [4, 12])
    }

    @Test("an origin is scheme, host and port, and nothing else")
    func origins() {
        #expect(Origin("https://ichi.example")?.isSecure == true)
        for text in ["", "https://", "ftp://a", "https://a/b", "https://a b", "//a", "https://a;x"]
        {
            #expect(Origin(text) == nil)
        }
    }
}
