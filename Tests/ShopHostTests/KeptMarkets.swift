import Basics
import Catalogue
import Hummingbird
import HummingbirdTesting
import Logging
import Merchants
import Storage
import Synchronization
import TestKit
import Web

@testable import ShopHost

/// A writer and two markets that keep their pages, each following the shop by itself.
struct KeptMarkets: Sendable {
    /// One market: what it serves, and how many pages it keeps.
    struct Market: Sendable {
        let client: any TestClientProtocol
        let kept: KeptPages?

        func html(_ path: String) async throws -> String {
            let answer = try await client.execute(uri: path, method: .get)
            return "\(answer.status) " + String(buffer: answer.body)
        }
    }

    let shop: Database
    let leases: PageLeaseStore
    let both: [Market]
    /// Renders every page anew.
    let fresh: Market
    let followers: [PageFollower]

    static let pages = [
        "/", "/goods", "/goods?sort=cheapest", "/goods/1", "/goods/2", "/categories/fruit",
        "/features/winter", "/news", "/news/1", "/shops", "/shops/yudokoro-orchard",
        "/shops/yudokoro-orchard/law", "/guide", "/contact",
    ]

    /// Fills a shop, opens two markets on it, and waits until both have their leases.
    static func with(
        _ engine: Engine,
        clock: WallClock = .system,
        _ test: @escaping @Sendable (KeptMarkets) async throws -> Void
    ) async throws {
        try await TestDatabase.with(engine, migrations: ShopStores.market) { market in
            try await TestDatabase.withAddress(engine) { address in
                let waiting = PageAcknowledgement(market)
                let shop = try await Database.open(address, migrations: ShopStores.shop) {
                    await waiting.wait(for: $0)
                }
                try await shop.write { try fill($0, engine) }
                try await open(shop, market, clock, test)
                await shop.close()
            }
        }
    }

    private static func open(
        _ shop: Database,
        _ market: Database,
        _ clock: WallClock,
        _ test: @escaping @Sendable (KeptMarkets) async throws -> Void
    ) async throws {
        let leases = PageLeaseStore(database: market)
        let quiet = Logger(label: "quiet") { _ in SwiftLogNoOpLogHandler() }
        let kept = [KeptPages(clock: clock), KeptPages(clock: clock)]
        let followers = kept.map {
            PageFollower(shop: shop, leases: leases, kept: $0, clock: clock, logger: quiet)
        }
        try await serve(shop, kept[0], clock) { first in
            try await serve(shop, kept[1], clock) { second in
                try await serve(shop, nil, clock) { fresh in
                    try await test(
                        KeptMarkets(
                            shop: shop,
                            leases: leases,
                            both: [first, second],
                            fresh: fresh,
                            followers: followers
                        )
                    )
                }
            }
        }
    }

    private static func serve(
        _ shop: Database,
        _ kept: KeptPages?,
        _ clock: WallClock,
        _ test: @escaping @Sendable (Market) async throws -> Void
    ) async throws {
        let pages = try PageRenderer(
            site: .sample,
            frame: .market,
            assets: AssetLibrary(),
            templates: [CatalogueHandlers.templates, MerchantHandlers.templates],
            kept: kept
        )
        let router = Router.market(pages)
        CatalogueHandlers(shop: shop, pages: pages, clock: clock, ports: .fromOrdering)
            .addRoutes(to: router)
        MerchantHandlers(shop: shop, pages: pages, ports: .fromCatalogue(shop.engine))
            .addRoutes(to: router)
        SitePages(pages).addRoutes(to: router)
        try await Application(router: router).test(.router) { client in
            try await test(Market(client: client, kept: kept))
        }
    }

    private static func fill(_ tx: Transaction, _ engine: Engine) throws {
        var second = Shelf.pear
        second.id = 2
        second.name = "新甘泉 3kg"
        second.dispatch.lastOrderForYearEnd = Day("2026-12-20")
        try Shelf.fill(tx, engine, [Shelf.pear, second])
        let store = CatalogueStore(tx, engine)
        try store.put(
            Feature(
                slug: "winter",
                title: "冬の鳥取",
                text: "雪の下で甘くなります。",
                picture: Picture(file: "winter.svg", alt: "雪"),
                goods: [2],
                position: 1
            )
        )
        try store.put(NewsItem(id: 1, day: Day(number: 20_000), title: "開店", body: "開きました。"))
    }

    /// Both markets follow while the body runs.
    func following(_ body: @Sendable () async throws -> Void) async throws {
        try await withThrowingTaskGroup { group in
            for follower in followers {
                group.addTask {
                    var turn = PageFollower.Turn()
                    while !Task.isCancelled {
                        turn = try await follower.follow(turn)
                        try? await Task.sleep(for: .milliseconds(3))
                    }
                }
            }
            while !both.allSatisfy({ $0.kept?.isLeased ?? true }) {
                try await Task.sleep(for: .milliseconds(2))
            }
            try await body()
            group.cancelAll()
        }
    }

    /// Changes a price, and waits until no market shows another.
    func price(_ yen: Int) async throws {
        try await shop.write { tx in
            _ = try tx.run("UPDATE goods SET price = \(yen) WHERE id = 1")
        }
    }

    /// How often the price has been changed.
    func prices() async throws -> Int {
        try await shop.read { tx in
            let sql: SQL =
                "SELECT COUNT(*) AS changes FROM page_change WHERE ingredient = 'goods:1'"
            return try tx.row(sql)?.get("changes") ?? 0
        }
    }

    /// Asks every page of both markets twice: the second time it is one that was kept.
    func warm() async throws {
        for market in both {
            for page in Self.pages + Self.pages { _ = try await market.html(page) }
        }
    }

    /// The pages at which a market shows something else than is.
    func stale() async throws -> [String] {
        let shown = try await shown()
        return Self.stale(shown, beside: try await right())
    }

    static func stale(_ shown: [[String]], beside right: [String]) -> [String] {
        pages.indices.filter { place in shown.contains { $0[place] != right[place] } }
            .map { pages[$0] }
    }

    /// All pages as they are.
    func right() async throws -> [String] { try await pages(of: fresh) }

    /// All pages as each market shows them.
    func shown() async throws -> [[String]] {
        [try await pages(of: both[0]), try await pages(of: both[1])]
    }

    private func pages(of market: Market) async throws -> [String] {
        var pages: [String] = []
        for page in Self.pages { pages.append(try await market.html(page)) }
        return pages
    }
}
