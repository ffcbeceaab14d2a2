import Testing

@testable import Web

@Suite("Forms")
struct FormTests {
    private let form = Form(
        .line("name", "お名前", upTo: 10),
        .kana("kana", "フリガナ", upTo: 20).optional(),
        .postcode("postcode"),
        .number("count", "数量", in: 1...99).optional()
    )

    private func answers(_ body: String) throws -> Answers {
        try form.answers(from: Submission(decoding: Array(body.utf8)))
    }

    @Test("what fits is taken in its normal form")
    func sound() throws {
        let answers = try answers(
            "name=+%E9%AB%99%E6%A9%8B+&kana=%E3%81%9F%E3%81%8B&postcode=%EF%BC%96%EF%BC%98%EF%BC%90%E3%83%BC0001"
        )
        #expect(answers.isSound)
        #expect(answers["name"] == "髙橋")
        #expect(answers["kana"] == "タカ")
        #expect(answers["postcode"] == "6800001")
        #expect(answers.integer("count") == nil)
    }

    @Test("a field that is missing is asked for beside it")
    func missing() throws {
        let answers = try answers("name=a")
        #expect(answers.errors.map(\.field) == ["postcode"])
        #expect(answers.errors.first?.words == "「郵便番号」を入力してください。")
    }
}
