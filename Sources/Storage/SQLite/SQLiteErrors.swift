import CSQLite

/// SQLite's result codes in our words (https://www.sqlite.org/rescode.html).
enum SQLiteErrors {
    /// What SQLite says of a call: an extended result code, and words that may hold a value.
    struct Failure {
        var code: Int32
        var message: String
    }

    /// Whether SQLite's words are passed on.
    enum Words {
        case told, withheld
    }

    /// Whether somebody who may not write beside the file met its writer in the middle of a stroke.
    ///
    /// Who may write would wait for the writer's lock and look again. Who may not, as a process that is
    /// confined to reading, is told that the log must be repaired first, though nothing is wrong with it
    /// (SQLITE_READONLY_RECOVERY, SQLITE_READONLY_CANTINIT): it has to look again by itself.
    static func isMidStroke(_ code: Int32) -> Bool {
        code == SQLITE_READONLY | 1 << 8 || code == SQLITE_READONLY | 5 << 8
    }

    static func storageError(_ failure: Failure, _ words: Words) -> StorageError {
        switch failure.code {
        case Constraint.unique, Constraint.primaryKey, Constraint.rowID:
            return .uniqueViolation(failure.subject)
        case Constraint.check: return .checkViolation(failure.subject)
        case Constraint.notNull: return .notNullViolation(failure.subject)
        case Constraint.foreignKey: return .foreignKeyViolation
        default: break
        }
        switch failure.code & 0xff {
        case SQLITE_FULL: return .full
        case SQLITE_READONLY, SQLITE_PERM: return .readOnly
        case SQLITE_BUSY, SQLITE_LOCKED: return .busy
        case SQLITE_CANTOPEN, SQLITE_NOTADB: return .unavailable(failure.told(words))
        default: return .other(failure.told(words))
        }
    }
}

/// The extended codes, which C makes by macros that Swift does not see.
private enum Constraint {
    static let check = SQLITE_CONSTRAINT | 1 << 8
    static let foreignKey = SQLITE_CONSTRAINT | 3 << 8
    static let notNull = SQLITE_CONSTRAINT | 5 << 8
    static let primaryKey = SQLITE_CONSTRAINT | 6 << 8
    static let unique = SQLITE_CONSTRAINT | 8 << 8
    static let rowID = SQLITE_CONSTRAINT | 10 << 8
}

extension SQLiteErrors.Failure {
    fileprivate func told(_ words: SQLiteErrors.Words) -> String {
        "SQLite \(code)" + (words == .told ? ": " + message : "")
    }

    /// `UNIQUE constraint failed: goods.shop, goods.number` names columns or a constraint, no value.
    fileprivate var subject: String {
        let parts = message.split(separator: ": ", maxSplits: 1)
        return parts.count == 2 ? String(parts[1]) : ""
    }
}
