import Basics
import Catalogue
import Storage
import TestKit
import Testing

@Suite("Keeping goods")
struct GoodsStoreTests {
    @Test("goods come back as they were put", arguments: TestDatabase.engines)
    func roundTrip(_ engine: Engine) async throws {
        try await Samples.market(engine) { database in
            for goods in Samples.all {
                let kept = try await database.read {
                    try CatalogueStore($0, engine).goods(goods.id)
                }
                #expect(kept == goods)
            }
            #expect(try await database.read { try CatalogueStore($0, engine).goods(99) } == nil)
        }
    }

    @Test("goods put again are changed, not doubled", arguments: TestDatabase.engines)
    func change(_ engine: Engine) async throws {
        try await Samples.market(engine) { database in
            var changed = Samples.nashi
            changed.name = "豊水 5kg"
            changed.reading = "ほうすい"
            changed.pictures = [Picture(file: "hosui.svg", alt: "豊水")]
            let kept = changed
            try await database.write { try CatalogueStore($0, engine).put(kept) }
            let (goods, old, new) = try await database.read { tx in
                let store = CatalogueStore(tx, engine)
                return (
                    try store.goods(1), try store.list(query("二十世紀")), try store.list(query("豊水"))
                )
            }
            #expect(goods == changed)
            #expect(old.total == 0)
            #expect(new.cards.map(\.id) == [1])
        }
    }

    @Test("a shop's new name is found at once", arguments: TestDatabase.engines)
    func renamed(_ engine: Engine) async throws {
        try await Samples.market(engine) { database in
            let found = try await database.write { tx in
                try tx.run("UPDATE shop SET name = 'みなと水産' WHERE id = 2")
                let store = CatalogueStore(tx, engine)
                try store.reindex(shop: 2)
                return try store.list(query("みなと水産"))
            }
            #expect(found.cards.map(\.id) == [2, 5])
        }
    }

    @Test("a category's path leads from the upper level down", arguments: TestDatabase.engines)
    func categories(_ engine: Engine) async throws {
        try await Samples.market(engine) { database in
            let all = try await database.read { try CatalogueStore($0, engine).categories() }
            #expect(all.map(\.slug) == ["fruit", "sea", "craft", "crab", "nashi"])
        }
    }

    @Test("a feature keeps the order of its goods", arguments: TestDatabase.engines)
    func feature(_ engine: Engine) async throws {
        try await Samples.market(engine) { database in
            let feature = try await database.read {
                try CatalogueStore($0, engine).feature("winter")
            }
            #expect(feature?.goods == [2, 1, 6])
            #expect(try await database.read { try CatalogueStore($0, engine).feature("no") } == nil)
        }
    }

    @Test("what cannot be sold is refused by the schema", arguments: TestDatabase.engines)
    func checks(_ engine: Engine) async throws {
        try await Samples.market(engine) { database in
            for change: @Sendable (inout Goods) -> Void in [
                { $0.stock = -1 }, { $0.price = .zero }, { $0.weightGrams = 0 },
                { $0.dispatch.leadDays = -1 }, { $0.category = "nowhere" }, { $0.shop = 77 },
            ] {
                await #expect(throws: StorageError.self) {
                    try await database.write { tx in
                        var goods = Samples.nashi
                        change(&goods)
                        try CatalogueStore(tx, engine).put(goods)
                    }
                }
            }
        }
    }
}

func query(_ words: String) -> GoodsListQuery { GoodsListQuery(words: SearchQuery(words)) }
