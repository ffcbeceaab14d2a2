import Basics
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Storage
import TestKit
import Testing
import Web

@testable import Catalogue

@Suite("The catalogue's pages")
struct PageTests {
    private typealias Client = any TestClientProtocol

    private func pages() throws -> PageRenderer {
        try PageRenderer(
            site: .sample,
            frame: .market,
            assets: AssetLibrary(),
            templates: [CatalogueHandlers.templates]
        )
    }

    /// A market with the samples, and what a browser finds there.
    private func market(
        _ engine: Engine,
        _ test: @escaping @Sendable (Client) async throws -> Void
    ) async throws {
        try await Samples.market(engine) { shop in
            try await TestDatabase.with(engine, migrations: CatalogueMigrations.market) { market in
                try await serve(shop, market, test)
            }
        }
    }

    private func serve(
        _ shop: Database,
        _ market: Database,
        _ test: @escaping @Sendable (Client) async throws -> Void
    ) async throws {
        let pages = try pages()
        let router = Router.market(pages)
        let clock = WallClock { Samples.today }
        let ports = CataloguePorts { grams, temperature, place in
            Money(yen: grams / 10 + (temperature == .ambient ? 0 : 220) + place.code)
        }
        CatalogueHandlers(shop: shop, pages: pages, clock: clock, ports: ports)
            .addRoutes(to: router)
        FavouriteHandlers(shop: shop, market: market, pages: pages, clock: clock)
            .addRoutes(to: router)
        router.refuseOtherMethods()
        try await Application(router: router).test(.router) { try await test($0) }
    }

    private static func post(
        _ client: Client,
        _ uri: String,
        _ body: String,
        cookie: String? = nil
    ) async throws -> TestResponse {
        var headers: HTTPFields = [
            .contentType: "application/x-www-form-urlencoded",
            .origin: SiteConfiguration.sample.market.text,
        ]
        headers[.cookie] = cookie
        return try await client.execute(
            uri: uri,
            method: .post,
            headers: headers,
            body: ByteBuffer(string: body)
        )
    }

    @Test("every page answers what it should", arguments: TestDatabase.engines)
    func statuses(_ engine: Engine) async throws {
        let cases: [(String, HTTPResponse.Status, String)] = [
            ("/", .ok, "いなばの旬"), ("/", .ok, "冬の鳥取"), ("/goods", .ok, "<strong>5</strong>件"),
            ("/goods/1", .ok, "二十世紀梨 5kg"), ("/goods/1", .ok, "軽減税率8%"),
            ("/goods/1", .ok, "内のし・外のし"), ("/goods/2", .ok, "残り3点"),
            ("/goods/2", .ok, "2026年12月20日(日)のご注文まで"), ("/goods/2", .ok, "かに(特定原材料等"),
            ("/goods/2", .ok, "日付指定不可"), ("/goods/4", .ok, "標準税率10%"),
            ("/goods/5", .ok, "売り切れました"), ("/goods/6", .gone, "販売を終了しました"),
            ("/goods/6", .gone, "二十世紀梨"), ("/goods/1?prefecture=31", .ok, "鳥取県まで 1箱 581円"),
            ("/goods/1?prefecture=99", .ok, "送料の目安"), ("/goods/99", .notFound, "見つかりません"),
            ("/goods/abc", .notFound, "見つかりません"), ("/goods/-1", .notFound, "見つかりません"),
            ("/goods/0", .notFound, "見つかりません"), ("/goods/1e3", .notFound, "見つかりません"),
            ("/goods/99999999999999999999", .notFound, "見つかりません"),
            ("/goods/%EF%BC%91", .notFound, "見つかりません"),
            ("/categories/nashi", .ok, "<strong>1</strong>件"),
            ("/categories/nowhere", .notFound, "見つかりません"),
            ("/categories/N%00", .notFound, "見つかりません"),
            ("/features/winter", .ok, "冬の味をあつめました。"),
            ("/features/summer", .notFound, "見つかりません"), ("/news", .ok, "お知らせ2"),
            ("/news/1", .ok, "本文です。"), ("/news/9", .notFound, "見つかりません"),
            ("/favourites", .ok, "まだありません"),
        ]
        try await market(engine) { client in
            for (path, status, words) in cases {
                let response = try await client.execute(uri: path, method: .get)
                #expect(response.status == status, "\(path)")
                #expect(String(buffer: response.body).contains(words), "\(path): \(words)")
            }
        }
    }

