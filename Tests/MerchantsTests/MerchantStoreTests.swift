import Basics
import Merchants
import Storage
import TestKit
import Testing

@Suite("Member shops")
struct MerchantStoreTests {
    private let shop = Samples.shop

    @Test("a shop comes back as it was put", arguments: TestDatabase.engines)
    func roundTrip(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, migrations: Samples.migrations) { database in
            try await database.write { try MerchantStore($0).put(shop) }
            #expect(try await database.read { try MerchantStore($0).shop(shop.slug) } == shop)
            #expect(try await database.read { try MerchantStore($0).shop(shop.id) } == shop)
            #expect(try await database.read { try MerchantStore($0).shop("nobody") } == nil)
            #expect(try await database.read { try MerchantStore($0).count() } == 1)
        }
    }

    @Test("a shop put again is changed", arguments: TestDatabase.engines)
    func changed(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, migrations: Samples.migrations) { database in
            let kept = try await database.write { tx in
                let store = MerchantStore(tx)
                try store.put(shop)
                var new = shop
                new.name = "湯所果樹園 本店"
                new.pictures = []
                new.invoiceNumber = nil
                new.law.alcohol = nil
                try store.put(new)
                return try #require(try store.shop(shop.slug))
            }
            #expect(kept.name == "湯所果樹園 本店")
            #expect(kept.pictures.isEmpty)
            #expect(kept.invoiceNumber == nil)
            #expect(kept.law.alcohol == nil)
        }
    }

    @Test("an order is told the terms of its sellers", arguments: TestDatabase.engines)
    func terms(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, migrations: Samples.migrations) { database in
            try await database.write { try MerchantStore($0).put(shop) }
            let terms = try await database.read { try MerchantStore($0).terms([1, 9]) }
            #expect(terms == [1: SellerTerms(shop)])
            #expect(terms[1]?.postcode == "680-0001")
            #expect(terms[1]?.address == "鳥取県いなば市湯所町1-1")
        }
    }
}
