import Basics
import Catalogue
import Members
import Merchants
import Storage
import TestKit
import Testing
import VaultAPI

@testable import ShopHost

@Suite("favourites between the market and the counter")
struct FavouritePortTests {
    private let now = Moment(milliseconds: 1_796_655_600_000)

    @Test(
        "what a browser kept is the member's after the hand-over",
        arguments: TestDatabase.engines
    )
    func journey(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, migrations: ShopStores.shop) { shop in
            try await shop.write { try Shelf.fill($0, engine) }
            try await TestDatabase.with(engine, migrations: ShopStores.market) { market in
                try await carry(shop, market)
            }
        }
    }

    private func carry(_ shop: Database, _ market: Database) async throws {
        let (visitor, token) = (Handle<Catalogue.Visitor>.mint(), Handle<FavouriteHandOver>.mint())
        let member = Handle<Subject>.mint()
        let port = FavouritesPort.fromCatalogue(shop, market: market)
        try await market.write { tx in
            let store = VisitorFavouriteStore(tx)
            for goods: GoodsID in [1, 2] { try store.add(goods, for: visitor, at: now) }
            _ = try store.handOver(visitor, by: token, at: now)
        }
        #expect(try await port.handedOver("not a token", now).isEmpty)
        #expect(try await port.handedOver(token.text, now.adding(seconds: 61)).isEmpty)
        let carried = try await port.handedOver(token.text, now)
        #expect(carried == [1, 2])

        try await port.join(carried, member, now)
        let kept = try await port.favourites(member)
        #expect(kept.map(\.goods) == [1])
        #expect(kept.map(\.path) == ["/goods/1"])
        #expect(try await port.favourites(.mint()).isEmpty)
        try await port.remove(1, member)
        #expect(try await port.favourites(member).isEmpty)
    }
}
