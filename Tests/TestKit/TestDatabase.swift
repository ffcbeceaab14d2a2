import Foundation
public import Storage

/// Databases for tests: a new one for each, gone afterwards.
public enum TestDatabase {
    /// The engines that can be had here: `@Test(arguments: TestDatabase.engines)`.
    public static let engines: [Engine] = PostgresServer.isHere ? [.sqlite, .postgres] : [.sqlite]

    /// Runs a test on a new database with its schema.
    @discardableResult
    public static func with<Value>(
        _ engine: Engine,
        migrations: [Migration],
        isolation: isolated (any Actor)? = #isolation,
        _ test: (Database) async throws -> Value
    ) async throws -> Value {
        try await withAddress(engine) { address in
            let database = try await Database.open(address, migrations: migrations)
            do {
                let value = try await test(database)
                await database.close()
                return value
            } catch {
                await database.close()
                throw error
            }
        }
    }

    /// Runs a test that opens databases itself, where there is none yet.
    ///
    /// PostgreSQL does not wait for the disk unless the test is about durability.
    @discardableResult
    public static func withAddress<Value>(
        _ engine: Engine,
        durable: Bool = false,
        isolation: isolated (any Actor)? = #isolation,
        _ test: (DatabaseAddress) async throws -> Value
    ) async throws -> Value {
        switch engine {
        case .sqlite:
            try await withTemporaryFolder { folder in
                try await test(.sqlite(path: folder.appending(path: "test.sqlite").path))
            }
        case .postgres:
            try await PostgresServer.withSchema(durable: durable, test)
        }
    }
}
