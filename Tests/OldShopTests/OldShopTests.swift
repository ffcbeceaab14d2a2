import Basics
import Counter
import Foundation
import Storage
import TestKit
import Testing
import VaultAPI
import Web

@testable import OldShop

@Suite("Orders of the shop before this one")
struct OldShopTests {
    private let member = Handle<Subject>.mint()
    private let recipient = Handle<Subject>.mint()

    private func order(_ key: String, placed: Int64 = 1_557_000_000_000) -> OldOrder {
        OldOrder(
            key: key,
            orderer: member,
            number: "A\(key)",
            placed: Moment(milliseconds: placed),
            subtotal: Money(yen: 3500),
            postage: Money(yen: 800),
            total: Money(yen: 4300),
            payable: Money(yen: 4300),
            payment: "銀行振込",
            state: "発送済み"
        )
    }

    private func line(_ order: String, _ key: String, to: Handle<Subject>? = nil) -> OldOrderLine {
        OldOrderLine(
            order: order,
            key: key,
            kind: "商品",
            goods: "二十世紀梨 5kg",
            code: "nashi-5",
            price: Money(yen: 3500),
            count: 1,
            taxPercent: 8,
            recipient: to
        )
    }

    @Test("come back as they were kept, once more changes nothing", arguments: TestDatabase.engines)
    func roundTrip(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, migrations: OldShopMigrations.all) { database in
            let orders = (1...150).map { order("\($0)", placed: Int64($0)) }
            let lines = orders.map { line($0.key, "1", to: recipient) }
            let member = member
            for points in [120, 999] {
                try await database.write { tx in
                    try OldShopStore.keep(orders, lines, in: tx)
                    try OldShopStore.keep([(member, Money(yen: points))], in: tx)
                }
            }
            let store = OldShopStore(database)
            #expect(try await store.orders(of: member) == orders.reversed())
            #expect(
                try await store.order("7", of: member)?.lines == [line("7", "1", to: recipient)]
            )
            #expect(try await store.points(of: member) == Money(yen: 120))
            let known = try await store.knownLines(["1", "2", "nothing"])
            #expect(known == ["1": ["1"], "2": ["1"]])
            try await store.forget(member)
            #expect(try await store.points(of: member) == nil)
        }
    }

    @Test("are shown to who placed them alone")
    func others() async throws {
        try await TestDatabase.with(.sqlite, migrations: OldShopMigrations.all) { database in
            let orders = [order("1")]
            try await database.write { try OldShopStore.keep(orders, [], in: $0) }
            let store = OldShopStore(database)
            #expect(try await store.order("1", of: .mint()) == nil)
            #expect(try await store.orders(of: .mint()).isEmpty)
            #expect(try await store.knownLines(["1"]) == ["1": []])
        }
    }

    @Test("no row has a column for a person")
    func columns() async throws {
        let text = try await TestDatabase.with(.sqlite, migrations: OldShopMigrations.all) {
            try await $0.schemaText()
        }
        #expect(!text.contains(/family|given|kana|street|birth|sex|mail|phone|postcode|note/))
    }

    @Test("every template finds in its page what it shows")
    func templates() throws {
        let pages = try PageRenderer(
            site: .sample,
            frame: .counter,
            assets: AssetLibrary(),
            templates: [CounterTemplates.folder, OldShopRoom.templates]
        )
        let goods = OldOrderPage.Line(
            goods: "梨",
            count: 2,
            amount: Money(yen: 7000),
            recipient: "倉吉 花子 様"
        )
        let fee = OldOrderPage.Line(goods: "送料", count: 1, amount: Money(yen: 800), recipient: nil)
        let samples: [any Page] = [
            OldOrdersPage(points: Money(yen: 1200), orders: [order("1/2")]),
            OldOrdersPage(points: nil, orders: []), OldOrderPage(order("1"), [goods, fee]),
            OldOrderPage(order("1"), []),
        ]
        let check = TemplateCheck(pages)
        #expect(check.faults(in: samples) == [])
        #expect(try check.templates(of: OldShopRoom.templates, notIn: samples) == [])
        #expect(OldShopPath.order("1/2") == "/account/old-orders/1%2F2")
    }
}
