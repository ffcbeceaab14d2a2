public import Basics
public import Storage
import VaultAPI
import WitnessAPI

/// The freezes, for the command line: `ichi-vault freeze list` and `lift`.
///
/// The vault looks at these rows inside each of its transactions, so that what another process lifts
/// is lifted with the next request.
public struct FreezeStore: Sendable {
    private let database: Database

    public init(_ database: Database) { self.database = database }

    /// All freezes, newest first, those that were lifted included.
    ///
    /// - Throws: `StorageError`.
    public func list() async throws -> [Freeze] {
        try await database.read { tx in
            try tx.rows(
                """
                SELECT id, target, reason, since, lifted, lifted_by FROM freezing
                ORDER BY since DESC, id
                """
            ).map(FreezeStore.freeze)
        }
    }

    /// Lifts a standing freeze; false where there is none of that id.
    ///
    /// - Throws: `StorageError`.
    @discardableResult
    public func lift(_ id: Handle<Freeze.Tag>, by person: String, at now: Moment) async throws
        -> Bool
    {
        try await database.write { tx in
            try tx.change(
                """
                UPDATE freezing SET lifted = \(now), lifted_by = \(person)
                WHERE id = \(id) AND lifted IS NULL
                """
            ) == 1
        }
    }

    private static func freeze(_ row: Row) throws -> Freeze {
        Freeze(
            id: try row.get("id"),
            target: try row.get("target"),
            reason: try row.get("reason"),
            since: try row.get("since"),
            lifted: try row.get("lifted"),
            liftedBy: try row.get("lifted_by")
        )
    }
}

extension VaultStore {
    /// Lifts a freeze that is as it was described to who lifts it; false where there is no such one.
    func lift(_ caller: FrozenCaller, by person: String, at now: Moment) throws -> Bool {
        try tx.change(
            """
            UPDATE freezing SET lifted = \(now), lifted_by = \(person)
            WHERE id = \(caller.freeze) AND target = \(caller.target) AND reason = \(caller.reason)
                AND since = \(caller.since) AND lifted IS NULL
            """
        ) == 1
    }

    /// Whether any of these stands frozen.
    func isFrozen(_ targets: [FreezeTarget]) throws -> Bool {
        try tx.row(VaultStore.freezes(of: targets)) != nil
    }

    static func freezes(of targets: [FreezeTarget]) -> SQL {
        let names = targets.map(\.description)
        return "SELECT id FROM freezing WHERE target IN \(list: names) AND lifted IS NULL"
    }

    /// Freezes a target; false where it stands frozen already.
    func freeze(_ cause: FreezeCause, id: Handle<Freeze.Tag>, at now: Moment) throws -> Bool {
        try tx.change(
            """
            INSERT INTO freezing (id, target, reason, since, process, person)
            VALUES (\(id), \(cause.target.description), \(cause.forgery.rawValue), \(now),
                \(cause.process.rawValue), \(cause.person))
            ON CONFLICT (target) WHERE lifted IS NULL DO NOTHING
            """
        ) == 1
    }

    /// How many tokens of a person were frozen since a moment and not lifted.
    func frozenTokens(of person: Handle<Subject>, since: Moment) throws -> Int {
        try tx.row(
            """
            SELECT COUNT(*) AS count FROM freezing WHERE person = \(person)
                AND target LIKE 'token:%' AND lifted IS NULL AND since > \(since)
            """
        )?.get("count") ?? 0
    }

    /// How many persons' tokens were frozen through a process since a moment and not lifted.
    func frozenPersons(through process: Caller, since: Moment) throws -> Int {
        try tx.row(
            """
            SELECT COUNT(DISTINCT person) AS count FROM freezing
            WHERE process = \(process.rawValue) AND person IS NOT NULL AND lifted IS NULL
                AND since > \(since)
            """
        )?.get("count") ?? 0
    }
}

/// What a freeze is made of.
struct FreezeCause: Sendable {
    var target: FreezeTarget
    var forgery: Forgery
    var process: Caller
    /// Whose token it was, where there was one.
    var person: Handle<Subject>?
}
