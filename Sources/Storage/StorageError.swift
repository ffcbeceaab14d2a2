/// What can go wrong with a database, in cases a caller can act on.
///
/// No case and no description holds a bound value: they may go into a log.
public enum StorageError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A row with these columns exists: `basket_line.basket, basket_line.goods`.
    case uniqueViolation(String)
    /// A CHECK refused the row; the name of the constraint.
    case checkViolation(String)
    /// A column that may not be NULL is: `orders.number`.
    case notNullViolation(String)
    /// A row that is referred to does not exist, or one that goes is still referred to.
    case foreignKeyViolation
    /// The disk, or the room given to the database, is full.
    case full
    /// The database was opened to be read, or its file cannot be written.
    case readOnly
    /// Too many writes wait already, or another process holds the database: try again later.
    case busy
    /// The database cannot be reached; nothing was written.
    case unavailable(String)
    /// The connection was lost while the commit was on its way: it may be durable, or not at all.
    case outcomeUnknown
    /// The database holds a migration that this program does not know.
    case newerDatabase(migration: String)
    /// The text of a migration that has been applied is no longer the same.
    case changedMigration(String)
    /// Two migrations of one database have the same name.
    case doubleMigration(String)
    /// A reader found no database with its whole schema within the time it was given.
    case notReady
    /// A column is missing or of another kind than the program reads it as.
    case column(name: String, wanted: String, found: String)
    /// A text holds U+0000, which not every engine can keep.
    case zeroInText
    /// Anything else: the engine's code, and its words where they cannot hold a value.
    case other(String)

    public var description: String {
        switch self {
        case .uniqueViolation(let name): "a row with this \(name) exists"
        case .checkViolation(let name): "the row fails the check \(name)"
        case .notNullViolation(let name): "\(name) may not be NULL"
        case .foreignKeyViolation: "a row that is referred to is missing"
        case .full: "the disk is full"
        case .readOnly: "the database may only be read"
        case .busy: "the database is busy"
        case .unavailable(let why): "the database cannot be reached: \(why)"
        case .outcomeUnknown: "the connection was lost while committing; the outcome is unknown"
        case .newerDatabase(let name): "the database is newer than this program: it holds \(name)"
        case .changedMigration(let name): "the migration \(name) was changed after it was applied"
        case .doubleMigration(let name): "two migrations are named \(name)"
        case .notReady: "the database does not exist yet, or not with its whole schema"
        case .column(let name, let wanted, let found):
            "the column \(name) should be read as \(wanted) but is \(found)"
        case .zeroInText: "a text holds U+0000"
        case .other(let what): what
        }
    }
}
