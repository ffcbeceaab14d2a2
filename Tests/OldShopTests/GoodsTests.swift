import Basics
import Storage
import TestKit
import Testing

@testable import OldShop

@Suite("Goods of the shop before this one")
struct GoodsTests {
    private func goods(_ number: Int) -> OldGoods {
        OldGoods(
            key: "\(number)/1",
            name: "二十世紀梨 \(number % 7)kg",
            code: "nashi-\(number)",
            description: "甘い。\n\n丘で。",
            category: "果物",
            searchWords: "なし",
            pictures: "a.jpg",
            priceHundredths: 92_593,
            taxPercent: number % 2 == 0 ? 8 : nil,
            stock: number % 3 == 0 ? nil : number,
            wasPublic: number % 5 != 0
        )
    }

    @Test(
        "wait as they were kept, in the order of their names; once more changes nothing",
        arguments: TestDatabase.engines
    )
    func roundTrip(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, migrations: OldShopMigrations.all) { database in
            let store = OldShopStore(database)
            let all = (1...150).map(goods)
            #expect(try await store.keep(Array(all.prefix(100))).count == 100)
            var changed = all
            for index in changed.indices where index < 100 { changed[index].name = "別の名" }
            #expect(try await store.keep(changed) == Set(all.dropFirst(100).map(\.key)))
            #expect(try await store.keep([]) == [])
            let kept = try await store.goods()
            #expect(Set(kept) == Set(all))
            #expect(kept.map(\.name) == kept.map(\.name).sorted())
        }
    }

    @Test("a price without tax becomes what a buyer paid", arguments: [(8, 1000), (10, 1019)])
    func price(taxPercent: Int, yen: Int) {
        #expect(goods(1).price(taxPercent: taxPercent) == Money(yen: yen))
    }
}
