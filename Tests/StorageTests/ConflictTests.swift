import Foundation
import Storage
import Synchronization
import TestKit
import Testing

/// Two processes that write the same rows: none loses an update, and none waits for ever.
struct ConflictTests {
    private let migrations = [
        Migration(
            "test-1",
            """
            CREATE TABLE counter (id BIGINT PRIMARY KEY NOT NULL, value BIGINT NOT NULL);
            INSERT INTO counter (id, value) VALUES (1, 0), (2, 0)
            """
        )
    ]

    @Test("two owners of one database lose no update", arguments: TestDatabase.engines)
    func updates(engine: Engine) async throws {
        try await withTwo(engine) { one, other in
            try await withThrowingTaskGroup { group in
                for database in [one, other] {
                    for _ in 0..<4 {
                        group.addTask { for _ in 0..<10 { try await increment(database) } }
                    }
                }
                try await group.waitForAll()
            }
            let value = try await count(one)
            #expect(value == 80)
        }
    }

    @Test("a write that another one has overtaken is run again", .enabled(if: hasPostgres))
    func overtaken() async throws {
        try await withTwo(.postgres) { one, other in
            let attempts = Mutex(0)
            try await one.write { tx in
                let value = try count(tx)
                if attempts.withLock({
                    $0 += 1; return $0
                }) <= 2 {
                    wait { try await increment(other) }
                }
                try tx.run("UPDATE counter SET value = \(value + 1) WHERE id = 1")
            }
            #expect(attempts.withLock { $0 } == 3)
            let value = try await count(one)
            #expect(value == 3)
        }
    }

    @Test("a write that is overtaken every time is told: busy", .enabled(if: hasPostgres))
    func busy() async throws {
        try await withTwo(.postgres) { one, other in
            await #expect(throws: StorageError.busy) {
                try await one.write { tx in
                    let value = try count(tx)
                    wait { try await increment(other) }
                    try tx.run("UPDATE counter SET value = \(value + 1) WHERE id = 1")
                }
            }
            let (here, there) = try await (count(one), count(other))
            #expect(here == there)
        }
    }

    @Test("of two writes that wait for each other, one is run again", .enabled(if: hasPostgres))
    func deadlock() async throws {
        try await withTwo(.postgres) { one, other in
            let (first, second) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
            async let there: Void = crossing(one, [1, 2], tell: first, await: second)
            async let back: Void = crossing(other, [2, 1], tell: second, await: first)
            _ = try await (there, back)
            let values: [Int] = try await one.read { tx in
                try tx.rows("SELECT value FROM counter").map { try $0.get("value") }
            }
            #expect(values == [2, 2])
        }
    }

    private static let hasPostgres = TestDatabase.engines.contains(.postgres)

    private func withTwo(
        _ engine: Engine,
        _ test: (Database, Database) async throws -> Void
    ) async throws {
        try await TestDatabase.withAddress(engine) { address in
            let one = try await Database.open(address, migrations: migrations)
            let other = try await Database.open(address, migrations: migrations)
            try await test(one, other)
            await one.close()
            await other.close()
        }
    }

    private func crossing(
        _ database: Database,
        _ ids: [Int],
        tell: DispatchSemaphore,
        await other: DispatchSemaphore
    ) async throws {
        try await database.write { tx in
            for id in ids {
                try tx.run("UPDATE counter SET value = value + 1 WHERE id = \(id)")
                tell.signal()
                // Who is run again finds nobody to wait for.
                if id == ids[0] { _ = other.wait(timeout: .now() + 0.5) }
            }
        }
    }

    private func wait(for work: @escaping @Sendable () async throws -> Void) {
        let done = DispatchSemaphore(value: 0)
        Task {
            try? await work()
            done.signal()
        }
        done.wait()
    }

    private func increment(_ database: Database) async throws {
        try await database.write { tx in
            try tx.run("UPDATE counter SET value = \(try count(tx) + 1) WHERE id = 1")
        }
    }

    private func count(_ database: Database) async throws -> Int {
        try await database.read { try count($0) }
    }

    private func count(_ tx: Transaction) throws -> Int {
        try tx.rows("SELECT value FROM counter WHERE id = 1")[0].get("value")
    }
}
