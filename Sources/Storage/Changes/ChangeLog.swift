public import Basics

/// What has changed in a database, in the order of its commits: for processes that keep what they
/// made of it.
///
/// Triggers write it (``ChangeTrigger``), in the transaction of the change itself: no statement
/// that changes something can leave it out, whoever runs it.
public enum ChangeLog {
    /// The log's own table, to be applied before the triggers that write into it.
    ///
    /// PostgreSQL numbers a change while it holds a lock until the commit: without that, a number
    /// could be seen before a smaller one is.
    public static let migration = Migration(
        "storage-1-page-change",
        sqlite: """
            CREATE TABLE page_change (
                seq INTEGER PRIMARY KEY AUTOINCREMENT, ingredient TEXT NOT NULL
            );
            """,
        postgres: """
            CREATE TABLE page_change (seq BIGINT PRIMARY KEY, ingredient TEXT NOT NULL);
            CREATE SEQUENCE page_change_seq;
            CREATE FUNCTION number_page_change() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                PERFORM pg_advisory_xact_lock(
                    hashtext('ichi page change'), hashtext(current_schema())
                );
                NEW.seq := nextval('page_change_seq');
                RAISE NOTICE USING ERRCODE = 'ICHI1', MESSAGE = NEW.seq::text;
                RETURN NEW;
            END $$;
            CREATE TRIGGER page_change_number BEFORE INSERT ON page_change
                FOR EACH ROW EXECUTE FUNCTION number_page_change();
            """
    )

    /// Changes that stay to be read: a process that has missed more begins anew.
    static let length = 10_000
    /// Changes that are told at a time: past these, beginning anew is less work.
    static let longestTold = 1_000
}

/// What has changed since a number.
public struct Changes: Sendable, Hashable {
    /// Each with its number, the oldest first; nil where they are too many to be told.
    public var ingredients: [(number: Int64, ingredient: Ingredient)]?
    /// The number of the last.
    public var newest: Int64

    public static func == (a: Changes, b: Changes) -> Bool {
        a.newest == b.newest && a.ingredients?.map(\.number) == b.ingredients?.map(\.number)
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(newest) }
}

extension Database {
    /// Reads on one snapshot, and tells what of it the body named by ``Transaction/relies(on:)``.
    public func look<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> (value: Value, ingredients: Ingredients) {
        try await read { tx in
            tx.beginsToNote()
            let value = try body(tx)
            return (value, Ingredients(tx.noted, asOf: try ChangeLog.newest(tx)))
        }
    }

    /// What has changed since a number.
    public func changes(since number: Int64) async throws -> Changes {
        try await read { try ChangeLog.changes(since: number, $0) }
    }

    /// Lets go of changes that every process has long seen.
    public func forgetOldChanges() async throws {
        try await write { tx in
            let last = try ChangeLog.newest(tx) - Int64(ChangeLog.length)
            try tx.run("DELETE FROM page_change WHERE seq <= \(last)")
        }
    }
}

extension ChangeLog {
    static func newest(_ tx: Transaction) throws -> Int64 {
        try tx.row("SELECT MAX(seq) AS newest FROM page_change")?.get("newest") ?? 0
    }

    static func changes(since number: Int64, _ tx: Transaction) throws -> Changes {
        // One question, asked a hundred times a second: it needs no transaction.
        let rows = try tx.rows(
            """
            SELECT seq, ingredient, (SELECT MIN(seq) FROM page_change) AS oldest
            FROM page_change WHERE seq > \(number)
            ORDER BY seq LIMIT \(longestTold + 1)
            """
        )
        guard let last = rows.last else { return Changes(ingredients: [], newest: number) }
        // Changes after the number may have been forgotten already.
        let oldest: Int64 = try last.get("oldest")
        guard rows.count <= longestTold, oldest <= number + 1 else {
            return Changes(ingredients: nil, newest: try newest(tx))
        }
        return Changes(
            ingredients: try rows.map { (try $0.get("seq"), Ingredient(try $0.get("ingredient"))) },
            newest: try last.get("seq")
        )
    }
}
