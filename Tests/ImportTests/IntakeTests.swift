import Basics
import Foundation
import TestKit
import Testing
import VaultAPI

@testable import Import

@Suite("Moving in")
struct IntakeTests {
    private func withFiles(_ test: (OldShopFiles) async throws -> Void) async throws {
        try await withTemporaryFolder { try await test(OldShopFiles(folder: $0)) }
    }

    private func shop(_ files: OldShopFiles, members: Int, orders: Int) throws {
        try files.write(
            [EccubeFour.members] + (1...members).map { Row4.member($0) },
            to: files.members
        )
        let rows = (1...orders).flatMap { number -> [[String]] in
            let member = number % 5 == 0 ? nil : number % members + 1
            return [
                Row4.order(number, line: 1, member: member, ["合計": "7800", "支払合計": "7800.00"]),
                Row4.order(number, line: 2, member: member, to: "倉吉"),
                Row4.order(
                    number,
                    line: 3,
                    member: member,
                    to: nil,
                    ["商品名": "送料", "明細区分(名称)": "送料", "価格": "800"]
                ),
            ]
        }
        try files.write([EccubeFour.orders] + rows, to: files.orders)
    }

    @Test("members, address books, orders and points come over, and every row is counted")
    func whole() async throws {
        try await withFiles { files in
            try shop(files, members: 40, orders: 100)
            let city = PlayedCity()
            let summary = try await Intake(city.ports)
                .run(ImportFiles(members: [files.members], orders: [files.orders]))
            #expect(summary.files.map(\.rows) == [40, 300])
            #expect(summary.files.allSatisfy { $0.done == $0.rows })
            #expect(summary.members.taken == 40)
            #expect(summary.members.points == Money(yen: 820))
            #expect(summary.orders.taken == 100)
            #expect(summary.orders.ofGuests == 20)
            #expect(summary.orders.guests == 20)
            #expect(city.now.points.values.reduce(.zero, +) == Money(yen: 820))
            #expect(city.now.contacts.count == summary.orders.contacts)
            // Who sends to itself is no entry of its own address book.
            let names = city.now.contacts.compactMap { city.now.fields[$0.contact]?[.familyName] }
            #expect(Set(names) == [Secret("倉吉")])
        }
    }

    @Test("killed at every hundredth row it goes on, and run again it changes nothing")
    func kills() async throws {
        try await withFiles { files in
            try shop(files, members: 600, orders: 400)
            let unbroken = PlayedCity()
            _ = try await Intake(unbroken.ports)
                .run(ImportFiles(members: [files.members], orders: [files.orders]))
            let broken = PlayedCity()
            for calls in 1... {
                broken.revive(diesAfter: calls)
                let summary = try? await Intake(broken.ports)
                    .run(ImportFiles(members: [files.members], orders: [files.orders]))
                if let summary {
                    #expect(summary.files.allSatisfy { $0.done == $0.rows })
                    break
                }
            }
            #expect(broken.now.essence == unbroken.now.essence)
            broken.revive()
            let again = try await Intake(broken.ports)
                .run(ImportFiles(members: [files.members], orders: [files.orders]))
            #expect(again.files.map(\.taken) == [0, 0])
            #expect(again.files.map(\.known) == [600, 1200])
            #expect(broken.now.essence == unbroken.now.essence)
        }
    }

