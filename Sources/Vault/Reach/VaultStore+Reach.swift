import Basics
import Storage
import VaultAPI

extension VaultStore {
    func extendReach(of principal: Handle<Subject>, to subjects: [Handle<Subject>], at now: Moment)
        throws
    {
        try tx.insert(subjects.map { "(\(principal), \($0), \(now))" }) {
            """
            INSERT INTO reach (principal, subject, since) VALUES \(fragment: $0)
            ON CONFLICT (principal, subject) DO NOTHING
            """
        }
    }

    /// What there is to know of some persons before one of them is shown to a principal; who has no
    /// row is left out.
    func known(to principal: Handle<Subject>, _ handles: [Handle<Subject>]) throws
        -> [Handle<Subject>: Known]
    {
        let rows = try tx.rows(
            """
            SELECT handle, kind, ledger_name, provisional_until, erased, since, ended,
                (SELECT state FROM order_person
                    JOIN placed_order ON placed_order.order_key = order_person.order_key
                    WHERE order_person.subject = handle AND state <> 'abandoned'
                    ORDER BY promoted DESC LIMIT 1) AS placed
            FROM subject LEFT JOIN reach ON reach.principal = \(principal) AND subject = handle
            WHERE handle IN \(list: handles)
            """
        )
        var known: [Handle<Subject>: Known] = [:]
        for row in rows {
            let handle: Handle<Subject> = try row.get("handle")
            guard let subject = try VaultStore.subject(handle, row) else { continue }
            known[handle] = Known(
                subject: subject,
                reach: handle == principal ? .reached : try VaultStore.reach(row),
                order: try row.get("placed")
            )
        }
        return known
    }

    private static func reach(_ row: Row) throws -> ReachState? {
        let since: Moment? = try row.get("since")
        let ended: Moment? = try row.get("ended")
        return since.map { _ in ended == nil ? .reached : .over }
    }

    /// All that a principal reaches or reached, itself left out.
    func reached(by principal: Handle<Subject>) throws -> [Handle<Subject>] {
        try tx.rows("SELECT subject FROM reach WHERE principal = \(principal)")
            .map { try $0.get("subject") }
    }

    /// Ends who reaches a subject, and whom it reaches; the rows stay, so that it is known it was once good.
    func endReach(of subject: Handle<Subject>, at now: Moment) throws {
        try tx.run(
            """
            UPDATE reach SET ended = \(now)
            WHERE (subject = \(subject) OR principal = \(subject)) AND ended IS NULL
            """
        )
    }
}

/// A reach that stands, or one that is over.
enum ReachState: Sendable {
    case reached, over
}
