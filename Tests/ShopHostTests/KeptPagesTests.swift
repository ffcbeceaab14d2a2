import Basics
import Catalogue
import Storage
import Synchronization
import TestKit
import Testing
import Web

@testable import ShopHost

@Suite("Pages kept by several markets")
struct KeptPagesTests {
    /// Every kind of thing that a page shows, changed.
    static let changes: [(String, SQL)] = [
        ("name", "UPDATE goods SET name = '新しい名' WHERE id = 1"),
        ("description", "UPDATE goods SET description = '新しい話' WHERE id = 1"),
        ("price", "UPDATE goods SET price = 77 WHERE id = 2"),
        ("tax", "UPDATE goods SET tax_rate = 10 WHERE id = 1"),
        ("last five", "UPDATE goods SET stock = 5 WHERE id = 1"),
        ("four", "UPDATE goods SET stock = 4 WHERE id = 1"),
        ("sold out", "UPDATE goods SET stock = 0 WHERE id = 1"),
        ("there again", "UPDATE goods SET stock = 12 WHERE id = 1"),
        ("temperature", "UPDATE goods SET temperature = 'frozen' WHERE id = 1"),
        ("weight", "UPDATE goods SET weight_grams = 900 WHERE id = 1"),
        ("contents", "UPDATE goods SET contents = '2箱' WHERE id = 1"),
        ("best before", "UPDATE goods SET best_before_days = NULL WHERE id = 1"),
        ("allergens", "UPDATE goods SET allergens = 2 WHERE id = 1"),
        ("lead days", "UPDATE goods SET lead_days = 9 WHERE id = 1"),
        ("season", "UPDATE goods SET earliest_dispatch = '2099-09-01' WHERE id = 1"),
        ("year's end", "UPDATE goods SET last_order_for_year_end = '2099-12-20' WHERE id = 1"),
        ("no date", "UPDATE goods SET accepts_delivery_date = 0 WHERE id = 1"),
        ("alcohol", "UPDATE goods SET is_alcohol = 1 WHERE id = 1"),
        ("inner noshi", "UPDATE goods SET noshi_inner = 1 WHERE id = 1"),
        ("outer noshi", "UPDATE goods SET noshi_outer = 1 WHERE id = 1"),
        ("recommended", "UPDATE goods SET recommendation = 99 WHERE id = 2"),
        ("newest", "UPDATE goods SET created = 1900000000000 WHERE id = 2"),
        ("ended", "UPDATE goods SET state = 'sold-out' WHERE id = 2"),
        ("withdrawn", "UPDATE goods SET state = 'withdrawn' WHERE id = 2"),
        ("back", "UPDATE goods SET state = 'on-sale' WHERE id = 2"),
        ("picture", "INSERT INTO goods_picture VALUES (1, 0, 'a.svg', '梨')"),
        ("other picture", "UPDATE goods_picture SET file = 'b.svg' WHERE goods = 1"),
        ("second picture", "INSERT INTO goods_picture VALUES (1, 1, 'c.svg', '箱')"),
        ("picture's words", "UPDATE goods_picture SET alt = '木' WHERE position = 1"),
        ("no picture", "DELETE FROM goods_picture"),
        ("category", "INSERT INTO category VALUES ('nashi', '梨', 'fruit', 1)"),
        ("into category", "UPDATE goods SET category = 'nashi' WHERE id = 1"),
        ("category's name", "UPDATE category SET name = '木の実' WHERE slug = 'fruit'"),
        ("category's place", "UPDATE category SET parent = NULL WHERE slug = 'nashi'"),
        ("feature", "UPDATE feature SET title = '春の鳥取'"),
        ("feature's story", "UPDATE feature SET body = '花が咲きます。'"),
        ("feature's picture", "UPDATE feature SET picture_file = 'spring.svg'"),
        ("feature's goods", "INSERT INTO feature_goods VALUES ('winter', 1, 1)"),
        ("goods out of feature", "DELETE FROM feature_goods WHERE goods = 2"),
        ("news", "INSERT INTO news VALUES (2, '2026-11-20', '新米', '届きました。')"),
        ("news' title", "UPDATE news SET title = '開店しました' WHERE id = 1"),
        ("news' text", "UPDATE news SET body = '雪です。' WHERE id = 1"),
        ("no news", "DELETE FROM news WHERE id = 2"),
        ("shop's name", "UPDATE shop SET name = '湯所の園'"),
        ("shop's area", "UPDATE shop SET area = '賀露町'"),
        ("shop's story", "UPDATE shop SET story = '四代続く店です。'"),
        ("shop's owner", "UPDATE shop SET representative = '見本 花子'"),
        ("shop's address", "UPDATE shop SET address = '鳥取県いなば市賀露町2-2'"),
        ("shop's phone", "UPDATE shop SET phone = '0857-11-1111'"),
        ("shop's mail", "UPDATE shop SET email = 'new@example.jp'"),
        ("shop's number", "UPDATE shop SET invoice_number = 'T1234567890123'"),
        ("law", "UPDATE shop SET law_returns = '承ります。'"),
        ("shop's picture", "INSERT INTO shop_picture VALUES (1, 0, 'shop.svg', '店')"),
    ]

