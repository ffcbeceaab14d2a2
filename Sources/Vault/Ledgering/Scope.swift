public import Basics
import Storage
public import VaultAPI

/// What was touched in a time, through one process or all: an upper bound with nothing missing.
public struct Scope: Sendable {
    public let from: Moment
    public let to: Moment
    public let process: Caller?
    /// Lines in that time.
    public private(set) var lines = 0
    /// Persons by ledger name, and the fields of theirs that came into the open.
    public private(set) var opened: [String: Set<PersonalField>] = [:]
    /// Persons whose data passed through a process while it was typed: nothing was opened, but who
    /// held the process saw it.
    public private(set) var passed: [String: Set<PersonalField>] = [:]
    /// Lines whose month's key is gone, or that could not be read: counted, never left out.
    public var unreadable = 0

    /// Nothing yet; `from` is included, `to` is not.
    public init(from: Moment, to: Moment, process: Caller?) {
        self.from = from
        self.to = to
        self.process = process
    }
}

extension Vault {
    /// Takes lines, as they lie in tiles and rows, into a scope.
    public func take(_ raw: [[UInt8]], into scope: inout Scope) async {
        for bytes in raw {
            if let entry = try? await LedgerReading.open(bytes, months) {
                scope.add(entry)
            } else {
                scope.unreadable += 1
            }
        }
    }

    /// Lines from a number on, in order: what the ledger's tree takes in.
    ///
    /// - Throws: `StorageError`.
    public func unintegrated(from seq: Int, limit: Int) async throws -> [(seq: Int, entry: [UInt8])]
    {
        try await LineStore(database).lines(from: seq, limit: limit)
    }

    /// The handle behind a ledger name; nil once the person is erased.
    ///
    /// - Throws: `StorageError`.
    public func subject(named ledgerName: String) async throws -> Handle<Subject>? {
        try await database.read { try VaultStore($0).subject(named: ledgerName) }
    }
}

extension Scope {
    private static let passing: Set<LedgerEntry.Action> = [
        .enrol, .change, .email, .signInBegin, .takeOver,
    ]

    fileprivate mutating func add(_ entry: LedgerEntry) {
        guard from <= entry.at, entry.at < to, process == nil || entry.caller == process else {
            return
        }
        lines += 1
        guard !entry.fields.isEmpty else { return }
        for name in entry.subjects {
            if LedgerEntry.revealing.contains(entry.action) {
                opened[name, default: []].formUnion(entry.fields)
            } else if Scope.passing.contains(entry.action) {
                passed[name, default: []].formUnion(entry.fields)
            }
        }
    }
}
