import Foundation
import Storage
import TestKit
import Testing

/// Many writers, one queue, shared commits.
struct WriteTests {
    struct Regret: Error {}

    private let migrations = [
        Migration(
            "test-1",
            """
            CREATE TABLE counter (id BIGINT PRIMARY KEY NOT NULL, value BIGINT NOT NULL);
            INSERT INTO counter (id, value) VALUES (1, 0)
            """
        )
    ]

    @Test("PostgreSQL is tested too", .enabled(if: TestDatabase.engines.contains(.postgres)))
    func both() { #expect(TestDatabase.engines == [.sqlite, .postgres]) }

    @Test("16 writers lose no update", arguments: TestDatabase.engines)
    func writers(engine: Engine) async throws {
        try await TestDatabase.with(engine, migrations: migrations) { database in
            try await withThrowingTaskGroup { group in
                for _ in 0..<16 {
                    group.addTask {
                        for _ in 0..<25 { try await increment(in: database) }
                    }
                }
                try await group.waitForAll()
            }
            try await expectValue(400, in: database)
        }
    }

    @Test("a body that throws takes nobody with it", arguments: TestDatabase.engines)
    func regret(engine: Engine) async throws {
        try await TestDatabase.with(engine, migrations: migrations) { database in
            let good = await withTaskGroup { group in
                for number in 0..<64 {
                    group.addTask {
                        do {
                            try await database.write { tx in
                                try tx.run("UPDATE counter SET value = value + 1")
                                if number % 4 == 0 { throw Regret() }
                            }
                            return 1
                        } catch is Regret { return 0 } catch { return 1000 }
                    }
                }
                return await group.reduce(0, +)
            }
            #expect(good == 48)
            try await expectValue(48, in: database)
        }
    }

    @Test("a statement that failed cannot be gone on from", arguments: TestDatabase.engines)
    func caught(engine: Engine) async throws {
        try await TestDatabase.with(engine, migrations: migrations) { database in
            let error = await #expect(throws: StorageError.self) {
                try await database.write { tx in
                    try tx.run("UPDATE counter SET value = 7")
                    _ = try? tx.run("INSERT INTO counter (id, value) VALUES (1, 1)")
                }
            }
            #expect(error == .uniqueViolation("counter.id"))
            try await expectValue(0, in: database)
        }
    }

    @Test("a read sees one moment", arguments: TestDatabase.engines)
    func snapshot(engine: Engine) async throws {
        try await TestDatabase.withAddress(engine) { address in
            let database = try await Database.open(address, migrations: migrations)
            // Twice: from the first one a server's session learns that this question is not alone.
            for count in 0..<2 {
                let (started, start) = AsyncStream<Void>.makeStream()
                let reading = Task {
                    try await database.read { tx in
                        let first: Int? = try tx.row("SELECT value FROM counter")?.get("value")
                        start.yield()
                        var spins = 0
                        // The write below is committed while this closure runs.
                        while spins < 40 { spins += 1; Thread.sleep(forTimeInterval: 0.01) }
                        let second: Int? = try tx.row("SELECT value FROM counter")?.get("value")
                        return [first, second]
                    }
                }
                for await _ in started { break }
                try await increment(in: database)
                let seen = try await reading.value
                #expect(seen[0] == seen[1])
                if count == 1 { #expect(seen == [1, 1]) }
                try await expectValue(count + 1, in: database)
            }
            await database.close()
        }
    }

    @Test("questions that go out together see one moment, without a transaction being begun")
    func together() async throws {
        try await TestDatabase.withAddress(.postgres) { address in
            let database = try await Database.open(address, migrations: migrations)
            let reading = Task {
                try await database.read { tx in
                    let rows = try tx.rows(
                        of: "SELECT value FROM counter",
                        "SELECT 1 AS one FROM pg_sleep(0.5)",
                        "SELECT value FROM counter"
                    )
                    return try [rows[0], rows[2]].map { try $0[0].get("value", as: Int.self) }
                }
            }
            let counting = Task {
                var count = 0
                while !Task.isCancelled {
                    try await increment(in: database)
                    count += 1
                }
                return count
            }
            let seen = try await reading.value
            counting.cancel()
            let counted = try await counting.value
            #expect(seen[0] == seen[1])
            #expect(seen[0] < counted)
            await database.close()
        }
    }

    @Test("what reads cannot write", arguments: TestDatabase.engines)
    func readOnly(engine: Engine) async throws {
        try await TestDatabase.with(engine, migrations: migrations) { database in
            await #expect(throws: StorageError.readOnly) {
                try await database.read { try $0.run("UPDATE counter SET value = 1") }
            }
            try await expectValue(0, in: database)
        }
    }

    @Test("a database that was closed says so", arguments: TestDatabase.engines)
    func closed(engine: Engine) async throws {
        try await TestDatabase.withAddress(engine) { address in
            let database = try await Database.open(address, migrations: migrations)
            await database.close()
            await #expect(throws: StorageError.self) { try await increment(in: database) }
            await #expect(throws: StorageError.self) { try await value(in: database) }
        }
    }

    private func increment(in database: Database) async throws {
        try await database.write { tx in
            let value: Int = try tx.rows("SELECT value FROM counter")[0].get("value")
            try tx.run("UPDATE counter SET value = \(value + 1)")
        }
    }

    private func expectValue(_ wanted: Int, in database: Database) async throws {
        let value = try await value(in: database)
        #expect(value == wanted)
    }

    @discardableResult
    private func value(in database: Database) async throws -> Int {
        try await database.read { try $0.rows("SELECT value FROM counter")[0].get("value") }
    }
}
