public import Basics
public import Storage
public import WitnessAPI

/// The officers as the vault knows them, and what is put before them, for the command line.
///
/// A command may write here beside the vault: it tells the witness within a second or two.
public struct OfficerStore: Sendable {
    private let database: Database
    private let keys: VaultKeys

    public init(_ database: Database, keys: VaultKeys) {
        (self.database, self.keys) = (database, keys)
    }

    /// Whether two officers must agree; without them whoever holds the vault's host decides alone.
    ///
    /// - Throws: `StorageError`.
    public static func isAdopted(_ database: Database) async throws -> Bool {
        try await database.read { try VaultStore($0).hasOfficers() }
    }

    /// The officers' sheet that was adopted, with what two of them have changed since.
    ///
    /// - Throws: `StorageError`, ``SheetFault``.
    public func sheet() async throws -> OfficersSheet? {
        try await database.read { [keys] in try VaultStore($0).officers(keys) }
    }

    /// Takes a sheet, whose fingerprint somebody compared with paper, once and for all; false where
    /// there is one already.
    ///
    /// `decisions` is how many the witness had when it gave it: what comes later is followed.
    /// - Throws: `StorageError`.
    public func adopt(_ sheet: OfficersSheet, decisions: Int, at now: Moment) async throws -> Bool {
        try await database.write { [keys] tx in
            let store = VaultStore(tx)
            guard try !store.hasOfficers() else { return false }
            try store.keep(sheet, keys, at: now)
            try store.setState(Vault.decisionsHeard, decisions)
            return true
        }
    }

    /// Has a statement put before the officers.
    ///
    /// - Throws: `StorageError`.
    public func propose(_ statement: Statement) async throws {
        try await database.write { [keys] tx in
            try VaultStore(tx).keep(statement, keys)
        }
    }

    /// What became of a statement.
    public enum Standing: String, Sendable {
        /// The witness has not heard of it yet.
        case untold
        case waits
        /// Two agreed, and it was done.
        case done
        /// Two agreed, and there was nothing to do any more.
        case idle
        /// The witness does not take it, or two did not agree within its time.
        case over
    }

    /// What was put before the officers, newest first.
    ///
    /// - Throws: `StorageError`, ``SheetFault``.
    public func statements(at now: Moment) async throws -> [(Statement, Standing)] {
        try await database.read { [keys] in try VaultStore($0).statements(keys, at: now) }
    }
}

extension Vault {
    /// How many of the witness's decisions were heard.
    static let decisionsHeard = "officers-decisions"
}