    @Test("odd searches get clear pages", arguments: TestDatabase.engines)
    func oddSearches(_ engine: Engine) async throws {
        let long = String(repeating: "a", count: 101)
        let cases = [
            ("/goods?q=", "すべての商品"), ("/goods?q=%22", "検索できません"), ("/goods?q=*", "検索できません"),
            ("/goods?q=%F0%9F%8D%90", "検索できません"), ("/goods?q=\(long)", "長すぎます"),
            ("/goods?q=%00", "検索できません"), ("/goods?q=zzz", "見つかりませんでした"),
            ("/goods?q=%3Cscript%3E", "「&lt;script&gt;」"), ("/goods?page=-1", "<strong>5</strong>"),
            ("/goods?page=1000000000", "<strong>5</strong>"),
            ("/goods?without=crab", "<strong>3</strong>"),
            ("/goods?q=%EF%BE%85%EF%BD%BC", "<strong>3</strong>"),
            ("/goods?q=a&q=b&sort=up&temperature=hot", "見つかりませんでした"),
        ]
        try await market(engine) { client in
            for (path, words) in cases {
                let response = try await client.execute(uri: path, method: .get)
                #expect(response.status == .ok, "\(path)")
                #expect(String(buffer: response.body).contains(words), "\(path): \(words)")
            }
            let bad = try await client.execute(uri: "/goods?q=%ZZ", method: .get)
            #expect(bad.status == .badRequest)
            let guessed = try await client.execute(uri: "/search?q=%E6%A2%A8", method: .get)
            #expect(guessed.headers[.location] == "/goods?q=%E6%A2%A8")
        }
    }

    @Test("a heart is kept by the browser that pressed it", arguments: TestDatabase.engines)
    func favourites(_ engine: Engine) async throws {
        try await market(engine) { client in
            let added = try await PageTests.post(client, "/favourites", "goods=1")
            #expect(added.status == .seeOther)
            let cookie = try #require(added.headers[.setCookie]?.split(separator: ";").first)
            #expect(cookie.hasPrefix("__Host-visitor="))
            let list = try await client.execute(
                uri: "/favourites?done=added",
                method: .get,
                headers: [.cookie: String(cookie)]
            )
            let html = String(buffer: list.body)
            #expect(html.contains("二十世紀梨") && html.contains("お気に入りに入れました"))
            #expect(list.headers[.cacheControl] == "no-store")
            let others = try await client.execute(uri: "/favourites", method: .get)
            #expect(!String(buffer: others.body).contains("二十世紀梨"))
            let removed = try await PageTests.post(
                client,
                "/favourites/1/removal",
                "",
                cookie: String(cookie)
            )
            #expect(removed.status == .seeOther)
            let empty = try await client.execute(
                uri: "/favourites",
                method: .get,
                headers: [.cookie: String(cookie)]
            )
            #expect(String(buffer: empty.body).contains("まだありません"))
        }
    }

    @Test("a heart for what is not there, or with a forged cookie, harms nothing")
    func badHearts() async throws {
        try await market(.sqlite) { client in
            for body in ["goods=99", "goods=", "goods=abc", "", "goods=-1"] {
                let response = try await PageTests.post(client, "/favourites", body)
                #expect(response.status == .notFound, "\(body)")
            }
            let twice = try await PageTests.post(client, "/favourites", "goods=1&goods=2")
            #expect(twice.status == .badRequest)
            let forged = try await client.execute(
                uri: "/favourites",
                method: .get,
                headers: [.cookie: "__Host-visitor=../../etc/passwd"]
            )
            #expect(forged.status == .ok)
            let get = try await client.execute(uri: "/favourites/1/removal", method: .get)
            #expect(get.status == .methodNotAllowed)
        }
    }

