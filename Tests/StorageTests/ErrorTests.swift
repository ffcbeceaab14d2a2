import Storage
import TestKit
import Testing

/// Errors say what a caller can act on, alike on both engines, and never a value.
struct ErrorTests {
    private let migrations = [
        Migration(
            "test-1",
            """
            CREATE TABLE shop (id BIGINT PRIMARY KEY NOT NULL);
            CREATE TABLE goods (
                shop BIGINT NOT NULL REFERENCES shop (id),
                number TEXT NOT NULL,
                price BIGINT NOT NULL CONSTRAINT price_is_positive CHECK (price > 0),
                PRIMARY KEY (shop, number)
            );
            INSERT INTO shop (id) VALUES (1);
            INSERT INTO goods (shop, number, price) VALUES (1, '秘密', 100)
            """
        )
    ]

    @Test("every constraint has its error", arguments: TestDatabase.engines)
    func constraints(engine: Engine) async throws {
        try await TestDatabase.with(engine, migrations: migrations) { database in
            await expect(.uniqueViolation("goods.shop, goods.number"), from: database) {
                "INSERT INTO goods (shop, number, price) VALUES (1, \("秘密"), 1)"
            }
            await expect(.checkViolation("price_is_positive"), from: database) {
                "INSERT INTO goods (shop, number, price) VALUES (1, \("秘密2"), 0)"
            }
            await expect(.notNullViolation("goods.number"), from: database) {
                "INSERT INTO goods (shop, number, price) VALUES (1, \(String?.none), 1)"
            }
            await expect(.foreignKeyViolation, from: database) {
                "INSERT INTO goods (shop, number, price) VALUES (2, \("秘密3"), 1)"
            }
            await expect(.foreignKeyViolation, from: database) { "DELETE FROM shop" }
        }
    }

    @Test("a wrong statement is told in words", arguments: TestDatabase.engines)
    func wrong(engine: Engine) async throws {
        try await TestDatabase.with(engine, migrations: migrations) { database in
            let error = await #expect(throws: StorageError.self) {
                try await database.read { try $0.rows("SELECT nonsense FROM goods") }
            }
            #expect(error?.description.contains("nonsense") == true)
        }
    }

    @Test("two statements in one are refused, and neither is run", arguments: TestDatabase.engines)
    func two(engine: Engine) async throws {
        try await TestDatabase.with(engine, migrations: migrations) { database in
            await #expect(throws: StorageError.self) {
                try await database.write {
                    try $0.run("UPDATE goods SET price = 7; UPDATE goods SET price = 8")
                }
            }
            let rows = try await database.read { try $0.rows("SELECT price FROM goods") }
            #expect(try rows.map { try $0.get("price", as: Int.self) } == [100])
        }
    }

    @Test("no error holds a bound value", arguments: TestDatabase.engines)
    func values(engine: Engine) async throws {
        try await TestDatabase.with(engine, migrations: migrations) { database in
            let wrong: [SQL] = [
                "INSERT INTO goods (shop, number, price) VALUES (1, \("秘密"), 1)",
                "INSERT INTO goods (shop, number, price) VALUES (\("秘密"), 'x', 1)",
                "SELECT \("秘密") + 1 + nonsense AS x",
                "SELECT CAST(\("秘密") AS TEXT) FROM nowhere",
                "UPDATE goods SET price = -1 WHERE number = \("秘密")",
            ]
            for sql in wrong {
                let error = await #expect(throws: (any Error).self) {
                    try await database.write { try $0.run(sql) }
                }
                #expect(error.map { !"\($0)".contains("秘密") } == true)
            }
        }
    }

    @Test("a full SQLite file is told, and what was there stays")
    func full() async throws {
        try await TestDatabase.with(.sqlite, migrations: migrations) { database in
            try await database.write { _ = try $0.rows("PRAGMA max_page_count = 20") }
            let block = [UInt8](repeating: 7, count: 200_000)
            await #expect(throws: StorageError.full) {
                try await database.write { tx in
                    try tx.run(
                        "INSERT INTO goods VALUES (1, 'big', \(block.count) + LENGTH(\(block)))"
                    )
                    try tx.run("CREATE TABLE big (data BYTEA)")
                    try tx.run("INSERT INTO big (data) VALUES (\(block))")
                }
            }
            let large = Task {
                try await database.write { tx in
                    try tx.run("CREATE TABLE big (data BYTEA)")
                    try tx.run("INSERT INTO big (data) VALUES (\(block))")
                }
            }
            let small = try await database.write { try $0.change("UPDATE goods SET price = 7") }
            #expect(small == 1)
            await #expect(throws: StorageError.full) { try await large.value }
            let rows = try await database.read { try $0.rows("SELECT price FROM goods") }
            #expect(try rows.map { try $0.get("price", as: Int.self) } == [7])
        }
    }

    private func expect(
        _ wanted: StorageError,
        from database: Database,
        sourceLocation: SourceLocation = #_sourceLocation,
        _ sql: @escaping @Sendable () -> SQL
    ) async {
        await #expect(throws: wanted, sourceLocation: sourceLocation) {
            try await database.write { try $0.run(sql()) }
        }
    }
}
