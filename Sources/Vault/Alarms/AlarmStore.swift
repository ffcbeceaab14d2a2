public import Basics
public import Storage
public import VaultAPI

/// The alarms and who is told of them, for commands beside the vault.
///
/// An alarm that is raised here has its line from the vault within a second of its running, and is told
/// then.
public struct AlarmStore: Sendable {
    private let database: Database

    public init(_ database: Database) { self.database = database }

    /// Who is told.
    public struct Way: Sendable {
        public var id: Handle<AlarmWay>
        /// An officer's; nil for the webhook.
        public var mailbox: Secret<String>?
        public var since: Moment
    }

    /// Alarms, newest first.
    ///
    /// - Throws: `StorageError`.
    public func list(limit: Int = 1000) async throws -> [Alarm] {
        try await database.read { try VaultStore($0).alarms(limit: limit) }
    }

    /// Keeps an alarm; true where it is a new one, false where one of its kind goes on.
    ///
    /// - Throws: `StorageError`.
    @discardableResult
    public func raise(_ kind: AlarmKind, at now: Moment) async throws -> Bool {
        try await database.write { tx in
            try VaultStore(tx).raise(AlarmCause(kind: kind), id: .mint(), at: now) { nil }
        }
    }

    /// Has a mailbox told from now on; its id.
    ///
    /// - Throws: `StorageError`, and where its epoch's secret is missing.
    public func tell(_ mailbox: Secret<String>, keys: VaultKeys, at now: Moment) async throws
        -> Handle<AlarmWay>
    {
        let id = Handle<AlarmWay>.mint()
        let box = try keys.notes.seal(
            Array(mailbox.revealed.utf8),
            bound: NotePlace.alarmWay.binding(id.text)
        )
        try await database.write { try VaultStore($0).keep(way: id, mailbox: box, at: now) }
        return id
    }

    /// All who are told, oldest first.
    ///
    /// - Throws: `StorageError`; ``SheetFault`` where a box was damaged.
    public func ways(keys: VaultKeys) async throws -> [Way] {
        try await database.read { try VaultStore($0).alarmWays() }.map { id, box, since in
            let mailbox = try box.map {
                let bound = NotePlace.alarmWay.binding(id.text)
                return Secret(
                    String(decoding: try keys.notes.open($0, bound: bound), as: UTF8.self)
                )
            }
            return Way(id: id, mailbox: mailbox, since: since)
        }
    }

    /// Has somebody told no more; false where there is none of that id.
    ///
    /// - Throws: `StorageError`.
    public func untell(_ id: Handle<AlarmWay>) async throws -> Bool {
        try await database.write { try VaultStore($0).drop(way: id) }
    }
}
