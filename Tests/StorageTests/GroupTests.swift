import Foundation
import Synchronization
import TestKit
import Testing

@testable import Storage

/// Writes that wait share a commit, within limits.
struct GroupTests {
    private let migrations = [Migration("test-1", "CREATE TABLE item (id BIGINT NOT NULL)")]

    @Test("200 waiting writes need a handful of commits", arguments: TestDatabase.engines)
    func shared(engine: Engine) async throws {
        try await TestDatabase.withAddress(engine) { address in
            let backend = try await CountingBackend(Opening(address, migrations).owned())
            let queue = WriteQueue(backend)
            try await withThrowingTaskGroup { group in
                for number in 0..<200 {
                    group.addTask {
                        try await queue.write { session in
                            if number == 0 { Thread.sleep(forTimeInterval: 0.2) }
                            return try session.run("INSERT INTO item (id) VALUES (\(number))")
                        }
                    }
                }
                try await group.waitForAll()
            }
            let rows = try await backend.read { try $0.rows("SELECT id FROM item").count }
            #expect(rows == 200)
            #expect(backend.commits.withLock { $0 } < 20)
            await queue.close()
        }
    }

    @Test("a queue that is too long says busy, and what waits is written")
    func limit() async throws {
        try await TestDatabase.withAddress(.sqlite) { address in
            let backend = try await Opening(address, migrations).owned()
            let queue = WriteQueue(backend)
            let (written, busy) = try await withThrowingTaskGroup { group in
                for number in 0..<(WriteQueue.waitingLimit + 300) {
                    group.addTask { try await outcome(of: number, in: queue) }
                }
                return try await group.reduce((0, 0)) { ($0.0 + ($1 ? 1 : 0), $0.1 + ($1 ? 0 : 1)) }
            }
            #expect(busy > 0)
            let rows = try await backend.read { try $0.rows("SELECT id FROM item").count }
            #expect(rows == written)
            await queue.close()
        }
    }

    private func outcome(of number: Int, in queue: WriteQueue) async throws -> Bool {
        do {
            try await queue.write { session in
                if number < 20 { Thread.sleep(forTimeInterval: 0.02) }
                _ = try session.run("INSERT INTO item (id) VALUES (\(number))")
            }
            return true
        } catch StorageError.busy { return false }
    }
}

/// Counts what is committed.
private final class CountingBackend: Backend {
    let commits = Mutex(0)
    private let backend: any Backend

    init(_ backend: any Backend) { self.backend = backend }

    func write<Value: Sendable>(
        _ purpose: Purpose,
        _ body: @Sendable (any Session) throws -> Value
    ) throws -> Value {
        commits.withLock { $0 += 1 }
        return try backend.write(purpose, body)
    }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Session) throws -> Value
    ) async throws -> Value { try await backend.read(body) }

    func close() { backend.close() }
}
