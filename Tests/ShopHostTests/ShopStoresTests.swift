import Members
import Ordering
import Storage
import TestKit
import Testing

@testable import ShopHost

@Suite("the shop's databases")
struct ShopStoresTests {
    @Test("all rooms' tables together make the schema on record", arguments: TestDatabase.engines)
    func schemas(engine: Engine) async throws {
        for (name, migrations) in [("market", ShopStores.market), ("shop", ShopStores.shop)] {
            let text = try await TestDatabase.with(engine, migrations: migrations) { database in
                try await database.schemaText()
            }
            try Snapshot.expect(text, is: "\(name)-\(engine).txt")
        }
    }

    @Test("no table that knows orders or members has a column for a person")
    func noPersons() async throws {
        let personal =
            /\b(?:family|given|kana|city|street|building|birth|sex|e?mail|phone|password)/
        let known = OrderingMigrations.shop + MemberMigrations.all
        for migrations in [OrderingMigrations.market, known] {
            let text = try await TestDatabase.with(.sqlite, migrations: migrations) { database in
                try await database.schemaText()
            }
            #expect(text.contains("orders") || text.contains("basket"))
            #expect(text.matches(of: personal).map { String($0.output) } == [])
        }
    }
}