    @Test("once a change is acknowledged no market shows what was", arguments: TestDatabase.engines)
    func changed(_ engine: Engine) async throws {
        try await KeptMarkets.with(engine) { markets in
            try await markets.following {
                try await underLoad(markets) {
                    var unseen: [String] = []
                    for (name, change) in Self.changes {
                        try await markets.warm()
                        var before: [String] = []
                        for page in KeptMarkets.pages {
                            before.append(try await markets.fresh.html(page))
                        }
                        try await markets.shop.write { try $0.run(change) }
                        let stale = try await markets.stale()
                        #expect(stale == [], "\(name)")
                        var after: [String] = []
                        for page in KeptMarkets.pages {
                            after.append(try await markets.fresh.html(page))
                        }
                        if before == after { unseen.append(name) }
                    }
                    // Each of them is a change that pages show, or the test would show nothing.
                    #expect(unseen.isEmpty, "\(unseen)")
                }
            }
        }
    }

    /// Visitors who ask all the while, so that pages are being rendered as they change.
    private func underLoad(
        _ markets: KeptMarkets,
        _ body: @escaping @Sendable () async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup { group in
            for visitor in 0..<4 {
                group.addTask {
                    var turn = visitor
                    while !Task.isCancelled {
                        turn += 1
                        let page = KeptMarkets.pages[turn % KeptMarkets.pages.count]
                        _ = try await markets.both[turn / 7 % 2].html(page)
                        await Task.yield()
                    }
                }
            }
            try await body()
            group.cancelAll()
        }
    }

    @Test(
        "an order that no page shows drops nothing and waits for nobody",
        arguments: TestDatabase.engines
    )
    func hidden(_ engine: Engine) async throws {
        try await KeptMarkets.with(engine) { markets in
            try await markets.shop.write { try $0.run("UPDATE goods SET stock = 40") }
            try await markets.following {
                try await markets.warm()
                let followed = markets.both.map { $0.kept?.followed }
                for _ in 1...10 {
                    try await markets.shop.write { try StockStore($0).take(2, of: 1) }
                }
                try await Task.sleep(for: .milliseconds(50))
                #expect(markets.both.map { $0.kept?.followed } == followed)
            }
        }
    }

    @Test("a change drops what shows it and keeps the rest", arguments: TestDatabase.engines)
    func exact(_ engine: Engine) async throws {
        try await KeptMarkets.with(engine) { markets in
            try await markets.following {
                try await markets.warm()
                let all = markets.both.map { $0.kept?.size.pages ?? 0 }
                #expect(all == [14, 14])
                try await markets.shop.write {
                    try $0.run("UPDATE goods SET stock = 17 WHERE id = 1")
                }
                #expect(markets.both.map { $0.kept?.size.pages ?? 0 } == [13, 13])
                try await markets.shop.write { try $0.run("UPDATE news SET title = '雪'") }
                // The front page, the list and the item.
                #expect(markets.both.map { $0.kept?.size.pages ?? 0 } == [10, 10])
            }
        }
    }

