import Storage

/// Where notes of the vault's own lie.
enum NotePlace: String, CaseIterable, Sendable {
    case item, challenge

    /// What a note is bound to besides its epoch.
    func binding(_ id: String) -> [UInt8] {
        Array(((self == .item ? "item " : "source ") + id).utf8)
    }
}

extension VaultStore {
    /// Notes that do not begin so, after one that was seen, in the order of their ids.
    func notes(_ place: NotePlace, notOf head: [UInt8], after id: String, limit: Int) throws
        -> [(id: String, note: [UInt8])]
    {
        let rows =
            switch place {
            case .item:
                try tx.rows(
                    """
                    SELECT id, content AS note FROM item
                    WHERE id > \(id) AND LENGTH(content) > 0 AND SUBSTR(content, 1, 8) <> \(head)
                    ORDER BY id LIMIT \(limit)
                    """
                )
            case .challenge:
                try tx.rows(
                    """
                    SELECT id, source_sealed AS note FROM challenge
                    WHERE id > \(id) AND source_sealed IS NOT NULL
                        AND SUBSTR(source_sealed, 1, 8) <> \(head)
                    ORDER BY id LIMIT \(limit)
                    """
                )
            }
        return try rows.map { (try $0.get("id"), try $0.get("note")) }
    }

    /// How many begin so.
    func countNotes(of head: [UInt8]) throws -> Int {
        try tx.row(
            """
            SELECT (SELECT COUNT(*) FROM item WHERE SUBSTR(content, 1, 8) = \(head))
                + (SELECT COUNT(*) FROM challenge WHERE SUBSTR(source_sealed, 1, 8) = \(head))
                AS notes
            """
        )?.get("notes") ?? 0
    }

    /// Puts a note in another's place, where that one lies there still.
    func replace(_ place: NotePlace, _ id: String, _ old: [UInt8], by new: [UInt8]) throws {
        switch place {
        case .item:
            try tx.run("UPDATE item SET content = \(new) WHERE id = \(id) AND content = \(old)")
        case .challenge:
            try tx.run(
                """
                UPDATE challenge SET source_sealed = \(new)
                WHERE id = \(id) AND source_sealed = \(old)
                """
            )
        }
    }
}
