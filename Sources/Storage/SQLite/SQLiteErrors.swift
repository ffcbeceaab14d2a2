import GRDB

/// SQLite's result codes in our words (https://www.sqlite.org/rescode.html).
enum SQLiteErrors {
    /// Runs a call and maps what it throws.
    ///
    /// SQLite's message is passed on only `withWords`: while a statement runs, it may hold a value.
    static func mapped<Value>(
        withWords: Bool = false,
        _ call: () throws -> Value
    ) throws -> Value {
        do {
            return try call()
        } catch let error as DatabaseError {
            throw storageError(error, withWords: withWords)
        }
    }

    static func storageError(_ error: DatabaseError, withWords: Bool) -> StorageError {
        switch error.extendedResultCode {
        case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID:
            return .uniqueViolation(subject(of: error))
        case .SQLITE_CONSTRAINT_CHECK: return .checkViolation(subject(of: error))
        case .SQLITE_CONSTRAINT_NOTNULL: return .notNullViolation(subject(of: error))
        case .SQLITE_CONSTRAINT_FOREIGNKEY: return .foreignKeyViolation
        default: break
        }
        switch error.resultCode {
        case .SQLITE_FULL: return .full
        case .SQLITE_READONLY, .SQLITE_PERM: return .readOnly
        case .SQLITE_BUSY, .SQLITE_LOCKED: return .busy
        case .SQLITE_CANTOPEN, .SQLITE_NOTADB: return .unavailable(told(error, withWords))
        default: return .other(told(error, withWords))
        }
    }

    private static func told(_ error: DatabaseError, _ withWords: Bool) -> String {
        let words = withWords ? ": " + (error.message ?? "") : ""
        return "SQLite \(error.extendedResultCode.rawValue)\(words)"
    }

    /// `UNIQUE constraint failed: goods.shop, goods.number` names columns or a constraint, no value.
    private static func subject(of error: DatabaseError) -> String {
        let parts = (error.message ?? "").split(separator: ": ", maxSplits: 1)
        return parts.count == 2 ? String(parts[1]) : ""
    }
}
