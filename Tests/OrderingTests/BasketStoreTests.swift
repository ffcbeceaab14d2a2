import Basics
import Ordering
import Storage
import TestKit
import Testing

struct BasketStoreTests {
    private let id = Handle<Basket>.mint()

    private func with(
        _ engine: Engine,
        _ test: (BasketStore) async throws -> Void
    ) async throws {
        try await TestDatabase.with(engine, migrations: OrderingMigrations.market) { database in
            try await test(BasketStore(database))
        }
    }

    @Test("a basket is found again as it was left", arguments: TestDatabase.engines)
    func roundTrip(engine: Engine) async throws {
        try await with(engine) { store in
            #expect(try await store.find(id).basket.isEmpty)
            try await store.change(id, at: Sample.noon) {
                $0.basket.add(2, of: 7)
                $0.basket.add(1, of: 3)
                $0.prefecture = Sample.prefecture("沖縄県")
            }
            let kept = try await store.find(id)
            #expect(kept.basket.lines.map(\.goods) == [7, 3])
            #expect(kept.prefecture?.name == "沖縄県")
            #expect(try await store.find(.mint()).basket.isEmpty)
        }
    }

    @Test("a hand-over lasts a minute and opens one basket", arguments: TestDatabase.engines)
    func handOver(engine: Engine) async throws {
        try await with(engine) { store in
            try await store.change(id, at: Sample.noon) { $0.basket.add(2, of: 7) }
            let token = HandOverToken.mint()
            try await store.handOver(id, token, at: Sample.noon)
            let intime = Sample.noon.adding(seconds: 60)
            let late = Sample.noon.adding(seconds: 61)
            #expect(try await store.handedOver(token, at: intime)?.count(of: 7) == 2)
            #expect(try await store.handedOver(token, at: late) == nil)
            #expect(try await store.handedOver(.mint(), at: intime) == nil)
        }
    }

    @Test("what was ordered is taken out once", arguments: TestDatabase.engines)
    func settle(engine: Engine) async throws {
        try await with(engine) { store in
            try await store.change(id, at: Sample.noon) { $0.basket.add(5, of: 7) }
            let token = HandOverToken.mint()
            try await store.handOver(id, token, at: Sample.noon)
            #expect(try await store.look(id).unsettled == [token.hash])
            let ordered = [token.hash: [BasketLine(goods: 7, count: 2)]]
            try await store.settle(id, ordered, at: Sample.noon)
            try await store.settle(id, ordered, at: Sample.noon)
            #expect(try await store.find(id).basket.count(of: 7) == 3)
            #expect(try await store.look(id).unsettled.isEmpty)
        }
    }

    @Test("baskets nobody touches are forgotten, with their lines", arguments: TestDatabase.engines)
    func forget(engine: Engine) async throws {
        try await with(engine) { store in
            try await store.change(id, at: Sample.noon) { $0.basket.add(5, of: 7) }
            try await store.handOver(id, .mint(), at: Sample.noon)
            #expect(try await store.forget(untouchedSince: Sample.noon) == 0)
            #expect(try await store.forget(untouchedSince: Sample.noon.adding(days: 1)) == 1)
            #expect(try await store.find(id).basket.isEmpty)
        }
    }

    @Test("a hand-over of long ago goes, and its basket stays", arguments: TestDatabase.engines)
    func forgetHandOver(engine: Engine) async throws {
        try await with(engine) { store in
            try await store.change(id, at: Sample.noon) { $0.basket.add(5, of: 7) }
            try await store.handOver(id, .mint(), at: Sample.noon)
            let later = Sample.noon.adding(days: 29)
            try await store.change(id, at: later) { $0.basket.add(1, of: 7) }
            try await store.forget(untouchedSince: later)
            #expect(try await store.look(id).unsettled.isEmpty)
            #expect(try await !store.find(id).basket.isEmpty)
        }
    }
}
