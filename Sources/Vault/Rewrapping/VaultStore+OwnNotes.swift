import Storage

/// A note of the vault's own, and where it lies.
struct KeptNote: Sendable {
    var key: SQLValue
    /// Whose it is; see ``NotePlace/owner``.
    var owner: String
    var note: [UInt8]
}

extension VaultStore {
    /// Notes of a place that do not begin so, in the order of its rows.
    func notes(_ place: NotePlace, notOf head: [UInt8], skipping: Int, limit: Int) throws
        -> [KeptNote]
    {
        try tx.rows(
            """
            SELECT \(raw: place.key) AS id, \(raw: place.owner) AS owner, \(raw: place.column) AS note
            FROM \(raw: place.table)
            WHERE LENGTH(\(raw: place.column)) > 0 AND SUBSTR(\(raw: place.column), 1, 8) <> \(head)
            ORDER BY \(raw: place.key) LIMIT \(limit) OFFSET \(skipping)
            """
        ).map { row in
            KeptNote(
                key: try row.get("id"),
                owner: try row.get("owner"),
                note: try row.get("note")
            )
        }
    }

    /// How many begin so, everywhere.
    func countNotes(of head: [UInt8]) throws -> Int {
        try NotePlace.all.reduce(0) { sum, place in
            let here: Int? = try tx.row(
                """
                SELECT COUNT(*) AS notes FROM \(raw: place.table)
                WHERE SUBSTR(\(raw: place.column), 1, 8) = \(head)
                """
            )?.get("notes")
            return sum + (here ?? 0)
        }
    }

    /// Puts a note in another's place, where that one lies there still.
    func replace(_ old: KeptNote, in place: NotePlace, by new: [UInt8]) throws {
        try tx.run(
            """
            UPDATE \(raw: place.table) SET \(raw: place.column) = \(new)
            WHERE \(raw: place.key) = \(old.key) AND \(raw: place.column) = \(old.note)
            """
        )
    }
}
