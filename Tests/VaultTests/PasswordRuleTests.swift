import Basics
import Testing
import VaultAPI

@Suite("What a password must be")
struct PasswordRuleTests {
    private let email = Secret("rikako.tanaka@example.jp")

    @Test(
        "good ones pass",
        arguments: [
            "correct horse battery staple", "梨とかにと温泉まんじゅうと砂の美術館", "t7#Kd9!vQz2@mWx5p",
        ]
    )
    func good(_ text: String) { #expect(PasswordRule.fault(of: Secret(text), email: email) == nil) }

    @Test("short ones do not", arguments: ["", "t7#Kd9!vQz2@mW", "短いあいことば"])
    func short(_ text: String) {
        #expect(PasswordRule.fault(of: Secret(text), email: email) == .tooShort)
    }

    @Test(
        "guessable ones do not",
        arguments: [
            "passwordpassword", "Password12345678", "inabanoichi2026!", "rikakotanaka2026",
            "aaaaaaaaaaaaaaaaaaaa", "abcdefghijklmnopqrst", "1234567890123456",
            "qwertyuiopasdfghjkl",
            "鳥取市いなばの市ふるさと納税2026", "ｐａｓｓｗｏｒｄｐａｓｓｗｏｒｄ",
        ]
    )
    func common(_ text: String) {
        #expect(PasswordRule.fault(of: Secret(text), email: email) == .common)
    }

    @Test("endless ones do not")
    func long() {
        let text = String(repeating: "x7Kd9vQz", count: 17)
        #expect(PasswordRule.fault(of: Secret(text), email: email) == .tooLong)
    }
}
