import Basics
import Storage
import TestKit
import Testing

/// The text of a schema tells everything that makes it, and nothing of the place it is in.
struct SchemaTests {
    private let migrations = [
        Migration(
            "test-1",
            """
            CREATE TABLE shop (id BIGINT PRIMARY KEY NOT NULL, name TEXT NOT NULL UNIQUE);
            CREATE TABLE goods (
                shop BIGINT NOT NULL REFERENCES shop (id), title TEXT, picture BYTEA,
                price BIGINT NOT NULL DEFAULT 0 CONSTRAINT price_is_positive CHECK (price >= 0));
            CREATE INDEX goods_by_price ON goods (price, shop);
            CREATE VIEW cheap AS SELECT title FROM goods WHERE price < 1000
            """
        )
    ]

    @Test("a schema is as it was kept", arguments: TestDatabase.engines)
    func kept(engine: Engine) async throws {
        try await Snapshot.expectSchema(of: migrations, on: engine)
    }

    @Test("one column more is another text", arguments: TestDatabase.engines)
    func changed(engine: Engine) async throws {
        let more = Migration("test-2", "ALTER TABLE goods ADD COLUMN grams BIGINT")
        let before = try await text(of: migrations, engine)
        let after = try await text(of: migrations + [more], engine)
        #expect(before != after)
        #expect(!before.contains("migration"))
    }

    @Test("an address is read from text, and hides its password")
    func addresses() throws {
        #expect(DatabaseAddress("sqlite:data/a.sqlite") == .sqlite(path: "data/a.sqlite"))
        let url = "postgresql://ichi:geheim@db/ichi?sslmode=verify-full&schema=shop"
        let address = try #require(DatabaseAddress(url))
        guard case .postgres(let rest, let schema) = address else { throw StorageError.notReady }
        #expect(rest.revealed == "postgresql://ichi:geheim@db/ichi?sslmode=verify-full")
        #expect(schema == "shop")
        #expect(!"\(address)".contains("geheim"))
        let wrong = [
            "", "sqlite:", "mysql://x?schema=a", "postgres://x", "postgres://x?schema=",
            "postgres://x?schema=A", "postgres://x?schema=a;b", "postgres://x?schema=a&schema=b",
            "postgres://x?schema=1a", "data/a.sqlite",
        ]
        for text in wrong { #expect(DatabaseAddress(text) == nil) }
    }

    private func text(of migrations: [Migration], _ engine: Engine) async throws -> String {
        try await TestDatabase.with(engine, migrations: migrations) { try await $0.schemaText() }
    }
}
