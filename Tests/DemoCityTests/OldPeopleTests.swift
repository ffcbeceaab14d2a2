import Basics
import Foundation
import Testing

@testable import DemoCity

@Suite("the old shop's people")
struct OldPeopleTests {
    private static let files = Result { try OldShopFiles(members: 1500, seed: "people") }

    private let files: OldShopFiles

    init() throws { files = try OldPeopleTests.files.get() }

    @Test("every mail address is kept for examples and every telephone is nobody's")
    func nobody() {
        let kept = [
            "example.jp", "example.ne.jp", "example.co.jp", "example.com", "example.net",
            "example.org",
        ]
        for row in files.members + files.orders where !row["メールアドレス"].isEmpty {
            let address = EmailAddress(row["メールアドレス"])
            #expect(address != nil && kept.contains { address?.text.hasSuffix("@\($0)") == true })
        }
        let phones =
            (files.members + files.orders).map { $0["TEL"] } + files.orders.map { $0["配送先_TEL"] }
        for phone in phones where phone != "?" && !phone.isEmpty {
            let digits = PhoneNumber(phone)?.digits ?? ""
            let isMobile = digits.wholeMatch(of: /0[79]00\d{7}/) != nil
            #expect(isMobile || digits.wholeMatch(of: /0[1-9]{2}\d0\d{5}/) != nil, "\(phone)")
        }
    }

    @Test("a row is as untidy as is said", arguments: shares)
    func untidy(share: Share) {
        let rows = share.isOfOrders ? files.orders : files.members
        let found = rows.filter(share.holds).count * 100
        let expected = share.percent * rows.count
        #expect(found * 10 > expected * 6 && found * 10 < expected * 15, "\(share)")
    }

    @Test("some of those who order without being members have no e-mail")
    func guests() {
        let rows = files.orders.filter { $0["会員ID"].isEmpty }
        let without = rows.filter { $0["メールアドレス"].isEmpty }.count * 100
        let expected = Untidiness.guestsWithoutEmail * rows.count
        #expect(without * 10 > expected * 6 && without * 10 < expected * 15)
    }

    @Test("some members share an address")
    func shared() {
        let addresses = files.members.map { $0["メールアドレス"] }.filter { !$0.isEmpty }
        let sharing = addresses.count - Set(addresses).count
        #expect((12...50).contains(sharing))
    }

    @Test("names vary, the common ones come often, and some are hard")
    func names() {
        let names = files.members.map { $0["お名前(姓)"] }
        let counts = Dictionary(names.map { ($0, 1) }, uniquingKeysWith: +)
        #expect(counts.count > 240)
        #expect((counts["佐藤"] ?? 0) > 8 && (counts["佐藤"] ?? 0) < 60)
        let whole = files.members.map { $0["お名前(姓)"] + $0["お名前(名)"] }
        #expect(Set(whole).count > 1100)
        for hard in ["髙", "﨑", "澤"] { #expect(names.contains { $0.contains(hard) }) }
        #expect(names.contains { $0.count == 1 } && names.contains { $0.count > 4 })
        #expect(files.members.contains { !$0["会社名"].isEmpty })
        #expect(!whole.contains { $0.contains("?") })
    }

    @Test("every postcode stands with its own prefecture and town")
    func towns() {
        let tottori = files.members.filter { $0["都道府県(名称)"] == "鳥取県" }
        #expect(tottori.count * 100 > files.members.count * 20)
        #expect(
            tottori.allSatisfy {
                ["680", "681", "682", "683", "684", "689"].contains($0["郵便番号"].prefix(3))
            }
        )
        #expect(Set(files.members.map { $0["都道府県(名称)"] }).count == 48)
    }

    @Test("gifts go to others, and to the same ones again")
    func recipients() {
        let gifts = files.orders.filter {
            !$0["出荷ID"].isEmpty && $0["配送先_住所1"] + $0["配送先_住所2"] != $0["住所1"] + $0["住所2"]
        }
        #expect(gifts.count * 100 > files.orders.count * 10)
        let whom = gifts.filter { !$0["会員ID"].isEmpty }
            .map { $0["会員ID"] + $0["配送先_お名前(姓)"] + $0["配送先_住所1"] + $0["配送先_住所2"] }
        #expect(Set(whom).count * 10 < whom.count * 9)
    }

    @Test("nobody but the owner can read the files")
    func modes() { #expect(files.modes == [0o700, 0o600, 0o600]) }
}

/// How many of a hundred rows are so.
struct Share: Sendable, CustomStringConvertible {
    var description: String
    var percent: Int
    var isOfOrders = false
    var holds: @Sendable (OldShopFiles.Row) -> Bool
}

private let shares = [
    Share(description: "no e-mail", percent: Untidiness.membersWithoutEmail) {
        $0["メールアドレス"].isEmpty
    },
    Share(description: "no kana", percent: Untidiness.emptyKana) { $0["お名前(セイ)"].isEmpty },
    Share(description: "other kana", percent: Untidiness.otherKana) {
        $0["お名前(セイ)"].unicodeScalars.contains { ("ぁ"..."ん").contains($0) || $0.value > 0xFF00 }
    },
    Share(description: "no sex", percent: Untidiness.emptySex) { $0["性別(名称)"].isEmpty },
    Share(description: "no birth date", percent: Untidiness.emptyBirthDate) { $0["誕生日"].isEmpty },
    Share(description: "prefecture in address", percent: Untidiness.prefectureInAddress) { row in
        row["都道府県(名称)"].isEmpty && Prefecture.all.contains { row["住所1"].hasPrefix($0.name) }
    },
    Share(description: "joined address", percent: Untidiness.joinedAddress) { $0["住所2"].isEmpty },
    Share(description: "no hyphens", percent: Untidiness.phonesWithoutHyphens) {
        $0["TEL"].utf8.allSatisfy { $0 > 0x2F && $0 < 0x3A }
    },
    Share(description: "full width", percent: Untidiness.fullWidthPhones) {
        $0["TEL"].contains("０")
    },
    Share(description: "hyphen in postcode", percent: Untidiness.postcodesWithHyphen) {
        $0["郵便番号"].contains("-")
    },
    Share(description: "slashes", percent: Untidiness.datesWithSlashes) { $0["登録日"].contains("/") },
    Share(description: "kanji dates", percent: Untidiness.datesInKanji) { $0["登録日"].contains("年") },
    Share(description: "decimals", percent: Untidiness.pricesWithDecimals, isOfOrders: true) {
        $0["価格"].hasSuffix(".00")
    },
]
