import Storage
import TestKit
import Testing

/// A server that goes away is told, and found again.
@Suite(.enabled(if: TestDatabase.engines.contains(.postgres), "PostgreSQL is not installed"))
struct LostServerTests {
    private let migrations = [
        Migration(
            "test-1",
            sqlite: "",
            postgres: """
                CREATE TABLE item (id BIGINT PRIMARY KEY NOT NULL);
                CREATE TABLE fatal (id BIGINT);
                CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
                CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON fatal
                    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION die()
                """
        )
    ]

    @Test("a connection lost between transactions is replaced unseen")
    func idle() async throws {
        try await TestDatabase.with(.postgres, migrations: migrations) { database in
            let writer: Int = try await database.write { tx in
                try tx.rows("SELECT pg_backend_pid() AS pid")[0].get("pid")
            }
            try await database.read {
                _ = try $0.rows("SELECT pg_terminate_backend(\(writer)::int)")
            }
            try await insertWorks(in: database)
        }
    }

    @Test("who asks nothing of a server that has gone is told that nobody knows")
    func unasked() async throws {
        try await TestDatabase.with(.postgres, migrations: migrations) { database in
            // A statement's first time is waited for; this one is known from here on.
            let writer: Int = try await database.write { tx in
                try tx.run("INSERT INTO item (id) VALUES (\(6))")
                return try tx.rows("SELECT pg_backend_pid() AS pid")[0].get("pid")
            }
            try await database.read {
                _ = try $0.rows("SELECT pg_terminate_backend(\(writer)::int)")
            }
            // All of it goes out with its COMMIT, so how far it came cannot be told.
            await #expect(throws: StorageError.outcomeUnknown) {
                try await database.write { try $0.run("INSERT INTO item (id) VALUES (\(7))") }
            }
            let kept = try await count(database)
            #expect(kept == 1)
            try await insertWorks(in: database)
        }
    }

    @Test("a connection lost inside a transaction is told: nothing was written")
    func inside() async throws {
        try await TestDatabase.with(.postgres, migrations: migrations) { database in
            let error = await #expect(throws: StorageError.self) {
                try await database.write { tx in
                    try tx.run("INSERT INTO item (id) VALUES (1)")
                    _ = try tx.rows("SELECT pg_terminate_backend(pg_backend_pid())")
                }
            }
            guard case .unavailable = error else { throw error ?? .notReady }
            let count = try await count(database)
            #expect(count == 0)
            try await insertWorks(in: database)
        }
    }

    @Test("a connection lost while committing leaves the outcome unknown, and says so")
    func committing() async throws {
        try await TestDatabase.with(.postgres, migrations: migrations) { database in
            await #expect(throws: StorageError.outcomeUnknown) {
                try await database.write { try $0.run("INSERT INTO fatal (id) VALUES (1)") }
            }
            try await insertWorks(in: database)
        }
    }

    @Test("a reader whose connection is lost reads again afterwards")
    func reading() async throws {
        try await TestDatabase.with(.postgres, migrations: migrations) { database in
            await #expect(throws: StorageError.self) {
                try await database.read { tx in
                    _ = try tx.rows("SELECT pg_terminate_backend(pg_backend_pid())")
                    _ = try tx.rows("SELECT 1")
                }
            }
            let count = try await count(database)
            #expect(count == 0)
        }
    }

    @Test("no server, no schema: said without the URL")
    func absent() async throws {
        let address = try #require(
            DatabaseAddress("postgres://ichi:geheim@127.0.0.1:1/ichi?schema=shop")
        )
        let error = await #expect(throws: StorageError.self) {
            _ = try await Database.open(address, migrations: [])
        }
        #expect(error?.description.contains("geheim") == false)
        #expect(!"\(address)".contains("geheim"))
    }

    private func insertWorks(in database: Database) async throws {
        let changes = try await database.write { try $0.change("INSERT INTO item (id) VALUES (1)") }
        #expect(changes == 1)
    }

    private func count(_ database: Database) async throws -> Int {
        try await database.read { try $0.rows("SELECT COUNT(*) AS n FROM item")[0].get("n") }
    }
}
