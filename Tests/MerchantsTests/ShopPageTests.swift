import Basics
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Storage
import TestKit
import Testing
import Web

@testable import Merchants

@Suite("The member shops' pages")
struct ShopPageTests {
    private static let goods = ShopGoods(
        name: "二十世紀梨",
        address: "/goods/1",
        price: Money(yen: 4980),
        picture: PictureView(file: "pear-1.svg", alt: "梨", in: .card),
        labels: [ShopGoods.Label("冷蔵", kind: "chilled")]
    )
    private static let ports = MerchantPorts(
        goods: { _, shop, limit in shop == 1 && limit > 0 ? [goods] : [] },
        goodsAddress: { "/goods?shop=\($0)" }
    )

    private func pages() throws -> PageRenderer {
        try PageRenderer(
            site: .sample,
            frame: .market,
            assets: AssetLibrary(),
            templates: [MerchantHandlers.templates]
        )
    }

    @Test("every page answers what it should", arguments: TestDatabase.engines)
    func statuses(_ engine: Engine) async throws {
        let cases: [(String, HTTPResponse.Status, String)] = [
            ("/shops", .ok, "湯所果樹園"), ("/shops/yudokoro-orchard", .ok, "三代続く梨農家です。"),
            ("/shops/yudokoro-orchard", .ok, "二十世紀梨"),
            ("/shops/yudokoro-orchard", .ok, "/goods?shop=yudokoro-orchard"),
            ("/shops/yudokoro-orchard/law", .ok, "運営統括責任者"),
            ("/shops/yudokoro-orchard/law", .ok, "T1234567890123"),
            ("/shops/yudokoro-orchard/law", .ok, "通信販売酒類小売業免許"),
            ("/shops/nobody", .notFound, "見つかりません"), ("/shops/A", .notFound, "見つかりません"),
            ("/shops/nobody/law", .notFound, "見つかりません"),
        ]
        try await serve(engine) { client in
            for (path, status, words) in cases {
                let response = try await client.execute(uri: path, method: .get)
                #expect(response.status == status, "\(path)")
                #expect(String(buffer: response.body).contains(words), "\(path): \(words)")
            }
        }
    }

    /// A market with one shop, and a browser that visits it.
    private func serve(
        _ engine: Engine,
        _ test: @escaping @Sendable (any TestClientProtocol) async throws -> Void
    ) async throws {
        try await TestDatabase.with(engine, migrations: Samples.migrations) { database in
            try await database.write { try MerchantStore($0).put(Samples.shop) }
            let pages = try pages()
            let router = Router.market(pages)
            MerchantHandlers(shop: database, pages: pages, ports: Self.ports).addRoutes(to: router)
            try await Application(router: router).test(.router, test)
        }
    }

    @Test(
        "the shops' pages are as they were kept",
        arguments: [
            ("/shops", "shops"), ("/shops/yudokoro-orchard", "shop"),
            ("/shops/yudokoro-orchard/law", "law"),
        ]
    )
    func snapshots(path: String, name: String) async throws {
        try await serve(.sqlite) { client in
            let page = try await client.execute(uri: path, method: .get)
            try Snapshot.expectPage(String(buffer: page.body), is: "\(name).html")
        }
    }

    @Test("every tag is a property, every template has a sample")
    func templates() async throws {
        let tiles = try await TestDatabase.with(
            .sqlite,
            migrations: Samples.migrations
        ) { database in
            try await database.write { tx in
                try MerchantStore(tx).put(Samples.shop)
                return try MerchantStore(tx).tiles()
            }
        }
        let samples: [any Page] = [
            ShopListPage(tiles), ShopListPage([]),
            ShopPage(Samples.shop, goods: [Self.goods], allGoods: "/goods"),
            ShopPage(Samples.shop, goods: [], allGoods: "/goods"), LawPage(Samples.shop),
        ]
        let check = TemplateCheck(try pages())
        #expect(check.faults(in: samples) == [])
        #expect(try check.templates(of: MerchantHandlers.templates, notIn: samples) == [])
    }
}