    @Test("what is kept cannot be filled by what is asked", arguments: TestDatabase.engines)
    func hostile(_ engine: Engine) async throws {
        try await KeptMarkets.with(engine) { markets in
            try await markets.following {
                try await markets.warm()
                let market = markets.both[0]
                let before = market.kept?.size.pages
                for number in 1...40 {
                    for path in [
                        "/goods?page=\(number)", "/goods?x=\(number)", "/goods/1?x=\(number)",
                        "/goods?q=\(number)", "/goods/1?prefecture=\(number)", "/?\(number)",
                        "/categories/fruit?price=\(number)&page=99\(number)", "/news?\(number)=1",
                        "/goods/\(number + 10)", "/goods?without=crab&page=\(number)",
                        "/goods/01?y", "/shops/x\(number)", "/goods?shop=shop-\(number)",
                    ] { _ = try await market.html(path) }
                }
                #expect(market.kept?.size.pages == before)
            }
        }
    }

    @Test("a page that tells of days changes at midnight", arguments: TestDatabase.engines)
    func midnight(_ engine: Engine) async throws {
        let lastDay = Day("2026-12-20").map { Moment(milliseconds: Int64($0.number) * 86_400_000) }
        let now = Mutex(try #require(lastDay).adding(hours: 14))
        try await KeptMarkets.with(engine, clock: WallClock { now.withLock { $0 } }) { markets in
            try await markets.following {
                try await markets.warm()
                let evening = try await markets.both[0].html("/goods/2")
                #expect(evening.contains("のご注文までお届けします"))
                now.withLock { $0 = $0.adding(hours: 1) }
                let night = try await markets.both[0].html("/goods/2")
                #expect(night.contains("受付は終わりました"))
                let stale = try await markets.stale()
                #expect(stale == [])
            }
        }
    }

    @Test(
        "who changes pages at the same time waits at the same time",
        arguments: TestDatabase.engines
    )
    func together(_ engine: Engine) async throws {
        try await KeptMarkets.with(engine) { markets in
            try await markets.following {
                try await markets.warm()
                let start = ContinuousClock.now
                try await withThrowingTaskGroup { group in
                    for yen in 601...650 {
                        group.addTask { try await markets.timeToPrice(yen) }
                    }
                    for try await wait in group { #expect(wait < PageAcknowledgement.longest) }
                }
                #expect(ContinuousClock.now - start < .seconds(2))
                let stale = try await markets.stale()
                #expect(stale == [])
            }
        }
    }

    @Test(
        "a market that was killed is waited for once, for as long as its lease",
        arguments: TestDatabase.engines
    )
    func killed(_ engine: Engine) async throws {
        try await KeptMarkets.with(engine) { markets in
            try await markets.leases.announce(.mint(), at: Moment(milliseconds: 0))
            let first = try await markets.timeToPrice(501)
            #expect(first > .seconds(1) && first < .seconds(2), "\(first)")
            let second = try await markets.timeToPrice(502)
            #expect(second < .milliseconds(500), "\(second)")
        }
    }

    @Test(
        "a market that stood still shows nothing old when it goes on",
        arguments: TestDatabase.engines
    )
    func frozen(_ engine: Engine) async throws {
        try await KeptMarkets.with(engine) { markets in
            try await markets.following { try await markets.warm() }
            // Nobody follows any more; the writer waits until both leases are over.
            try await markets.shop.write { try $0.run("UPDATE goods SET price = 503 WHERE id = 1") }
            #expect(markets.both.map { $0.kept?.isLeased } == [false, false])
            let stale = try await markets.stale()
            #expect(stale == [])
            // They come back with what they kept before, and look before they show it.
            try await markets.following {
                let stale = try await markets.stale()
                #expect(stale == [])
            }
        }
    }

    @Test(
        "a market whose lease somebody removed announces itself anew",
        arguments: TestDatabase.engines
    )
    func removed(_ engine: Engine) async throws {
        try await KeptMarkets.with(engine) { markets in
            try await markets.following {
                try await markets.leases.forget(renewedBefore: Moment(milliseconds: .max))
                try await Task.sleep(for: .milliseconds(700))
                let leases = try await markets.leases.all()
                #expect(leases.count == 2)
                #expect(markets.both.map { $0.kept?.isLeased } == [true, true])
            }
        }
    }
}
