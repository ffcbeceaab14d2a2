import Basics
import Catalogue
import Hummingbird
import HummingbirdTesting
import Ordering
import Storage
import TestKit
import Testing
import Web

@testable import ShopHost

@Suite("what a page says of dates, and the dates at the checkout")
struct DateWordsTests {
    /// 2026-12-23, nine in the morning in Japan.
    private static let now = Moment(milliseconds: 1_797_984_000_000)

    private struct Kind: Sendable {
        var dispatch: Dispatch
        var says: [String]
        var doesNotSay: [String] = []
        /// The first day to choose; nil where none can be chosen.
        var first: Day?
    }

    private static let kinds: [GoodsID: Kind] = [
        1: Kind(
            dispatch: Dispatch(leadDays: 3, earliest: Day("2027-02-01")),
            says: ["2027年2月1日(月)から順に発送します"],
            doesNotSay: ["年内お届け"],
            first: Day("2027-02-02")
        ),
        2: Kind(
            dispatch: Dispatch(leadDays: 3, lastOrderForYearEnd: Day("2026-12-20")),
            says: ["本年の受付は終わりました", "年明けに発送します"],
            doesNotSay: ["3日後以降に発送します"],
            first: Day("2027-01-06")
        ),
        3: Kind(
            dispatch: Dispatch(leadDays: 3, lastOrderForYearEnd: Day("2026-12-23")),
            says: ["2026年12月23日(水)のご注文までお届けします", "ご注文から3日後以降に発送します"],
            doesNotSay: ["年明け"],
            first: Day("2026-12-27")
        ),
        4: Kind(
            dispatch: Dispatch(leadDays: 3, acceptsDeliveryDate: false),
            says: ["できません(日付指定不可)"],
            first: nil
        ),
        5: Kind(
            dispatch: Dispatch(leadDays: 3, lastOrderForYearEnd: Day("2025-12-20")),
            says: ["ご注文から3日後以降に発送します"],
            doesNotSay: ["年内お届け", "年明け"],
            first: Day("2026-12-27")
        ),
    ]

    @Test("they agree for goods of each kind")
    func agree() async throws {
        try await TestDatabase.with(.sqlite, migrations: ShopStores.shop) { shop in
            let goods = Self.kinds.map { id, kind in
                var goods = Shelf.pear
                goods.id = id
                goods.dispatch = kind.dispatch
                return goods
            }
            try await shop.write { try Shelf.fill($0, .sqlite, goods) }
            let pages = try await pages(of: shop)
            let offers = try await shop.read { tx in
                try GoodsPort.fromCatalogue.offers(tx, Array(Self.kinds.keys))
            }
            for (id, kind) in Self.kinds {
                let page = try #require(pages[id])
                for words in kind.says { #expect(page.contains(words), "\(id)") }
                for words in kind.doesNotSay { #expect(!page.contains(words), "\(id)") }
                let offer = try #require(offers[id])
                let home = Destination(prefecture: try #require(Prefecture(name: "鳥取県")))
                let dates = DeliveryDates([offer], to: home, at: Self.now)
                #expect(dates.days.first == kind.first, "\(id)")
            }
        }
    }

    private func pages(of shop: Database) async throws -> [GoodsID: String] {
        let renderer = try PageRenderer(
            site: .sample,
            frame: .market,
            assets: AssetLibrary(),
            templates: [CatalogueHandlers.templates]
        )
        let router = Router.market(renderer)
        let clock = WallClock { Self.now }
        CatalogueHandlers(shop: shop, pages: renderer, clock: clock, ports: .fromOrdering)
            .addRoutes(to: router)
        return try await Application(router: router).test(.router) { client in
            var pages: [GoodsID: String] = [:]
            for id in Self.kinds.keys {
                let response = try await client.execute(uri: "/goods/\(id)", method: .get)
                pages[id] = String(buffer: response.body)
            }
            return pages
        }
    }
}
