import Foundation
import TestKit
import Testing

@testable import Storage

/// Statements of which nothing is asked go out with others; what fails in them is told all the same.
struct PipelineTests {
    private let migrations = [
        Migration("test-1", "CREATE TABLE item (id BIGINT NOT NULL PRIMARY KEY, word TEXT)")
    ]

    private func insert(_ id: Int) -> SQL { "INSERT INTO item (id) VALUES (\(id))" }

    @Test("a body's last statement fails: its caller is told", arguments: TestDatabase.engines)
    func lastFails(engine: Engine) async throws {
        try await TestDatabase.with(engine, migrations: migrations) { database in
            try await database.write { try $0.run(insert(1)) }
            await #expect(throws: StorageError.uniqueViolation("item.id")) {
                try await database.write { tx in
                    try tx.run(insert(2))
                    try tx.run(insert(1))
                }
            }
            #expect(try await ids(database) == [1])
        }
    }

    @Test(
        "of bodies that share a commit, the one that fails is told",
        arguments: TestDatabase.engines
    )
    func sharedFails(engine: Engine) async throws {
        try await TestDatabase.with(engine, migrations: migrations) { database in
            try await database.write { try $0.run(insert(7)) }
            let failed = await withTaskGroup(of: Int?.self) { group in
                for number in 0..<20 {
                    group.addTask {
                        do {
                            try await database.write { tx in
                                if number == 0 { Thread.sleep(forTimeInterval: 0.1) }
                                try tx.run(insert(number))
                            }
                            return nil
                        } catch { return number }
                    }
                }
                return await group.reduce(into: []) { failed, number in failed += [number] }
            }
            #expect(failed.compactMap { $0 } == [7])
            #expect(try await ids(database) == Array(0..<20))
        }
    }

    @Test(
        "a body that throws leaves nothing of what it had under way",
        arguments: TestDatabase.engines
    )
    func thrown(engine: Engine) async throws {
        struct Regret: Error {}
        try await TestDatabase.with(engine, migrations: migrations) { database in
            await #expect(throws: (any Error).self) {
                try await database.write { tx in
                    try tx.run(insert(1))
                    try tx.run(insert(1))
                    throw Regret()
                }
            }
            try await database.write { try $0.run(insert(2)) }
            #expect(try await ids(database) == [2])
        }
    }

    @Test("more statements than fit on the way", arguments: TestDatabase.engines)
    func many(engine: Engine) async throws {
        try await TestDatabase.with(engine, migrations: migrations) { database in
            let word = String(repeating: "市", count: 3000)
            try await database.write { tx in
                for id in 0..<500 {
                    try tx.run("INSERT INTO item (id, word) VALUES (\(id), \(word))")
                }
            }
            #expect(try await ids(database).count == 500)
        }
    }

    @Test("numbers, texts and bytes come as they went", arguments: TestDatabase.engines)
    func kinds(engine: Engine) async throws {
        try await TestDatabase.with(engine, migrations: migrations) { database in
            let row = try await database.read { tx in
                try tx.row(
                    """
                    SELECT CAST(\(Int64.min) AS BIGINT) AS least, CAST(\(Int64.max) AS BIGINT) AS most,
                        CAST(\("梨 '\"\\") AS TEXT) AS word, count(*) AS none,
                        max(id) AS highest FROM item
                    """
                )
            }
            #expect(try row?.get("least") == Int64.min)
            #expect(try row?.get("most") == Int64.max)
            #expect(try row?.get("word") == "梨 '\"\\")
            #expect(try row?.get("none") == 0)
            #expect(try row?.get("highest", as: Int?.self) == nil)
        }
    }

    @Test("several questions are answered in their order", arguments: TestDatabase.engines)
    func several(engine: Engine) async throws {
        try await TestDatabase.with(engine, migrations: migrations) { database in
            try await database.write { tx in
                try tx.run(insert(1))
                try tx.run(insert(2))
            }
            for _ in 0..<2 {
                let rows = try await database.read { tx in
                    try tx.rows(
                        of: "SELECT id FROM item WHERE id = \(1)",
                        "SELECT id FROM item WHERE id = \(7)",
                        "SELECT word FROM item",
                        "SELECT id FROM item WHERE id = \(2)"
                    )
                }
                #expect(rows.map(\.count) == [1, 0, 2, 1])
                #expect(try rows[0][0].get("id") == 1)
                #expect(try rows[3][0].get("id") == 2)
            }
        }
    }

    private func ids(_ database: Database) async throws -> [Int] {
        try await database.read { try $0.rows("SELECT id FROM item ORDER BY id") }
            .map { try $0.get("id") }
    }
}
