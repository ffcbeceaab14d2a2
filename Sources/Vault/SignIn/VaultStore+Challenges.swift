import Basics
import Storage
import VaultAPI

extension VaultStore {
    func keep(_ challenge: ChallengeRow) throws {
        try tx.run(
            """
            INSERT INTO challenge (id, way, identifier, source, source_sealed, subject, order_key,
                created, ends, tries, sent, tag)
            VALUES (\(challenge.id), \(challenge.way), \(challenge.identifier), \(challenge.source),
                \(challenge.sealedSource), \(challenge.subject), \(challenge.order),
                \(challenge.created), \(challenge.ends), \(challenge.tries), \(challenge.sent),
                \(challenge.tag))
            """
        )
    }

    func challenge(_ id: Handle<Challenge>) throws -> ChallengeRow? {
        let row = try tx.row(
            """
            SELECT way, identifier, source, source_sealed, subject, order_key, created, ends, tries,
                sent, done, tag FROM challenge WHERE id = \(id)
            """
        )
        guard let row else { return nil }
        return ChallengeRow(
            id: id,
            way: try row.get("way"),
            identifier: try row.get("identifier"),
            source: try row.get("source"),
            sealedSource: try row.get("source_sealed"),
            subject: try row.get("subject"),
            order: try row.get("order_key"),
            created: try row.get("created"),
            ends: try row.get("ends"),
            tries: try row.get("tries"),
            sent: try row.get("sent"),
            done: try row.get("done"),
            tag: try row.get("tag")
        )
    }

    func countTry(of id: Handle<Challenge>) throws {
        try tx.run("UPDATE challenge SET tries = tries + 1 WHERE id = \(id)")
    }

    func countSending(of id: Handle<Challenge>, ends: Moment) throws {
        try tx.run("UPDATE challenge SET sent = sent + 1, ends = \(ends) WHERE id = \(id)")
    }

    func finish(_ id: Handle<Challenge>, at now: Moment) throws {
        try tx.run("UPDATE challenge SET done = \(now) WHERE id = \(id)")
    }

    /// Challenges begun for one address or order since a moment, from one source or any.
    func challenges(for identifier: [UInt8], from source: [UInt8]?, since: Moment) throws -> Int {
        try tx.row(
            """
            SELECT COUNT(*) AS count FROM challenge
            WHERE identifier = \(identifier) AND created > \(since)
                AND (source = \(source) OR CAST(\(source) AS BYTEA) IS NULL)
            """
        )?.get("count") ?? 0
    }

    /// Challenges begun from one source since a moment.
    func challenges(from source: [UInt8], since: Moment) throws -> Int {
        try tx.row(
            """
            SELECT COUNT(*) AS count FROM challenge
            WHERE source = \(source) AND created > \(since)
            """
        )?.get("count") ?? 0
    }

    func keepCode(
        _ hash: [UInt8],
        of id: Handle<Challenge>,
        role: ChallengeRow.Role,
        ends: Moment
    ) throws {
        try tx.run(
            """
            INSERT INTO challenge_code (challenge, role, hash, ends)
            VALUES (\(id), \(role), \(hash), \(ends))
            """
        )
    }

    /// Whether a code was sent for this challenge and still lasts.
    func hasCode(
        _ hash: [UInt8],
        of id: Handle<Challenge>,
        role: ChallengeRow.Role,
        at now: Moment
    ) throws -> Bool {
        try tx.row(
            """
            SELECT ends FROM challenge_code WHERE challenge = \(id) AND role = \(role)
                AND hash = \(hash) AND ends > \(now)
            """
        ) != nil
    }

    func keepOrderCode(_ hash: [UInt8], of order: Handle<OrderKey>, ends: Moment) throws {
        try tx.run(
            """
            INSERT INTO order_code (order_key, hash, ends, tries)
            VALUES (\(order), \(hash), \(ends), 0)
            ON CONFLICT (order_key) DO UPDATE SET hash = excluded.hash, ends = excluded.ends,
                tries = 0
            """
        )
    }

    /// Whether the code of an order's letter fits, with tries left over all challenges.
    func hasOrderCode(_ hash: [UInt8], of order: Handle<OrderKey>, at now: Moment) throws -> Bool {
        try tx.row(
            """
            SELECT ends FROM order_code WHERE order_key = \(order) AND hash = \(hash)
                AND ends > \(now) AND tries < \(Codes.tries)
            """
        ) != nil
    }

    func countOrderCodeTry(of order: Handle<OrderKey>) throws {
        try tx.run("UPDATE order_code SET tries = tries + 1 WHERE order_key = \(order)")
    }

    /// Challenges that ended before a moment, and what was sealed for them.
    func sweepChallenges(endedBefore limit: Moment) throws -> [Handle<Challenge>] {
        let gone: [Handle<Challenge>] = try tx.rows(
            "SELECT id FROM challenge WHERE ends < \(limit) ORDER BY ends LIMIT 500"
        ).map { try $0.get("id") }
        let names = gone.map(\.text)
        try tx.run("DELETE FROM challenge_code WHERE challenge IN \(list: names)")
        try tx.run("DELETE FROM challenge WHERE id IN \(list: names)")
        return gone
    }

    func sweepOrderCodes(endedBefore limit: Moment) throws {
        try tx.run("DELETE FROM order_code WHERE ends < \(limit)")
    }
}
