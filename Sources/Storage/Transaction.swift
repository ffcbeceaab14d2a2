/// The statements of one transaction.
///
/// It lives as long as the closure that receives it, is synchronous, and stays on its connection's
/// thread: no `await`, and so no call to another process, can stand inside.
public final class Transaction {
    private let session: any Session

    init(_ session: any Session) { self.session = session }

    /// All rows of a query, or of a statement with RETURNING.
    public func rows(_ sql: SQL) throws -> [Row] { try session.rows(try checked(sql)) }

    /// The first row, or nil where there is none.
    public func row(_ sql: SQL) throws -> Row? { try rows(sql).first }

    /// Runs a statement and tells how many rows it inserted, changed or deleted.
    @discardableResult
    public func run(_ sql: SQL) throws -> Int { try session.run(try checked(sql)) }

    // SQLite would keep a text with U+0000 and PostgreSQL cut it off there: neither is asked.
    private func checked(_ sql: SQL) throws -> SQL {
        for case .text(let text) in sql.values where text.utf8.contains(0) {
            throw StorageError.zeroInText
        }
        return sql
    }
}

/// One connection of an engine, inside a transaction.
protocol Session: AnyObject {
    func rows(_ sql: SQL) throws -> [Row]
    func run(_ sql: SQL) throws -> Int
    /// Several statements without parameters, separated by semicolons.
    func script(_ text: String) throws
}
