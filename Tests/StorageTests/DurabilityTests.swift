import Basics
import Foundation
import Storage
import TestKit
import Testing

/// What was acknowledged is there, however the process ends.
struct DurabilityTests {
    private static let migrations = [
        Migration("test-1", "CREATE TABLE item (id BIGINT PRIMARY KEY NOT NULL)")
    ]

    @Test("killed inside a write: all before it is there, and nothing of it")
    func killed() async throws {
        for engine in TestDatabase.engines {
            try await TestDatabase.withAddress(engine, durable: true) { address in
                let place = text(of: address)
                await #expect(processExitsWith: .signal(SIGKILL)) { [place = place as String] in
                    try await DurabilityTests.writeAndDie(at: place)
                }
                let database = try await Database.open(address, migrations: Self.migrations)
                let ids: [Int] = try await database.read { tx in
                    try tx.rows("SELECT id FROM item ORDER BY id").map { try $0.get("id") }
                }
                #expect(ids == Array(1...20))
                await database.close()
            }
        }
    }

    private static func writeAndDie(at place: String) async throws {
        let address = try #require(DatabaseAddress(place))
        let database = try await Database.open(address, migrations: migrations)
        for id in 1...20 {
            try await database.write { try $0.run("INSERT INTO item (id) VALUES (\(id))") }
        }
        try await database.write { tx in
            try tx.run("INSERT INTO item (id) VALUES (21)")
            kill(getpid(), SIGKILL)
        }
    }

    private func text(of address: DatabaseAddress) -> String {
        switch address {
        case .sqlite(let path): "sqlite:\(path)"
        case .postgres(let url, let schema):
            url.revealed + (url.revealed.contains("?") ? "&" : "?") + "schema=\(schema)"
        }
    }
}
