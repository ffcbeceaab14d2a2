import Basics
import Testing
import VaultAPI

@testable import HelpDesk

@Suite("What a clerk types into the one box")
struct SearchKeyTests {
    @Test(
        "is told by its looks, in either width",
        arguments: [
            ("hanako@example.jp", SearchKey.email(Secret("hanako@example.jp"))),
            (" Hanako＠example.jp ", .email(Secret("Hanako@example.jp"))),
            ("0857-22-8111", .phone(Secret("0857-22-8111"))),
            ("０９０ー７０００ー０１１８", .phone(Secret("090-7000-0118"))),
            ("2612-0830-5517", .order("2612-0830-5517")), ("261208305517", .order("261208305517")),
            ("123", .memberNumber(Secret("123"))), ("A-77", .memberNumber(Secret("A-77"))),
            ("0857", .memberNumber(Secret("0857"))),
        ]
    )
    func kinds(typed: String, expected: SearchKey) {
        #expect(SearchKey(typed) == expected)
    }

    @Test("nothing is nothing", arguments: ["", "  ", "　"])
    func empty(typed: String) {
        #expect(SearchKey(typed) == nil)
    }
}
