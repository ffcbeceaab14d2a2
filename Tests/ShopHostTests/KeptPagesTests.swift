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
    @Test("once a change is acknowledged no market shows what was", arguments: TestDatabase.engines)
    func changed(_ engine: Engine) async throws {
        try await KeptMarkets.with(engine) { markets in
            try await markets.following {
                try await underLoad(markets) {
                    var unseen: [String] = []
                    var before = try await markets.right()
                    for (name, change) in ShownChanges.all {
                        try await markets.warm()
                        try await markets.shop.write { try $0.run(change) }
                        // Both markets first: what is right is asked for later.
                        let shown = try await markets.shown()
                        let after = try await markets.right()
                        #expect(KeptMarkets.stale(shown, beside: after) == [], "\(name)")
                        if before == after { unseen.append(name) }
                        before = after
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
            // A market that follows nothing: until its lease is over, nobody is answered.
            try await markets.leases.announce(.mint(), at: Moment(milliseconds: 0))
            let before = try await markets.prices()
            try await withThrowingTaskGroup { group in
                for yen in 601...650 {
                    group.addTask {
                        try await markets.price(yen)
                        return try await markets.prices() - before
                    }
                }
                // One after another, the first would be answered before the second is written.
                #expect(try #require(await group.next()) > 1)
                try await group.waitForAll()
            }
            #expect(try await markets.prices() - before == 50)
        }
    }

    @Test(
        "a market that was killed is waited for once, for as long as its lease",
        arguments: TestDatabase.engines
    )
    func killed(_ engine: Engine) async throws {
        try await KeptMarkets.with(engine) { markets in
            try await markets.leases.announce(.mint(), at: Moment(milliseconds: 0))
            let start = ContinuousClock.now
            try await markets.price(501)
            #expect(ContinuousClock.now - start > PageFollower.lease)
            // A writer that has not met the dead one begins first, and is answered last.
            let stranger = PageAcknowledgement(markets.leases.database)
            let answered = Mutex<[String]>([])
            async let later: Void = {
                await stranger.wait(for: .max)
                answered.withLock { $0.append("stranger") }
            }()
            try await markets.price(502)
            answered.withLock { $0.append("who has waited before") }
            await later
            #expect(answered.withLock { $0 } == ["who has waited before", "stranger"])
        }
    }

    @Test("a lease is waited for from its last renewal on, and once")
    func sights() {
        var sights = LeaseSights()
        let start = ContinuousClock.now
        func followed(_ renewals: Int, after milliseconds: Int) -> Int64 {
            let lease = PageLeaseStore.Lease(node: "a", renewals: renewals, seen: 7)
            return sights.followed([lease], at: start + .milliseconds(milliseconds))
        }
        let longest = Int(PageAcknowledgement.longest / .milliseconds(1))
        #expect(longest >= Int(PageFollower.lease / .milliseconds(1)))
        #expect(followed(1, after: 0) == 7)
        #expect(followed(1, after: longest - 1) == 7)
        #expect(followed(2, after: longest) == 7)
        #expect(followed(2, after: 2 * longest - 1) == 7)
        #expect(followed(2, after: 2 * longest) == .max)
        #expect(followed(2, after: 3 * longest) == .max)
        #expect(followed(3, after: 3 * longest) == 7)
        #expect(sights.followed([], at: start) == .max)
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
        .timeLimit(.minutes(1)),
        arguments: TestDatabase.engines
    )
    func removed(_ engine: Engine) async throws {
        try await KeptMarkets.with(engine) { markets in
            try await markets.following {
                try await markets.leases.forget(renewedBefore: Moment(milliseconds: .max))
                while try await markets.leases.all().count < 2 {
                    try await Task.sleep(for: .milliseconds(5))
                }
                while !markets.both.allSatisfy({ $0.kept?.isLeased ?? false }) {
                    try await Task.sleep(for: .milliseconds(5))
                }
                #expect(try await markets.leases.all().count == 2)
            }
        }
    }
}
