import Basics
import Catalogue
import Storage
import TestKit
import Testing

@Suite("Lists of goods")
struct ListingTests {
    private func ids(
        _ engine: Engine,
        _ database: Database,
        _ query: GoodsListQuery,
        in category: Slug? = nil
    ) async throws -> [GoodsID] {
        try await database.read {
            try CatalogueStore($0, engine).list(query, in: category).cards.map(\.id)
        }
    }

    @Test("each order is what it says", arguments: TestDatabase.engines)
    func sorted(_ engine: Engine) async throws {
        let orders: [(GoodsSort, [GoodsID])] = [
            (.recommended, [1, 2, 3, 4, 5]), (.newest, [4, 1, 2, 3, 5]),
            (.cheapest, [3, 4, 5, 1, 2]), (.dearest, [2, 1, 5, 4, 3]),
        ]
        try await Samples.market(engine) { database in
            for (sort, expected) in orders {
                let found = try await ids(engine, database, GoodsListQuery(sort: sort))
                #expect(found == expected, "\(sort)")
            }
        }
    }

    @Test("each filter leaves what it should", arguments: TestDatabase.engines)
    func filtered(_ engine: Engine) async throws {
        let filters: [(GoodsFilter, [GoodsID])] = [
            (GoodsFilter(shop: "karo-fishery"), [2, 5]), (GoodsFilter(shop: "nobody"), []),
            (GoodsFilter(temperature: .frozen), [5]), (GoodsFilter(price: .under2000), [3, 4]),
            (GoodsFilter(price: .under5000), [1, 5]), (GoodsFilter(price: .under10000), []),
            (GoodsFilter(price: .over10000), [2]), (GoodsFilter(inStock: true), [1, 2, 3, 4]),
            (GoodsFilter(without: [.crab]), [1, 3, 4]),
            (GoodsFilter(without: [.crab, .wheat]), [1, 4]), (GoodsFilter(noshi: true), [1]),
            (GoodsFilter(deliveryDate: true), [1, 3, 4, 5]), (GoodsFilter(yearEnd: true), [2]),
            (GoodsFilter(inStock: true, without: [.soybean], deliveryDate: true), [1, 4]),
        ]
        try await Samples.market(engine) { database in
            for (filter, expected) in filters {
                let found = try await ids(engine, database, GoodsListQuery(filter: filter))
                #expect(found.sorted() == expected, "\(filter)")
            }
        }
    }

    @Test("an upper category holds what stands in its lower ones", arguments: TestDatabase.engines)
    func category(_ engine: Engine) async throws {
        try await Samples.market(engine) { database in
            let cases: [(GoodsListQuery, Slug, [GoodsID])] = [
                (GoodsListQuery(), "fruit", [1, 3]), (GoodsListQuery(), "nashi", [1]),
                (query("がに"), "sea", [2, 5]), (query("がに"), "fruit", []),
            ]
            for (query, category, expected) in cases {
                let found = try await ids(engine, database, query, in: category)
                #expect(found == expected, "\(category)")
            }
        }
    }

    @Test(
        "pages hold 24, and odd numbers of pages show one there is",
        arguments: TestDatabase.engines
    )
    func paged(_ engine: Engine) async throws {
        try await Samples.market(engine) { database in
            try await database.write { tx in
                for id in 100..<150 {
                    try CatalogueStore(tx, engine).put(
                        Samples.goods(id, "便箋\(id)", "びんせん", "craft")
                    )
                }
            }
            let pages: [(String, page: Int, first: GoodsID, count: Int)] = [
                ("1", 1, 4, 24), ("2", 2, 123, 24), ("3", 3, 147, 3), ("0", 1, 4, 24),
                ("-1", 1, 4, 24), ("1000000000", 3, 147, 3), ("梨", 1, 4, 24),
                ("99999999999999999999", 1, 4, 24), ("9223372036854775807", 3, 147, 3),
            ]
            for (text, page, first, count) in pages {
                let query = GoodsListQuery { $0 == "page" ? [text] : [] }
                let list = try await database.read {
                    try CatalogueStore($0, engine).list(query, in: "craft")
                }
                #expect(list.page == page, "\(text)")
                #expect(list.total == 51)
                #expect(list.cards.first?.id == first, "\(text)")
                #expect(list.cards.count == count, "\(text)")
            }
        }
    }

    @Test("with a filter a thousand are counted, without one all", arguments: TestDatabase.engines)
    func counted(_ engine: Engine) async throws {
        try await Samples.market(engine) { database in
            try await database.write { tx in
                for id in 1000..<2000 {
                    let goods = Samples.goods(id, "筆\(id)", "ふで", "craft") {
                        $0.temperature = .frozen
                    }
                    try CatalogueStore(tx, engine).put(goods)
                }
            }
            func list(_ filter: GoodsFilter, page: Int = 1) async throws -> GoodsList {
                try await database.read {
                    try CatalogueStore($0, engine).list(GoodsListQuery(filter: filter, page: page))
                }
            }
            let all = try await list(GoodsFilter())
            #expect(all.total == 1005 && !all.isCut)
            // The crab of the samples is frozen too.
            let frozen = try await list(GoodsFilter(temperature: .frozen), page: 99)
            #expect(frozen.total == 1000 && frozen.isCut)
            #expect(frozen.page == 42 && !frozen.cards.isEmpty)
            let cheap = try await list(GoodsFilter(temperature: .frozen, without: [.crab]))
            #expect(cheap.total == 1000 && !cheap.isCut)
        }
    }

    @Test("a query's address leads back to the same query")
    func address() {
        let query = GoodsListQuery(
            words: SearchQuery("松葉 がに&"),
            filter: GoodsFilter(
                shop: "karo-fishery",
                temperature: .chilled,
                price: .over10000,
                inStock: true,
                without: [.crab, .salmonRoe],
                noshi: true,
                deliveryDate: true,
                yearEnd: true
            ),
            sort: .cheapest,
            page: 3
        )
        let again = GoodsListQuery { name in
            query.parameters.filter { $0.name == name }.map(\.value)
        }
        #expect(again == query)
        #expect(
            CatalogueURL.list(GoodsListQuery(words: SearchQuery("梨&a=1"), page: 2)).path
                == "/goods?q=%E6%A2%A8%26a%3D1&page=2"
        )
        #expect(CatalogueURL.list(GoodsListQuery()).path == "/goods")
    }

    @Test("what an address says wrongly is passed over")
    func nonsense() {
        let query = GoodsListQuery { name in
            [
                "sort": ["up"], "temperature": ["hot"], "price": ["-1"], "stock": ["yes"],
                "without": ["crab", "nothing"], "shop": ["Ä"],
            ][name] ?? []
        }
        #expect(query == GoodsListQuery(filter: GoodsFilter(without: [.crab])))
    }
}
