public import Basics

/// The statements of one transaction.
///
/// It lives as long as the closure that receives it, is synchronous, and stays on its connection's
/// thread: no `await`, and so no call to another process, can stand inside. After a statement has
/// failed every further one fails, on both engines: throw, and catch around the transaction.
public final class Transaction {
    private let session: any Session
    private var failure: (any Error)?
    /// Nil where nobody asks what the body relies on.
    private var ingredients: Set<Ingredient>?

    init(_ session: any Session) { self.session = session }

    /// All rows of a query, or of a statement with RETURNING.
    public func rows(_ sql: SQL) throws -> [Row] { try checked([sql]) { try session.rows(sql) } }

    /// The rows of several queries, in their order; on PostgreSQL they go out together.
    public func rows(of queries: SQL...) throws -> [[Row]] {
        try checked(queries) { try session.rows(queries) }
    }

    /// The first row, or nil where there is none.
    public func row(_ sql: SQL) throws -> Row? { try rows(sql).first }

    /// Runs a statement of which nothing is asked.
    ///
    /// On PostgreSQL it goes out with the next one that has an answer, or with the commit: what fails
    /// in it is thrown there.
    public func run(_ sql: SQL) throws { try checked([sql]) { try session.run(sql) } }

    /// Runs a statement and tells how many rows it inserted, changed or deleted.
    public func change(_ sql: SQL) throws -> Int { try checked([sql]) { try session.change(sql) } }

    /// Names what the body's answer is made of, for ``Database/look(_:)``.
    ///
    /// A store names it where it reads it: the rows that it found, and the lists that a row which
    /// is not there yet would be in.
    public func relies(on ingredients: Ingredient...) { relies(on: ingredients) }

    /// The same of several.
    public func relies(on ingredients: [Ingredient]) { self.ingredients?.formUnion(ingredients) }

    func beginsToNote() { ingredients = [] }

    var noted: Set<Ingredient> { ingredients ?? [] }

    /// Runs a body; an error of a statement that it caught and went on from is thrown after all.
    static func run<Value>(
        _ body: (Transaction) throws -> Value,
        in session: any Session
    ) throws -> Value {
        let transaction = Transaction(session)
        let value = try body(transaction)
        if let failure = transaction.failure { throw failure }
        return value
    }

    // PostgreSQL refuses what follows a failed statement and SQLite would run it; and PostgreSQL
    // would cut a text at U+0000. A body must not behave differently on the two.
    private func checked<Answer>(_ sqls: [SQL], _ call: () throws -> Answer) throws -> Answer {
        if let failure { throw failure }
        do {
            guard !sqls.contains(where: { $0.values.contains(where: \.holdsZero) }) else {
                throw StorageError.zeroInText
            }
            return try call()
        } catch {
            failure = error
            throw error
        }
    }
}