    @Test("bad rows are set aside with their reason, can be mended and fed again")
    func setAside() async throws {
        try await withFiles { files in
            let bad: [(String, String)] = [
                ("会員ID", ""), ("お名前(姓)", "=1+1"), ("ポイント", "12.5"), ("登録日", "きのう"),
                ("メールアドレス", "梨@例"), ("住所1", String(repeating: "町", count: 300)),
            ]
            let rows = bad.enumerated().map {
                Row4.member($0.offset + 1, [$0.element.0: $0.element.1])
            }
            try files.write(
                [EccubeFour.members] + rows + [Row4.member(50), ["51", "列が足りない"]],
                to: files.members
            )
            let city = PlayedCity()
            let summary = try await Intake(city.ports).run(
                ImportFiles(members: [files.members], orders: [])
            )
            let file = try #require(summary.files.first)
            #expect(file.taken == 1)
            #expect(file.setAside == 7)
            #expect(file.done == 8)
            let path = try #require(file.setAsidePath)
            var aside = try files.read(path)
            #expect(aside[0] == EccubeFour.members + ["理由"])
            #expect(aside.dropFirst().allSatisfy { $0.last?.isEmpty == false })
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
            #expect(mode as? Int == 0o600)
            for (index, _) in bad.enumerated() {
                aside[index + 1] = Row4.member(index + 1) + ["直しました"]
            }
            aside[7] = Row4.member(51) + [""]
            let mended = files.folder.appending(path: "mended.csv").path
            try files.write(aside, to: mended, as: .utf8)
            let second = try await Intake(city.ports).run(
                ImportFiles(members: [mended], orders: [])
            )
            #expect(second.members.taken == 7)
            #expect(second.files.first?.setAside == 0)
            #expect(second.files.first?.unknownColumns == [])
        }
    }

    @Test("an order with one bad row is set aside whole")
    func wholeOrders() async throws {
        try await withFiles { files in
            try files.write(
                [EccubeFour.orders, Row4.order(1, line: 1, member: nil)] + [
                    Row4.order(1, line: 2, member: nil, ["価格": "とても安い"]),
                    Row4.order(2, line: 1, member: nil),
                ],
                to: files.orders
            )
            let city = PlayedCity()
            let summary = try await Intake(city.ports).run(
                ImportFiles(members: [], orders: [files.orders])
            )
            #expect(summary.orders.taken == 1)
            #expect(summary.files.first?.setAside == 2)
            #expect(city.now.orders.keys.sorted() == ["2"])
        }
    }

    @Test("recipients who are spelled in two ways are one entry of the address book")
    func merging() async throws {
        try await withFiles { files in
            try files.write([EccubeFour.members, Row4.member(1)], to: files.members)
            let spelled = [
                ["配送先_住所1": "鳥取市東町", "配送先_住所2": "1丁目2番3号"],
                ["配送先_住所1": "鳥取市東町１−２−３", "配送先_住所2": ""],
            ]
            let rows = spelled.enumerated().map {
                Row4.order($0.offset + 1, line: 1, member: 1, to: "髙橋", $0.element)
            }
            try files.write([EccubeFour.orders] + rows, to: files.orders)
            let city = PlayedCity()
            let summary = try await Intake(city.ports)
                .run(ImportFiles(members: [files.members], orders: [files.orders]))
            #expect(summary.orders.contacts == 1)
            #expect(city.now.contacts.count == 1)
        }
    }

    @Test("a member whom nobody knows any more orders as a guest")
    func leftBefore() async throws {
        try await withFiles { files in
            try files.write(
                [EccubeFour.orders, Row4.order(1, line: 1, member: 77)],
                to: files.orders
            )
            let city = PlayedCity()
            let summary = try await Intake(city.ports).run(
                ImportFiles(members: [], orders: [files.orders])
            )
            #expect(summary.orders.ofGuests == 1)
            #expect(summary.orders.guests == 1)
            #expect(city.now.contacts.isEmpty)
        }
    }

    @Test("sex and birth date come over only if the city says so, and are counted")
    func wishes() async throws {
        try await withFiles { files in
            try files.write([EccubeFour.members, Row4.member(1)], to: files.members)
            let plain = PlayedCity()
            let without = try await Intake(plain.ports).run(
                ImportFiles(members: [files.members], orders: [])
            )
            #expect(without.members.sexTaken == 0)
            #expect(plain.now.fields.values.allSatisfy { $0[.sex] == nil && $0[.birthDate] == nil })
            let city = PlayedCity()
            let with = try await Intake(
                city.ports,
                wishes: ImportWishes(sex: true, birthDate: true)
            )
            .run(ImportFiles(members: [files.members], orders: []))
            #expect(with.members.sexTaken == 1)
            #expect(with.members.birthDateTaken == 1)
            #expect(city.now.fields.values.first?[.birthDate] == Secret("1960-01-02"))
        }
    }

