import Foundation
import Storage
import Synchronization
import TestKit
import Testing

/// How many a second; told only where `ICHI_MEASURE=1` asks for it, with the disk waited for.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["ICHI_MEASURE"] == "1"), .serialized)
struct MeasureTests {
    private let migrations = [
        Migration(
            "test-1",
            "CREATE TABLE item (id TEXT PRIMARY KEY NOT NULL, count BIGINT NOT NULL)"
        )
    ]

    @Test("writes and reads a second", arguments: TestDatabase.engines)
    func rates(engine: Engine) async throws {
        try await TestDatabase.withAddress(engine, durable: true) { address in
            let database = try await Database.open(address, migrations: migrations)
            for tasks in [1, 16] {
                let writes = try await rate(of: tasks) { try await write(to: database) }
                tell("\(engine): \(writes) durable writes/s by \(tasks)")
            }
            try await database.write { try $0.run("INSERT INTO item (id, count) VALUES ('a', 1)") }
            for tasks in [1, 16] {
                let reads = try await rate(of: tasks) { try await read(from: database) }
                tell("\(engine): \(reads) reads/s by \(tasks)")
            }
            await database.close()
        }
    }

    private func write(to database: Database) async throws {
        let id = UUID().uuidString
        try await database.write { try $0.run("INSERT INTO item (id, count) VALUES (\(id), 1)") }
    }

    private func read(from database: Database) async throws {
        let row = try await database.read { try $0.row("SELECT count FROM item WHERE id = \("a")") }
        #expect(try row?.get("count") == 1)
    }

    private func rate(
        of tasks: Int,
        _ work: @escaping @Sendable () async throws -> Void
    ) async throws -> Int {
        let end = ContinuousClock.now + .seconds(2)
        let done = try await withThrowingTaskGroup { group in
            for _ in 0..<tasks {
                group.addTask {
                    var done = 0
                    while ContinuousClock.now < end { try await work(); done += 1 }
                    return done
                }
            }
            return try await group.reduce(0, +)
        }
        return done / 2
    }

    private func tell(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }
}
