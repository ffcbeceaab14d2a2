import Basics
import Catalogue
import Storage
import TestKit
import Testing

@Suite("Stock")
struct StockTests {
    private func stock(_ id: GoodsID, _ database: Database) async throws -> Int? {
        try await database.read { try StockStore($0).offer([id]).first?.stock }
    }

    @Test("sixteen racers take the last pieces once each", arguments: TestDatabase.engines)
    func race(_ engine: Engine) async throws {
        try await Samples.market(engine) { database in
            let taken = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<16 {
                    group.addTask {
                        do {
                            try await database.write { try StockStore($0).take(1, of: 2) }
                            return true
                        } catch {
                            return false
                        }
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(taken == 3)
            let left = try await stock(2, database)
            #expect(left == 0)
        }
    }

    @Test("more than there are takes none and says what is left", arguments: TestDatabase.engines)
    func soldOut(_ engine: Engine) async throws {
        try await Samples.market(engine) { database in
            await #expect(throws: SoldOut(goods: 2, left: 3)) {
                try await database.write { try StockStore($0).take(4, of: 2) }
            }
            #expect(try await stock(2, database) == 3)
            for (id, count) in [(6, 1), (99, 1), (5, 1), (1, 0), (1, -1)] {
                await #expect(throws: SoldOut.self) {
                    try await database.write {
                        try StockStore($0).take(count, of: GoodsID(rawValue: id))
                    }
                }
            }
            let untouched = try await stock(1, database)
            #expect(untouched == 20)
        }
    }

    @Test(
        "what one order takes goes back when its transaction fails",
        arguments: TestDatabase.engines
    )
    func rolledBack(_ engine: Engine) async throws {
        try await Samples.market(engine) { database in
            await #expect(throws: SoldOut.self) {
                try await database.write { tx in
                    try StockStore(tx).take(5, of: 1)
                    try StockStore(tx).take(9, of: 2)
                }
            }
            let untouched = try await stock(1, database)
            #expect(untouched == 20)
        }
    }

    @Test("a cancelled order's pieces can be sold again", arguments: TestDatabase.engines)
    func givenBack(_ engine: Engine) async throws {
        try await Samples.market(engine) { database in
            try await database.write { tx in
                try StockStore(tx).take(3, of: 2)
                try StockStore(tx).giveBack(2, of: 2)
                try StockStore(tx).giveBack(-2, of: 2)
            }
            #expect(try await stock(2, database) == 2)
        }
    }

    @Test("an offer tells what an order needs", arguments: TestDatabase.engines)
    func offer(_ engine: Engine) async throws {
        try await Samples.market(engine) { database in
            let offers = try await database.read { try StockStore($0).offer([2, 6, 99]) }
            #expect(offers.count == 2)
            let crab = try #require(offers.first { $0.id == 2 })
            #expect(crab.price == Money(yen: 24_800))
            #expect(crab.dispatch == Samples.crab.dispatch)
            #expect(offers.first { $0.id == 6 }?.stock == 0)
        }
    }

    @Test("an offer has the first picture, or none", arguments: TestDatabase.engines)
    func picture(_ engine: Engine) async throws {
        try await Samples.market(engine) { database in
            let offers = try await database.read { try StockStore($0).offer([1, 3]) }
            #expect(offers.count == 2)
            let first = Picture(file: "nashi-1.svg", alt: "箱に並んだ梨")
            #expect(offers.first { $0.id == 1 }?.picture == first)
            #expect(offers.contains { $0.id == 3 && $0.picture == nil })
        }
    }
}