    @Test("columns that are empty in every row set nothing aside", arguments: ["鳥取県", ""])
    func emptyColumns(_ prefecture: String) async throws {
        try await withFiles { files in
            let nothing = [
                "都道府県(ID)": "", "都道府県(名称)": "", "性別(ID)": "", "性別(名称)": "",
                "お名前(セイ)": "", "お名前(メイ)": "", "住所1": prefecture + "鳥取市幸町",
                "配送先_都道府県(名称)": "", "配送先_住所1": prefecture + "倉吉市仲ノ町",
            ]
            try files.write(
                [EccubeFour.members] + (1...30).map { Row4.member($0, nothing) },
                to: files.members
            )
            try files.write(
                [EccubeFour.orders]
                    + (1...30).map { Row4.order($0, line: 1, member: $0, to: "倉吉", nothing) },
                to: files.orders
            )
            let city = PlayedCity()
            let summary = try await Intake(city.ports, wishes: ImportWishes(sex: true))
                .run(ImportFiles(members: [files.members], orders: [files.orders]))
            #expect(summary.files.map(\.taken) == [30, 30])
            #expect(summary.members.sexTaken == 0)
            #expect(summary.orders.contacts == 30)
            let people = city.now.fields.values
            #expect(people.count == 60)
            #expect(
                people.allSatisfy {
                    $0[.prefecture] == (prefecture.isEmpty ? nil : Secret(prefecture))
                        && ["鳥取市", "倉吉市"].contains($0[.city]?.revealed)
                        && $0[.sex] == nil && $0[.familyKana] == nil
                }
            )
        }
    }

    @Test("who has left the old shop, or never confirmed, is left out and counted")
    func leftOut() async throws {
        try await withFiles { files in
            let rows = ["退会", "仮会員", "本会員"].enumerated().map {
                Row4.member($0.offset + 1, ["会員ステータス(名称)": $0.element])
            }
            try files.write([EccubeFour.members] + rows, to: files.members)
            let summary = try await Intake(PlayedCity().ports)
                .run(ImportFiles(members: [files.members], orders: []))
            #expect(summary.files.first?.leftOut == 2)
            #expect(summary.files.first?.taken == 1)
        }
    }

    @Test("series 2's files are taken: parts of postcodes and telephones, orders without goods")
    func seriesTwo() async throws {
        try await withFiles { files in
            let member = [
                "会員ID": "1", "お名前(姓)": "砂丘", "お名前(名)": "梨花", "郵便番号1": "680", "郵便番号2": "8571",
                "都道府県": "鳥取県", "住所1": "鳥取市幸町", "住所2": "71番地", "E-MAIL": "M1@Example.jp",
                "TEL1": "0857",
                "TEL2": "22", "TEL3": "8111", "ポイント残高": "1,200", "登録日": "2015/01/02 03:04:05",
            ]
            let order = [
                "注文番号": "9", "会員ID": "1", "お名前(姓)": "砂丘", "お名前(名)": "梨花", "要望等": "午前中に",
                "お支払い合計": "5400", "合計": "5400", "対応状況": "5", "注文日時": "2015/02/03 04:05:06",
            ]
            try files.write(
                [EccubeTwo.members, EccubeTwo.members.map { member[$0] ?? "" }],
                to: files.members
            )
            try files.write(
                [EccubeTwo.orders, EccubeTwo.orders.map { order[$0] ?? "" }],
                to: files.orders
            )
            let city = PlayedCity()
            let summary = try await Intake(city.ports)
                .run(ImportFiles(members: [files.members], orders: [files.orders]))
            #expect(summary.files.allSatisfy { $0.done == $0.rows && $0.setAside == 0 })
            #expect(summary.orders.memosLeft == 1)
            let fields = try #require(city.now.fields.values.first)
            #expect(fields[.phone] == Secret("0857228111"))
            #expect(fields[.postcode] == Secret("6808571"))
            #expect(city.now.orders["9"]?.state == "発送済み")
            #expect(summary.members.points == Money(yen: 1200))
        }
    }
}
