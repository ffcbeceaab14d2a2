import Basics
import Synchronization
import TestKit
import Testing

@testable import Storage

@Suite("The log of changes")
struct ChangeTests {
    private static let migrations = [
        ChangeLog.migration,
        Migration(
            "test-1-jar",
            "CREATE TABLE jar (id BIGINT PRIMARY KEY, label TEXT, weight BIGINT NOT NULL)"
        ),
        Migration(
            "test-2-changes",
            watching: [
                ChangeTrigger(
                    "jar_page",
                    on: "jar",
                    shows: ["row.label", "CASE WHEN row.weight < 5 THEN row.weight ELSE 5 END"],
                    of: ["'jar:' || row.id", "CASE WHEN row.label IS NULL THEN 'bare' END"]
                )
            ]
        ),
    ]

    /// A database with one jar, and the numbers of the changes that were acknowledged.
    private func with(
        _ engine: Engine,
        _ test: (Database, @Sendable () -> [Int64]) async throws -> Void
    ) async throws {
        try await TestDatabase.withAddress(engine) { address in
            let told = Told()
            let database = try await Database.open(address, migrations: Self.migrations) {
                told.add($0)
            }
            try await database.write {
                try $0.run("INSERT INTO jar (id, label, weight) VALUES (1, 'plum', 9)")
            }
            try await test(database) { told.numbers }
            await database.close()
        }
    }

    private final class Told: Sendable {
        private let list = Mutex<[Int64]>([])
        func add(_ number: Int64) { list.withLock { $0.append(number) } }
        var numbers: [Int64] { list.withLock { $0 } }
    }

    private func names(_ changes: Changes) -> [String]? {
        changes.ingredients?.map(\.ingredient.description)
    }

    @Test("a change is named, and its writer waits for its number", arguments: TestDatabase.engines)
    func told(_ engine: Engine) async throws {
        try await with(engine) { database, told in
            let before = try await database.changes(since: 0)
            #expect(names(before) == ["jar:1"])
            try await database.write { try $0.run("UPDATE jar SET label = NULL WHERE id = 1") }
            let after = try await database.changes(since: before.newest)
            #expect(names(after) == ["bare", "jar:1"])
            #expect(told() == [before.newest, after.newest])
        }
    }

    @Test("what no page shows is no change", arguments: TestDatabase.engines)
    func hidden(_ engine: Engine) async throws {
        try await with(engine) { database, told in
            try await database.write {
                try $0.run("UPDATE jar SET weight = 6, label = 'plum' WHERE id = 1")
            }
            #expect(told().count == 1)
            try await database.write { try $0.run("UPDATE jar SET weight = 4 WHERE id = 1") }
            try await database.write { try $0.run("DELETE FROM jar WHERE id = 1") }
            #expect(told().count == 3)
        }
    }

    @Test("a row under another number changes both", arguments: TestDatabase.engines)
    func moved(_ engine: Engine) async throws {
        try await with(engine) { database, _ in
            try await database.write {
                try $0.run("UPDATE jar SET id = 2, label = 'fig' WHERE id = 1")
            }
            #expect(names(try await database.changes(since: 1)) == ["jar:1", "jar:2"])
        }
    }

    @Test("what is rolled back is not told", arguments: TestDatabase.engines)
    func undone(_ engine: Engine) async throws {
        struct No: Error {}
        try await with(engine) { database, told in
            await #expect(throws: No.self) {
                try await database.write { tx in
                    try tx.run("UPDATE jar SET label = 'fig' WHERE id = 1")
                    throw No()
                }
            }
            try await database.write { try $0.run("UPDATE jar SET weight = 8 WHERE id = 1") }
            #expect(told().count == 1)
            #expect(names(try await database.changes(since: told()[0])) == [])
        }
    }

    @Test("each of many writers waits for its own change", arguments: TestDatabase.engines)
    func many(_ engine: Engine) async throws {
        try await with(engine) { database, told in
            try await withThrowingTaskGroup { group in
                for number in 2...40 {
                    group.addTask {
                        try await database.write {
                            try $0.run(
                                "INSERT INTO jar (id, label, weight) VALUES (\(number), 'a', 1)"
                            )
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(Set(told()).count == 40)
            let all = try await database.changes(since: 0)
            #expect(Set(names(all) ?? []) == Set((1...40).map { "jar:\($0)" }))
            #expect(all.newest == told().max())
        }
    }

    @Test("a look tells what it relied on, and how new it is", arguments: TestDatabase.engines)
    func look(_ engine: Engine) async throws {
        try await with(engine) { database, told in
            let (label, ingredients): (String, Ingredients) = try await database.look { tx in
                tx.relies(on: Ingredient("jar", 1))
                return try tx.row("SELECT label FROM jar")?.get("label") ?? ""
            }
            #expect(label == "plum")
            #expect(ingredients == Ingredients([Ingredient("jar:1")], asOf: told()[0]))
        }
    }

    @Test("who has missed too much begins anew", arguments: TestDatabase.engines)
    func forgotten(_ engine: Engine) async throws {
        try await with(engine) { database, told in
            try await database.write { tx in
                for number in 2...2_000 {
                    try tx.run("INSERT INTO jar (id, label, weight) VALUES (\(number), 'a', 1)")
                }
            }
            let changes = try await database.changes(since: told()[0])
            #expect(changes.ingredients == nil && changes.newest == told()[1])
            try await database.write { try $0.run("DELETE FROM page_change WHERE seq < 1990") }
            #expect(try await database.changes(since: 1_900).ingredients == nil)
            #expect(try await database.changes(since: 1_995).ingredients?.isEmpty == false)
        }
    }
}
