import Basics
import Storage
import TestKit
import Testing

/// What goes in comes out, and where it was put.
struct RoundTripTests {
    private let migrations = [
        Migration(
            "test-1",
            "CREATE TABLE item (id BIGINT PRIMARY KEY NOT NULL, word TEXT, data BYTEA, count BIGINT)"
        )
    ]

    enum Colour: String, SQLValueConvertible { case red, blue }

    @Test("parameters keep their places", arguments: TestDatabase.engines)
    func order(engine: Engine) async throws {
        try await TestDatabase.with(engine, migrations: migrations) { database in
            let (a, b) = ("a", "b")
            let condition: SQL = "\(b) = 'b'"
            let row = try await database.read { tx in
                try tx.row(
                    """
                    SELECT \(b) AS second, \(a) AS first, \(b) AS again, \(7) AS number
                    WHERE \(a) = 'a' AND \(fragment: condition) AND \(raw: "1 = 1")
                    """
                )
            }
            #expect(try row?.get("second") == "b")
            #expect(try row?.get("first") == "a")
            #expect(try row?.get("again") == "b")
            #expect(try row?.get("number") == 7)
        }
    }

    @Test(
        "texts come back as they were",
        arguments: TestDatabase.engines,
        [
            "", "'; DROP TABLE item; --", "$1 ?1 ?", "髙﨑 𠮷野家", "👩‍👩‍👧‍👦🍐", "\u{202E}右から左",
            "\u{200B}", "\\x00", String(repeating: "梨", count: 350_000),
        ]
    )
    func texts(engine: Engine, word: String) async throws {
        try await TestDatabase.with(engine, migrations: migrations) { database in
            let back: String? = try await database.write { tx in
                try tx.run("INSERT INTO item (id, word) VALUES (1, \(word))")
                return try tx.row("SELECT word FROM item WHERE word = \(word)")?.get("word")
            }
            #expect(back == word)
            #expect(back.map { Array($0.utf8) } == Array(word.utf8))
        }
    }

    @Test("bytes come back, zeros included", arguments: TestDatabase.engines)
    func bytes(engine: Engine) async throws {
        try await TestDatabase.with(engine, migrations: migrations) { database in
            let all = [0, 0] + (0...255).map(UInt8.init) + [0]
            let back: [[UInt8]] = try await database.write { tx in
                try tx.run("INSERT INTO item (id, data) VALUES (1, \(all)), (2, \([UInt8]()))")
                return try tx.rows("SELECT data FROM item ORDER BY id").map { try $0.get("data") }
            }
            #expect(back == [all, []])
        }
    }

    @Test("numbers, NULL and our own types come back", arguments: TestDatabase.engines)
    func kinds(engine: Engine) async throws {
        try await TestDatabase.with(engine, migrations: migrations) { database in
            try await database.read { tx in
                try expectBack(Int64.min, tx)
                try expectBack(Int64.max, tx)
                try expectBack(-1, tx)
                try expectBack(true, tx)
                try expectBack(false, tx)
                try expectBack(String?.none, tx)
                try expectBack(Int?.none, tx)
                try expectBack([UInt8]?.none, tx)
                try expectBack(Optional("x"), tx)
                try expectBack(0.5, tx)
                try expectBack(Money(yen: -12_800), tx)
                try expectBack(Moment(milliseconds: 1_765_000_000_123), tx)
                try expectBack(Day("2026-12-08"), tx)
                try expectBack(Handle<Colour>.mint(), tx)
                try expectBack(Prefecture(code: 31), tx)
                try expectBack(TaxRate.reduced, tx)
                try expectBack(Colour.blue, tx)
            }
        }
    }

    @Test("sums and counts are numbers", arguments: TestDatabase.engines)
    func sums(engine: Engine) async throws {
        try await TestDatabase.with(engine, migrations: migrations) { database in
            let row = try await database.write { tx in
                try tx.run("INSERT INTO item (id, count) VALUES (1, 40), (2, 2), (3, NULL)")
                return try tx.row("SELECT SUM(count) AS total, COUNT(*) AS rows FROM item")
            }
            #expect(try row?.get("total") == 42)
            #expect(try row?.get("rows") == 3)
        }
    }

