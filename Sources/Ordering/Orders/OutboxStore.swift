public import Basics
public import Storage
public import VaultAPI
public import Wire

/// What the vault is still to be told: written with the order, done once the vault has answered.
public struct OutboxStore: Sendable {
    public enum Job: Packable, Decodable {
        /// An older shop tells its first letter by a job of its own.
        case claim
        case letter(Letter)
        /// The order stands; its first letter goes with the word of it.
        case placed(Letter)
        /// A parcel was sent, at its place in the order: it gets no label any more, and its letter goes.
        case dispatched(parcel: Int, Letter)
    }

    public struct Entry: Sendable {
        /// Also the key under which the vault knows a repetition.
        public var id: String
        public var order: Handle<OrderKey>
        public var job: Job
        public var attempts: Int
    }

    private let database: Database

    public init(_ database: Database) { self.database = database }

    /// What is due, oldest first.
    public func due(at now: Moment, limit: Int = 200) async throws -> [Entry] {
        try await database.read { tx in
            try tx.rows(
                """
                SELECT id, order_key, job, attempts FROM outbox
                WHERE done = 0 AND due <= \(now) ORDER BY created, id LIMIT \(limit)
                """
            ).map { row in
                Entry(
                    id: try row.get("id"),
                    order: try row.get("order_key"),
                    job: try Kept.value(Job.self, inText: try row.get("job")),
                    attempts: try row.get("attempts")
                )
            }
        }
    }

    public func markDone(_ ids: [String]) async throws {
        guard !ids.isEmpty else { return }
        try await database.write { tx in
            for id in ids { try tx.run("UPDATE outbox SET done = 1 WHERE id = \(id)") }
        }
    }

    /// Tries again later, each time after twice as long, an hour at most.
    ///
    /// Where two processes carry, both may fail over one entry at once: that counts as one try.
    public func postpone(_ entry: Entry, at now: Moment) async throws {
        let due = now.adding(seconds: min(3_600, 1 << min(entry.attempts, 12)))
        try await database.write { tx in
            try tx.run(
                """
                UPDATE outbox SET attempts = attempts + 1, due = \(due)
                WHERE id = \(entry.id) AND done = 0 AND attempts = \(entry.attempts)
                """
            )
        }
    }

    /// So long what was done can be looked up; the vault remembers a repetition longer than that.
    static let keptDays = 30

    /// Deletes what was done and written long ago, and gives back how many; what waits stays.
    @discardableResult
    public func forget(at now: Moment) async throws -> Int {
        let longAgo = now.adding(days: -OutboxStore.keptDays)
        return try await database.write { tx in
            try tx.change("DELETE FROM outbox WHERE done = 1 AND created < \(longAgo)")
        }
    }

    /// How many wait, for whoever watches.
    public func waiting() async throws -> Int {
        try await database.read { tx in
            try tx.row("SELECT count(*) AS waiting FROM outbox WHERE done = 0")?.get("waiting") ?? 0
        }
    }

    /// Writes a job into the transaction of what it tells; the same name is written once.
    static func add(
        _ tx: Transaction,
        _ job: Job,
        named name: String,
        order: Handle<OrderKey>,
        at now: Moment
    ) throws {
        try tx.run(
            """
            INSERT INTO outbox (id, order_key, job, created, due)
            VALUES (\(order.text + "." + name), \(order), \(Kept.text(job)), \(now), \(now))
            ON CONFLICT (id) DO NOTHING
            """
        )
    }
}
