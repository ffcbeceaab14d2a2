import Basics
import Merchants
import Storage
import TestKit
import Testing

@testable import Catalogue

/// What stands around what a search finds: counts, suggestions, and an index that keeps up.
@Suite("Around a search")
struct SearchListTests {
    private func list(
        _ engine: Engine,
        _ database: Database,
        _ query: GoodsListQuery,
        in category: Slug? = nil
    ) async throws -> GoodsList {
        try await database.read {
            try CatalogueStore($0, engine).list(query, in: category, today: Day("2026-12-01"))
        }
    }

    @Test("counts tell what each choice would leave", arguments: TestDatabase.engines)
    func facets(_ engine: Engine) async throws {
        try await Samples.market(engine) { database in
            let all = try await list(engine, database, query("がに"))
            var expected = Facets()
            expected.categories = ["crab": 2]
            expected.shops = [2: 2]
            expected.temperatures = [.chilled: 1, .frozen: 1]
            expected.prices = [.over10000: 1, .under5000: 1]
            expected.yearEnd = 1
            expected.deliveryDate = 1
            #expect(all.facets == expected)

            // A choice does not hide the others of its kind; it does narrow the other kinds.
            var narrowed = query("がに")
            narrowed.filter.temperature = .frozen
            let frozen = try await list(engine, database, narrowed)
            #expect(frozen.cards.map(\.id) == [5] && frozen.total == 1)
            #expect(frozen.facets?.temperatures == expected.temperatures)
            #expect(frozen.facets?.prices == [.under5000: 1])
            #expect(try await list(engine, database, GoodsListQuery()).facets == nil)
        }
    }

    @Test("each count is the length of the list behind it", arguments: TestDatabase.engines)
    func countsAreLists(_ engine: Engine) async throws {
        try await Samples.market(engine) { database in
            for words in ["がに", "鳥取", "梨", "5kg", "い"] {
                let facets = try #require(try await list(engine, database, query(words)).facets)
                for (category, count) in facets.categories {
                    let slug = try #require(Slug(category))
                    let there = try await list(engine, database, query(words), in: slug)
                    #expect(there.facets?.categories[category] == count, "\(words) \(category)")
                }
                for (price, count) in facets.prices {
                    var narrowed = query(words)
                    narrowed.filter.price = price
                    #expect(try await list(engine, database, narrowed).total == count)
                }
                var narrowed = query(words)
                narrowed.filter.yearEnd = true
                #expect(try await list(engine, database, narrowed).total == facets.yearEnd)
            }
        }
    }

    @Test("a mistyped word is told as the shops spell it", arguments: TestDatabase.engines)
    func suggestions(_ engine: Engine) async throws {
        let cases = [
            ("さきゆうらつきよおあまずづけ", nil), ("まつがばに", "まつばがに"), ("かろかにほんぼ", "かろかにほんぽ"),
            ("因洲和紙", "因州和紙"), ("二十世記梨", "二十世紀梨"), ("二十世記梨 5kg", "二十世紀梨 5kg"), ("龍", nil),
            ("あいうえおかきく", nil), ("xyzzy", nil), ("梨", nil),
        ]
        try await Samples.market(engine) { database in
            for (typed, meant) in cases {
                let found = try await list(engine, database, query(typed))
                #expect(found.suggestion == meant, "\(typed)")
                guard let suggestion = found.suggestion else { continue }
                let better = try await list(engine, database, query(suggestion))
                #expect(better.total > found.total, "\(typed): \(suggestion)")
            }
        }
    }

    @Test(
        "of very many the closest are found, and no more looked at",
        arguments: TestDatabase.engines
    )
    func common(_ engine: Engine) async throws {
        try await Samples.market(engine) { database in
            try await database.write { tx in
                let store = CatalogueStore(tx, engine)
                for id in 1000..<2300 {
                    try store.put(Samples.goods(id, "梨のゼリー\(id)", "なしのぜりー", "fruit"))
                }
                try store.put(
                    Samples.goods(5000, "ゼリー", "ぜりー", "sea") {
                        $0.shop = Samples.fishery.id
                        $0.recommendation = -5
                    }
                )
            }
            let all = try await list(engine, database, query("ゼリー"))
            #expect(all.isCut && all.total >= 1000 && all.total < 1100)
            #expect(all.cards.first?.id == 5000)
            var narrowed = query("ゼリー")
            narrowed.filter.shop = "karo-fishery"
            #expect(try await list(engine, database, narrowed).cards.map(\.id) == [5000])
            #expect(try await list(engine, database, query("ゼリー"), in: "sea").total == 1)
        }
    }

    @Test("a letter of kana by itself is looked for in names", arguments: TestDatabase.engines)
    func oneKana(_ engine: Engine) async throws {
        try await Samples.market(engine) { database in
            try await database.write { tx in
                let other = Samples.goods(70, "たけのこの水煮", "たけのこのみずに", "craft")
                try CatalogueStore(tx, engine).put(other)
            }
            // Every text of the samples says 「鳥取の味です。」 or the like.
            #expect(try await list(engine, database, query("の")).cards.map(\.id) == [70])
            #expect(try await list(engine, database, query("味")).total > 1)
        }
    }

    @Test("what an older folding has indexed is indexed anew", arguments: TestDatabase.engines)
    func renewed(_ engine: Engine) async throws {
        try await Samples.market(engine) { database in
            #expect(try await CatalogueStore.renewSearch(in: database) == 0)
            try await database.write { tx in
                try tx.run("UPDATE goods_text SET folding = 0, name = ' x '")
                try tx.run("UPDATE search_word SET folding = 0, shown = 'x'")
                try tx.run(
                    "INSERT INTO search_word (word, shown, folding) VALUES ('old', 'old', 0)"
                )
            }
            #expect(try await CatalogueStore.renewSearch(in: database) == 5)
            #expect(try await list(engine, database, query("二十世紀")).cards.map(\.id) == [1])
            let left = try await database.read {
                try $0.rows("SELECT word FROM search_word WHERE shown = 'x' OR word = 'old'").count
            }
            #expect(left == 0)
        }
    }

    @Test("what is withdrawn is found no more", arguments: TestDatabase.engines)
    func withdrawn(_ engine: Engine) async throws {
        try await Samples.market(engine) { database in
            try await database.write { tx in
                var goods = Samples.nashi
                goods.state = .withdrawn
                try CatalogueStore(tx, engine).put(goods)
            }
            #expect(try await list(engine, database, query("二十世紀")).total == 0)
        }
    }
}
