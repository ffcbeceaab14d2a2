import Basics
import CSQLite
import Foundation

/// A whole database as one file, of one moment, while others write: for backups.
///
/// A SQLite file is written anew by the engine itself (`VACUUM INTO`), without what was deleted; a
/// schema of PostgreSQL by PostgreSQL's own `pg_dump`. What is copied of one engine is brought back to
/// the same.
public enum DatabaseCopy {
    /// What the copy of a store's database is called.
    public static func name(of store: String, _ engine: Engine) -> String {
        switch engine {
        case .sqlite: store + ".sqlite"
        case .postgres: store + ".pgdump"
        }
    }

    /// Copies a database into a file that is not there yet; who calls it waits.
    ///
    /// Whoever makes a backup of it puts it on disk. Throws ``StorageError``, ``CopyFault``.
    public static func save(_ address: DatabaseAddress, to path: String) throws {
        switch address {
        case .sqlite(let source):
            guard FileManager.default.fileExists(atPath: source) else {
                throw CopyFault.missing(source)
            }
            try vacuum(source, into: path)
        case .postgres(let url, let schema):
            try PostgresProgram.run(
                "pg_dump",
                [
                    "--format=custom", "--no-owner", "--no-privileges", "--schema", schema,
                    "--file", path,
                ],
                url: url
            )
        }
    }

    /// Whether nothing was ever written where an address leads.
    ///
    /// Throws ``StorageError``.
    public static func isEmpty(_ address: DatabaseAddress) throws -> Bool {
        switch address {
        case .sqlite(let path): return !FileManager.default.fileExists(atPath: path)
        case .postgres(let url, let schema):
            let session = try PostgresSession(url: url.revealed, schema: schema, for: .reading)
            let rows = try session.rows([
                "SELECT COUNT(*) AS count FROM pg_tables WHERE schemaname = \(schema)"
            ])
            return try rows.first?.first?.get("count", as: Int.self) == 0
        }
    }

    /// Brings a copy back, whole or not at all, to where nothing is yet.
    ///
    /// Throws ``StorageError``, ``CopyFault``.
    public static func bring(_ path: String, to address: DatabaseAddress) throws {
        guard try isEmpty(address) else { throw CopyFault.notEmpty("\(address)") }
        switch address {
        case .sqlite(let target): try place(path, target)
        case .postgres(let url, let schema):
            let session = try PostgresSession(url: url.revealed, schema: schema, for: .writing)
            // The copy makes it itself; one that holds anything is not dropped by this.
            try session.script("DROP SCHEMA IF EXISTS \(schema)")
            try PostgresProgram.run(
                "pg_restore",
                ["--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges"],
                into: path,
                url: url
            )
        }
    }

    private static func vacuum(_ source: String, into path: String) throws {
        var connection: OpaquePointer?
        let code = sqlite3_open_v2(source, &connection, SQLITE_OPEN_READONLY, nil)
        defer { sqlite3_close_v2(connection) }
        guard code == SQLITE_OK, let connection else {
            throw CopyFault.failed(source, "it is shut")
        }
        sqlite3_busy_timeout(connection, 10_000)
        var statement: OpaquePointer?
        defer { sqlite3_finalize(statement) }
        guard sqlite3_prepare_v2(connection, "VACUUM INTO ?1", -1, &statement, nil) == SQLITE_OK,
            sqlite3_bind_text(statement, 1, strdup(path), -1, { free($0) }) == SQLITE_OK,
            sqlite3_step(statement) == SQLITE_DONE
        else { throw CopyFault.failed(source, String(cString: sqlite3_errmsg(connection))) }
    }

    /// By another name first, so that nobody opens half of it.
    private static func place(_ path: String, _ target: String) throws {
        let aside = target + ".new"
        try? FileManager.default.removeItem(atPath: aside)
        do {
            try FileManager.default.copyItem(atPath: path, toPath: aside)
            let file = try FileHandle(forUpdating: URL(filePath: aside))
            try file.synchronize()
            try file.close()
        } catch {
            throw CopyFault.failed(target, "\(error.localizedDescription)")
        }
        // Logs of a database that was there before would be played into this one.
        for rest in ["-wal", "-shm"] { unlink(target + rest) }
        guard rename(aside, target) == 0 else {
            throw CopyFault.failed(target, String(cString: strerror(errno)))
        }
    }
}

/// Why a database is not copied or brought back, in words for an operator.
public enum CopyFault: Error, Sendable, Equatable, CustomStringConvertible {
    case missing(String)
    case notEmpty(String)
    case failed(String, String)
    case noProgram(String)

    public var description: String {
        switch self {
        case .missing(let path): "there is no database \(path)"
        case .notEmpty(let place):
            "\(place) holds a database already: nothing is brought back over one"
        case .failed(let place, let cause): "\(place): \(cause)"
        case .noProgram(let name): "\(name) is not installed: it comes with postgresql-client-15"
        }
    }
}
