public import Basics
public import Storage

/// The standing jobs, for the command line: `ichi-vault job allow`, `list` and `end`.
public struct LabelJobStore: Sendable {
    private let database: Database
    private let keys: VaultKeys

    public init(_ database: Database, keys: VaultKeys) {
        self.database = database
        self.keys = keys
    }

    /// Has a job stand, in place of the shop's that stood before.
    ///
    /// - Throws: `SheetFault.damaged`, `StorageError`.
    public func allow(_ job: LabelJob) async throws {
        try await database.write { [keys] tx in
            let store = VaultStore(tx)
            for before in try store.standingLabelJobs(of: job.shop, keys) {
                try store.end(before, keys, at: job.since)
            }
            try store.keep(job, keys)
        }
    }

    /// All that there ever were, by shop and time.
    ///
    /// - Throws: `SheetFault.damaged` for a row that nobody allowed; `StorageError`.
    public func list() async throws -> [LabelJob] {
        try await database.read { [keys] in try VaultStore($0).labelJobs(keys) }
    }

    /// Ends a shop's job; false where none stands.
    ///
    /// - Throws: `SheetFault.damaged`, `StorageError`.
    public func end(shop: Int, at now: Moment) async throws -> Bool {
        try await database.write { [keys] tx in
            let store = VaultStore(tx)
            let standing = try store.standingLabelJobs(of: shop, keys)
            for job in standing { try store.end(job, keys, at: now) }
            return !standing.isEmpty
        }
    }
}
