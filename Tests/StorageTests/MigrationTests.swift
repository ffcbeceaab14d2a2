import Storage
import TestKit
import Testing

/// Schemas go forward, and never by surprise.
struct MigrationTests {
    private let first = Migration("test-1", "CREATE TABLE item (id BIGINT PRIMARY KEY NOT NULL)")
    private let second = Migration("test-2", "ALTER TABLE item ADD COLUMN word TEXT")

    @Test("missing migrations are applied once, in order", arguments: TestDatabase.engines)
    func forward(engine: Engine) async throws {
        try await TestDatabase.withAddress(engine) { address in
            try await open(address, [first])
            try await open(address, [first, second])
            try await open(address, [first, second])
            let database = try await Database.open(address, migrations: [first, second])
            try await database.write { try $0.run("INSERT INTO item (id, word) VALUES (1, 'a')") }
            let names: [String] = try await database.read { tx in
                try tx.rows("SELECT name FROM migration ORDER BY applied").map {
                    try $0.get("name")
                }
            }
            #expect(names == ["test-1", "test-2"])
            await database.close()
        }
    }

    @Test("a migration that was changed afterwards is refused", arguments: TestDatabase.engines)
    func changed(engine: Engine) async throws {
        try await TestDatabase.withAddress(engine) { address in
            try await open(address, [first])
            let changed = Migration("test-1", "CREATE TABLE item (id TEXT PRIMARY KEY NOT NULL)")
            await #expect(throws: StorageError.changedMigration("test-1")) {
                try await open(address, [changed, second])
            }
        }
    }

    @Test("a database newer than the program is refused", arguments: TestDatabase.engines)
    func newer(engine: Engine) async throws {
        try await TestDatabase.withAddress(engine) { address in
            try await open(address, [first, second])
            for access in [Access.readWrite, .readOnly] {
                let error = await #expect(throws: StorageError.self) {
                    try await open(address, [first], access)
                }
                #expect(error == .newerDatabase(migration: "test-2"))
                #expect(error?.description.contains("newer than this program") == true)
            }
        }
    }

    @Test("a migration that fails leaves nothing behind", arguments: TestDatabase.engines)
    func failing(engine: Engine) async throws {
        try await TestDatabase.withAddress(engine) { address in
            let wrong = Migration("test-2", "CREATE TABLE other (id BIGINT); SELECT nonsense")
            await #expect(throws: StorageError.self) { try await open(address, [first, wrong]) }
            try await open(address, [first, second])
        }
    }

    @Test("a name is used once", arguments: TestDatabase.engines)
    func twice(engine: Engine) async throws {
        try await TestDatabase.withAddress(engine) { address in
            await #expect(throws: StorageError.doubleMigration("test-1")) {
                try await open(address, [first, first])
            }
        }
    }

    @Test("two owners that open at once do not harm the schema", arguments: TestDatabase.engines)
    func race(engine: Engine) async throws {
        try await TestDatabase.withAddress(engine) { address in
            try await withThrowingTaskGroup { group in
                for _ in 0..<4 { group.addTask { try await open(address, [first, second]) } }
                try await group.waitForAll()
            }
        }
    }

    @Test("a reader waits for the owner's whole schema", arguments: TestDatabase.engines)
    func reader(engine: Engine) async throws {
        try await TestDatabase.withAddress(engine) { address in
            await #expect(throws: StorageError.self) {
                _ = try await Database.open(
                    address,
                    migrations: [first],
                    access: .readOnly,
                    patience: .milliseconds(120)
                )
            }
            let waiting = Task {
                try await Database.open(address, migrations: [first, second], access: .readOnly)
            }
            try await open(address, [first])
            let owner = try await Database.open(address, migrations: [first, second])
            let reader = try await waiting.value
            try await owner.write { try $0.run("INSERT INTO item (id, word) VALUES (1, '梨')") }
            let word: String = try await reader.read { tx in
                try tx.rows("SELECT word FROM item")[0].get("word")
            }
            #expect(word == "梨")
            await #expect(throws: StorageError.readOnly) {
                try await reader.write { try $0.run("DELETE FROM item") }
            }
            await owner.close()
            await reader.close()
        }
    }

    private func open(
        _ address: DatabaseAddress,
        _ migrations: [Migration],
        _ access: Access = .readWrite
    ) async throws {
        let database = try await Database.open(address, migrations: migrations, access: access)
        await database.close()
    }
}