    @Test("pictures are served by plain names only")
    func pictures() {
        #expect(PictureHandlers.type(of: "pear-3.svg") == "image/svg+xml")
        let photograph = PhotographName(width: 1280, height: 853, digest: "0123456789abcdef")
        let types = photograph.files.map(PictureHandlers.type)
        let four = ["image/avif", "image/webp", "image/jpeg"].flatMap {
            Array(repeating: $0, count: 4)
        }
        #expect(types == four)
        for name in [
            "../x.svg", "a.b.svg", ".svg", "a", "A.svg", "a.html", "a/b.svg", "", "a.svg.",
        ] {
            #expect(PictureHandlers.type(of: name) == nil, "\(name)")
        }
    }

    @Test("マイページ takes the browser's hearts along, once", arguments: TestDatabase.engines)
    func myPage(_ engine: Engine) async throws {
        try await market(engine) { client in
            let account = SiteConfiguration.sample.counter.address("/account")
            let stranger = try await client.execute(uri: "/my-page", method: .get)
            #expect(stranger.status == .seeOther)
            #expect(stranger.headers[.location] == account)

            let added = try await PageTests.post(client, "/favourites", "goods=1")
            let cookie = try #require(added.headers[.setCookie]?.prefix { $0 != ";" })
            let left = try await client.execute(
                uri: "/my-page",
                method: .get,
                headers: [.cookie: String(cookie)]
            )
            let location = try #require(left.headers[.location])
            let arrival = SiteConfiguration.sample.counter.address("/favourites/hand-over?token=")
            #expect(location.hasPrefix(arrival))
            #expect(!location.contains(cookie.split(separator: "=")[1]))
            #expect(left.headers[.cacheControl] == "no-store")

            let forged = try await client.execute(
                uri: "/my-page",
                method: .get,
                headers: [.cookie: "__Host-visitor=' OR 1=1"]
            )
            #expect(forged.headers[.location] == account)
        }
    }

    @Test(
        "the most important pages are as they were kept",
        arguments: [
            ("/", "home"), ("/goods", "list"), ("/goods/1?prefecture=31", "goods"),
            ("/goods/2", "crab"), ("/goods/6", "withdrawn"), ("/goods?q=%E9%BE%8D", "nothing"),
            ("/features/winter", "feature"), ("/news", "news"), ("/news/1", "news-item"),
            ("/goods/99", "missing"),
        ]
    )
    func snapshots(path: String, name: String) async throws {
        try await market(.sqlite) { client in
            let page = try await client.execute(uri: path, method: .get)
            try Snapshot.expectPage(String(buffer: page.body), is: "\(name).html")
        }
    }

    @Test("no page shows an empty list, however little there is to show")
    func emptyLists() async throws {
        let paths = ["/", "/goods", "/goods?q=龍", "/goods?q=*", "/news", "/favourites"]
        try await TestDatabase.with(.sqlite, migrations: Samples.migrations) { shop in
            try await TestDatabase.with(.sqlite, migrations: CatalogueMigrations.market) { market in
                try await serve(shop, market) { try await PageTests.expectNoEmptyList($0, paths) }
            }
        }
        let more = ["/goods/1", "/goods/3", "/goods/6", "/categories/nashi", "/features/winter"]
        try await market(.sqlite) { try await PageTests.expectNoEmptyList($0, paths + more) }
    }

    private static func expectNoEmptyList(_ client: Client, _ paths: [String]) async throws {
        for path in paths {
            let uri = path.replacing("龍", with: "%E9%BE%8D")
            let page = try await client.execute(uri: uri, method: .get)
            #expect(Snapshot.emptyLists(in: String(buffer: page.body)) == [], "\(path)")
        }
    }
}

extension Samples {
    /// 2026-11-22, noon in Japan.
    static let today = Moment(milliseconds: 1_795_316_400_000)
}
