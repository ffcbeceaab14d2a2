import Foundation
public import Storage

/// Databases for tests: a new one for each, gone afterwards.
public enum TestDatabase {
    /// The engines that can be had here: `@Test(arguments: TestDatabase.engines)`.
    public static let engines: [Engine] = [.sqlite]

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

    /// Runs a test that opens the database itself, where there is none yet.
    @discardableResult
    public static func withAddress<Value>(
        _ engine: Engine,
        isolation: isolated (any Actor)? = #isolation,
        _ test: (DatabaseAddress) async throws -> Value
    ) async throws -> Value {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "ichi-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await test(.sqlite(path: folder.appending(path: "test.sqlite").path))
    }
}
