import Basics
import Storage
import TestKit
import Testing

@testable import Catalogue

@Suite("Shelves")
struct ShelfTests {
    /// Sixty goods of few prices, days and recommendations, so that many stand side by side.
    private static func fill(_ tx: Transaction, _ engine: Engine) throws -> [Goods] {
        try Samples.fill(tx, engine)
        let shelves: [Slug] = ["fruit", "nashi", "crab", "craft"]
        let states: [GoodsState] = [.onSale, .onSale, .onSale, .soldOut, .withdrawn]
        let goods = (100..<160).map { id in
            Samples.goods(id, "品\(id)", "しな", shelves[id * 7 % 4]) {
                $0.price = Money(yen: 1000 * (1 + id * 5 % 3))
                $0.stock = id % 4
                $0.recommendation = id * 11 % 5
                $0.created = Samples.opened.adding(days: id * 13 % 6)
                $0.state = states[id * 3 % 5]
            }
        }
        for each in goods { try CatalogueStore(tx, engine).put(each) }
        return (Samples.all + goods).filter { $0.state != .withdrawn }
    }

    @Test("a page of a shelf is a page of all its goods, sorted", arguments: TestDatabase.engines)
    func pages(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, migrations: Samples.migrations) { database in
            let all = try await database.write { try Self.fill($0, engine) }
            for category: Slug? in [nil, "fruit", "nashi", "sea", "craft"] {
                let shelf = all.filter { Self.stands($0, in: category) }
                for sort in GoodsSort.allCases {
                    let sorted = shelf.sorted { Self.precedes($0, $1, by: sort) }.map(\.id)
                    let pages = (sorted.count + 23) / 24
                    for page in 1...pages + 1 {
                        let query = GoodsListQuery(sort: sort, page: page)
                        let list = try await database.read {
                            try CatalogueStore($0, engine).list(query, in: category)
                        }
                        let shown = sorted.dropFirst((min(page, pages) - 1) * 24).prefix(24)
                        #expect(list.cards.map(\.id) == Array(shown), "\(sort) \(page)")
                        #expect(list.total == sorted.count)
                    }
                }
            }
        }
    }

    @Test("the count of a shelf follows its goods", arguments: TestDatabase.engines)
    func counts(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, migrations: Samples.migrations) { database in
            _ = try await database.write { try Self.fill($0, engine) }
            let changes: [SQL] = [
                "UPDATE goods SET category = 'craft' WHERE id % 3 = 0",
                "UPDATE goods SET state = 'withdrawn' WHERE id % 5 = 0",
                "UPDATE goods SET state = 'on-sale', category = 'nashi' WHERE id % 4 = 0",
                "UPDATE goods SET state = 'sold-out', stock = 1 WHERE id % 2 = 0",
                "DELETE FROM goods WHERE id BETWEEN 120 AND 130",
            ]
            for change in changes {
                try await database.write { tx in
                    try tx.run("DELETE FROM goods_text WHERE goods BETWEEN 120 AND 130")
                    try tx.run(change)
                }
                let differences = try await database.read {
                    try $0.rows(
                        """
                        SELECT c.category FROM shelf_count c WHERE c.goods <> (
                            SELECT COUNT(*) FROM goods g
                            WHERE g.category = c.category AND g.state <> 'withdrawn')
                        """
                    ).count
                }
                #expect(differences == 0)
            }
        }
    }

    private static func stands(_ goods: Goods, in category: Slug?) -> Bool {
        guard let category else { return true }
        let both: [Slug: [Slug]] = ["fruit": ["fruit", "nashi"], "sea": ["sea", "crab"]]
        return (both[category] ?? [category]).contains(goods.category)
    }

    private static func precedes(_ a: Goods, _ b: Goods, by sort: GoodsSort) -> Bool {
        func waits(_ goods: Goods) -> Int { goods.state == .onSale && goods.stock > 0 ? 0 : 1 }
        let (one, other) = (a.id.rawValue, b.id.rawValue)
        return switch sort {
        case .recommended:
            (waits(a), -a.recommendation, one) < (waits(b), -b.recommendation, other)
        case .newest: (b.created, one) < (a.created, other)
        case .cheapest: (a.price, one) < (b.price, other)
        case .dearest: (b.price, other) < (a.price, one)
        }
    }
}
