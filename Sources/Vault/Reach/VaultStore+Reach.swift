import Basics
import Storage
import VaultAPI

extension VaultStore {
    func extendReach(of principal: Handle<Subject>, to subject: Handle<Subject>, at now: Moment)
        throws
    {
        try tx.run(
            """
            INSERT INTO reach (principal, subject, since) VALUES (\(principal), \(subject), \(now))
            ON CONFLICT (principal, subject) DO NOTHING
            """
        )
    }

    /// Whether a subject is, or was, in a principal's reach; nil where it never was.
    func reach(of principal: Handle<Subject>, to subject: Handle<Subject>) throws -> ReachState? {
        if principal == subject { return .reached }
        let row = try tx.row(
            """
            SELECT ended FROM reach WHERE principal = \(principal) AND subject = \(subject)
            """
        )
        guard let row else { return nil }
        let ended: Moment? = try row.get("ended")
        return ended == nil ? .reached : .over
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
