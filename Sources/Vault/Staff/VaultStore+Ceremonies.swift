import Basics
import Storage
import VaultAPI

extension VaultStore {
    func keep(_ ceremony: CeremonyRow) throws {
        try tx.run(
            """
            INSERT INTO staff_ceremony (id, kind, challenge, token, invitation, statement, source,
                created, ends)
            VALUES (\(ceremony.id), \(ceremony.kind), \(ceremony.challenge), \(ceremony.token),
                \(ceremony.invitation), \(ceremony.statement), \(ceremony.source),
                \(ceremony.created), \(ceremony.ends))
            """
        )
    }

    /// Takes a ceremony for its one use; nil where it is over, used, or of another kind.
    func take(_ id: Handle<StaffCeremony>, _ kind: CeremonyRow.Kind, at now: Moment) throws
        -> CeremonyRow?
    {
        let row = try tx.row(
            """
            UPDATE staff_ceremony SET done = \(now)
            WHERE id = \(id) AND kind = \(kind) AND done IS NULL AND ends > \(now)
            RETURNING challenge, token, invitation, statement, source, created, ends
            """
        )
        guard let row else { return nil }
        return CeremonyRow(
            id: id,
            kind: kind,
            challenge: try row.get("challenge"),
            token: try row.get("token"),
            invitation: try row.get("invitation"),
            statement: try row.get("statement"),
            source: try row.get("source"),
            created: try row.get("created"),
            ends: try row.get("ends")
        )
    }

    /// Ceremonies of strangers begun from one source since a moment.
    func strangersCeremonies(from source: [UInt8], since: Moment) throws -> Int {
        try tx.row(
            """
            SELECT COUNT(*) AS count FROM staff_ceremony
            WHERE source = \(source) AND created > \(since) AND token IS NULL
            """
        )?.get("count") ?? 0
    }

    func sweepCeremonies(endedBefore limit: Moment) throws {
        try tx.run("DELETE FROM staff_ceremony WHERE ends < \(limit)")
    }
}
