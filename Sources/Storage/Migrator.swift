/// Brings a schema to where the program expects it, or says why it cannot.
struct Migrator: Sendable {
    let engine: Engine
    let migrations: [Migration]

    /// Applies what is missing, in the transaction that the session is in.
    func apply(in session: any Session) throws {
        try checkNames()
        try session.script(
            """
            CREATE TABLE IF NOT EXISTS migration (
                name TEXT PRIMARY KEY NOT NULL, checksum TEXT NOT NULL, applied BIGINT NOT NULL)
            """
        )
        let missing = try missing(in: session)
        var place = migrations.count - missing.count
        for migration in migrations where missing.contains(migration.name) {
            try session.script(migration.text(for: engine))
            let checksum = migration.checksum(for: engine)
            place += 1
            try session.run(
                """
                INSERT INTO migration (name, checksum, applied)
                VALUES (\(migration.name), \(checksum), \(place))
                """
            )
        }
    }

    /// The names of migrations that the database does not have yet.
    func missing(in session: any Session) throws -> Set<String> {
        var missing = Dictionary(
            migrations.map { ($0.name, $0.checksum(for: engine)) },
            uniquingKeysWith: { first, _ in first }
        )
        for row in try session.rows("SELECT name, checksum FROM migration ORDER BY applied") {
            let name: String = try row.get("name")
            guard let checksum = missing.removeValue(forKey: name) else {
                throw StorageError.newerDatabase(migration: name)
            }
            guard try row.get("checksum") == checksum else {
                throw StorageError.changedMigration(name)
            }
        }
        return Set(missing.keys)
    }

    private func checkNames() throws {
        var names: Set<String> = []
        for migration in migrations where !names.insert(migration.name).inserted {
            throw StorageError.doubleMigration(migration.name)
        }
    }
}
