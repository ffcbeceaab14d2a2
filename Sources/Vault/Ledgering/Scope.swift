public import Basics
import Storage
public import VaultAPI

/// What was touched in a time: an upper bound with nothing missing.
public struct Scope: Codable, Sendable, Hashable {
    public var from: Moment
    public var to: Moment
    /// Lines in that time.
    public var lines: Int
    /// Persons by ledger name, and the fields of theirs that came into the open.
    public var opened: [String: Set<PersonalField>]
    /// Persons whose data passed through a process while it was typed: nothing was opened, but who
    /// held the process saw it.
    public var passed: [String: Set<PersonalField>]
    /// Lines whose month's key is gone, or that could not be read: counted, never left out.
    public var unreadable: Int
}

extension Vault {
    /// The persons and fields touched from one moment to another, through one process or all.
    ///
    /// - Throws: `StorageError`.
    public func scope(from: Moment, to: Moment, process: Caller?) async throws -> Scope {
        var scope = Scope(from: from, to: to, lines: 0, opened: [:], passed: [:], unreadable: 0)
        var next = 0
        while true {
            let start = next
            let page = try await unintegrated(from: start, limit: 2000)
            guard let last = page.last else { return scope }
            next = last.seq + 1
            for line in page { await scope.add(line.entry, months, process: process) }
        }
    }

    /// Lines from a number on, in order: what the ledger's tree takes in.
    ///
    /// - Throws: `StorageError`.
    public func unintegrated(from seq: Int, limit: Int) async throws -> [(seq: Int, entry: [UInt8])]
    {
        try await database.read { try VaultStore($0).lines(from: seq, limit: limit) }
    }

    /// Entries as they lie in tiles, opened with the months' keys; nil for what cannot be read.
    ///
    /// - Throws: `StorageError`, and what the witness throws.
    public func openEntries(_ raw: [[UInt8]], from: Moment, to: Moment) async throws
        -> [LedgerEntry?]
    {
        var entries: [LedgerEntry?] = []
        for bytes in raw {
            guard let entry = try? await LedgerReading.open(bytes, months) else {
                entries.append(nil)
                continue
            }
            if from <= entry.at, entry.at < to { entries.append(entry) }
        }
        return entries
    }

    /// The handle behind a ledger name; nil once the person is erased.
    ///
    /// - Throws: `StorageError`.
    public func subject(named ledgerName: String) async throws -> Handle<Subject>? {
        try await database.read { try VaultStore($0).subject(named: ledgerName) }
    }
}

extension Scope {
    fileprivate mutating func add(_ bytes: [UInt8], _ months: MonthKeys, process: Caller?) async {
        guard let entry = try? await LedgerReading.open(bytes, months) else {
            unreadable += 1
            return
        }
        guard from <= entry.at, entry.at < to, process == nil || entry.caller == process else {
            return
        }
        lines += 1
        let passing: Set<LedgerEntry.Action> = [.enrol, .change, .email, .signInBegin]
        for name in entry.subjects {
            if LedgerEntry.revealing.contains(entry.action) {
                opened[name, default: []].formUnion(entry.fields)
            } else if passing.contains(entry.action), !entry.fields.isEmpty {
                passed[name, default: []].formUnion(entry.fields)
            }
        }
    }
}
