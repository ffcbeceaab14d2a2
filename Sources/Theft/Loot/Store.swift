/// A place that data is kept in, as the report lists them.
public enum Store: String, Sendable, CaseIterable, Encodable {
    case database, writeAheadLog, sharedMemory, rows
    case ledger, log, backup, session, cache, core, temporary, picture, settings, other

    /// In words.
    public var name: String {
        switch self {
        case .database: "databases"
        case .writeAheadLog: "write-ahead logs"
        case .sharedMemory: "shared memory"
        case .rows: "rows"
        case .ledger: "ledger tiles"
        case .log: "logs"
        case .backup: "backups"
        case .session: "session stores"
        case .cache: "caches"
        case .core: "cores"
        case .temporary: "temporary files"
        case .picture: "pictures"
        case .settings: "settings"
        case .other: "other files"
        }
    }

    /// What a file is, by the names of it and of the folders that it lies in.
    static func of(_ path: String) -> Store {
        let words = path.lowercased().split(separator: "/")
        guard let name = words.last else { return .other }
        let folders = words.dropLast()
        return byName(name) ?? folders.lazy.compactMap(byFolder).first ?? byEnding(name)
    }

    private static func byName(_ name: Substring) -> Store? {
        if name == "core" || name.hasPrefix("core.") || name.hasSuffix(".core") { return .core }
        if name.hasSuffix("-wal") || name.hasSuffix("-journal") { return .writeAheadLog }
        if name.hasSuffix("-shm") { return .sharedMemory }
        if name.hasSuffix(".tmp") || name.hasPrefix("tmp") || name.hasSuffix("~") {
            return .temporary
        }
        return isBackup(name) ? .backup : nil
    }

    private static func isBackup(_ name: Substring) -> Bool {
        name.contains("backup")
            || [".bak", ".old", ".tar", ".dump"].contains { name.hasSuffix($0) }
    }

    private static func byFolder(_ folder: Substring) -> Store? {
        if isBackup(folder) { return .backup }
        return switch folder {
        case "ledger": .ledger
        case "pictures": .picture
        case "tmp", "temp": .temporary
        case "cache": .cache
        case "sessions": .session
        case "pg_wal": .writeAheadLog
        case "base", "global", "pg_xact": .database
        case "log": .log
        default: nil
        }
    }

    private static func byEnding(_ name: Substring) -> Store {
        if name.contains("session") { return .session }
        if name.contains("cache") { return .cache }
        switch name.split(separator: ".").last {
        case "sqlite", "db": return .database
        case "log": return .log
        case "json", "tsv", "conf": return .settings
        case "svg", "webp", "avif", "png", "jpg": return .picture
        default: return .other
        }
    }
}