    @Test(
        "a list is bound value by value, and an empty one finds nothing",
        arguments: TestDatabase.engines
    )
    func lists(engine: Engine) async throws {
        try await TestDatabase.with(engine, migrations: migrations) { database in
            let found = try await database.write { tx in
                try tx.run("INSERT INTO item (id, word) VALUES (1, 'a'), (2, 'b'), (3, 'c')")
                let some = try tx.rows("SELECT id FROM item WHERE word IN \(list: ["a", "c", "'"])")
                let none = try tx.rows("SELECT id FROM item WHERE id IN \(list: [Int]())")
                let rest = try tx.rows("SELECT id FROM item WHERE id NOT IN \(list: [Int]())")
                return [some.count, none.count, rest.count]
            }
            #expect(found == [2, 0, 3])
        }
    }

    @Test("NULL and no row are both nil to who wants an optional", arguments: TestDatabase.engines)
    func optionals(engine: Engine) async throws {
        try await TestDatabase.with(engine, migrations: migrations) { database in
            try await database.write { try $0.run("INSERT INTO item (id) VALUES (1)") }
            for id in [1, 2] {
                let word: String? = try await database.read { tx in
                    try tx.row("SELECT word FROM item WHERE id = \(id)")?.get("word")
                }
                let count = try await database.read { tx in
                    let row = try tx.row("SELECT count FROM item WHERE id = \(id)")
                    let count: Int? = try row?.get("count")
                    return count
                }
                #expect(word == nil)
                #expect(count == nil)
            }
            let row = try await database.read { try $0.row("SELECT word FROM item") }
            #expect(throws: StorageError.self) { try row?.get("word", as: String.self) }
        }
    }

    @Test("changed rows are counted", arguments: TestDatabase.engines)
    func changes(engine: Engine) async throws {
        try await TestDatabase.with(engine, migrations: migrations) { database in
            let counts = try await database.write { tx in
                [
                    try tx.change("INSERT INTO item (id, word) VALUES (1, 'a'), (2, 'b')"),
                    try tx.change("UPDATE item SET word = 'c' WHERE id = 9"),
                    try tx.change("UPDATE item SET word = 'c'"),
                    try tx.change("INSERT INTO item (id) VALUES (1) ON CONFLICT DO NOTHING"),
                    try tx.rows("DELETE FROM item RETURNING id").count,
                ]
            }
            #expect(counts == [2, 0, 2, 0, 2])
        }
    }

    @Test("a text with U+0000 is refused", arguments: TestDatabase.engines)
    func zero(engine: Engine) async throws {
        try await TestDatabase.with(engine, migrations: migrations) { database in
            await #expect(throws: StorageError.zeroInText) {
                try await database.write { tx in
                    try tx.run("INSERT INTO item (id, word) VALUES (1, \("a\u{0}b"))")
                }
            }
        }
    }

    @Test("a wrong read names column and type, never the value", arguments: TestDatabase.engines)
    func wrongRead(engine: Engine) async throws {
        try await TestDatabase.with(engine, migrations: migrations) { database in
            let row = try #require(try await database.read { try $0.row("SELECT \("秘密") AS word") })
            let error = #expect(throws: StorageError.self) { try row.get("word", as: Int.self) }
            #expect(error == .column(name: "word", wanted: "Int", found: "TEXT"))
            #expect(error.map { !"\($0)".contains("秘密") } == true)
            #expect(throws: StorageError.self) { try row.get("absent", as: String?.self) }
        }
    }

    private func expectBack<Value: SQLValueConvertible & Equatable>(
        _ value: Value,
        _ tx: Transaction
    ) throws {
        let row = try #require(try tx.row("SELECT \(value) AS value"))
        #expect(try row.get("value", as: Value.self) == value)
    }
}
