import Basics
import Storage
import VaultAPI

/// An item that is due.
struct DueItem: Sendable {
    var id: Handle<CourierItem>
    var subject: Handle<Subject>?
    /// Its person's; nil where it has none.
    var ledgerName: String?
    /// Whether its address is sealed into it.
    var isAddressed: Bool
    var content: [UInt8]
    var tries: Int
}

extension VaultStore {
    func keep(_ item: NewItem, at now: Moment) throws {
        try tx.run(
            """
            INSERT INTO item (id, subject, addressed, content, created, due, tries, state)
            VALUES (\(item.id), \(item.subject), \(item.address != nil), \(item.content), \(now),
                \(now), 0, \(item.state.rawValue))
            """
        )
    }

    /// Where codes are first, a newcomer's, who waits before a screen; it needs no witness.
    ///
    /// Then the item that was handed out and not told done, unless it was handed out so often already;
    /// else the one that has waited longest of those that are due.
    func nextItem(at now: Moment, triedLessThan most: Int, codesFirst: Bool) throws -> DueItem? {
        try tx.row(
            """
            SELECT id, subject, ledger_name, addressed, content, tries FROM item
            LEFT JOIN subject ON handle = subject
            WHERE id = COALESCE(
                (SELECT id FROM newcomer JOIN item ON item.subject = newcomer.subject
                    WHERE CAST(\(codesFirst ? 1 : 0) AS BIGINT) = 1
                        AND mailbox IS NOT NULL AND (state = 'in-hand' AND tries < \(most)
                            OR state IN ('waiting', 'in-hand') AND due <= \(now))
                    ORDER BY due, created, id LIMIT 1),
                (SELECT id FROM item WHERE state = 'in-hand' AND tries < \(most)
                    ORDER BY due, created, id LIMIT 1),
                (SELECT id FROM item WHERE state IN ('waiting', 'in-hand') AND due <= \(now)
                    ORDER BY due, created, id LIMIT 1))
            """
        ).map(VaultStore.item)
    }

    func item(_ id: Handle<CourierItem>) throws -> DueItem? {
        try tx.row(
            """
            SELECT id, subject, ledger_name, addressed, content, tries FROM item
            LEFT JOIN subject ON handle = subject WHERE id = \(id)
            """
        ).map(VaultStore.item)
    }

    /// Handed out: it comes again at `due` at the latest, unless it is told done before.
    func lease(_ id: Handle<CourierItem>, until due: Moment) throws {
        try tx.run(
            "UPDATE item SET state = 'in-hand', due = \(due), tries = tries + 1 WHERE id = \(id)"
        )
    }

    /// It could not be opened, which is no try.
    func takeBack(_ id: Handle<CourierItem>) throws {
        try tx.run(
            "UPDATE item SET tries = tries - 1 WHERE id = \(id) AND state = 'in-hand'"
        )
    }

    func postpone(_ id: Handle<CourierItem>, to due: Moment) throws {
        try tx.run("UPDATE item SET state = 'waiting', due = \(due) WHERE id = \(id)")
    }

    /// Nobody will carry it any more: of its content nothing stays.
    func fail(_ id: Handle<CourierItem>) throws {
        let nothing: [UInt8] = []
        try tx.run("UPDATE item SET state = 'failed', content = \(nothing) WHERE id = \(id)")
    }

    func drop(_ id: Handle<CourierItem>) throws {
        try tx.run("DELETE FROM item WHERE id = \(id)")
    }

    func dropItems(of subject: Handle<Subject>) throws {
        try tx.run("DELETE FROM item WHERE subject = \(subject)")
    }

    /// What goes to nobody or could not be delivered, after a while; what is to be carried stays.
    func sweepItems(createdBefore limit: Moment) throws {
        try tx.run("DELETE FROM item WHERE state IN ('void', 'failed') AND created < \(limit)")
    }

    private static func item(_ row: Row) throws -> DueItem {
        DueItem(
            id: try row.get("id"),
            subject: try row.get("subject"),
            ledgerName: try row.get("ledger_name"),
            isAddressed: try row.get("addressed"),
            content: try row.get("content"),
            tries: try row.get("tries")
        )
    }
}
