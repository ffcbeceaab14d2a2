public import Basics
import Crypto
public import Storage
public import VaultAPI
public import WitnessAPI

/// What a vault that was brought back from a backup does before it serves anybody.
///
/// Its own ledger went on after the backup, and the witness has it; who was erased since must be erased
/// again; every token of before ends. Each step may be done twice: who is killed begins again.
public struct Restoring: Sendable {
    private static let page = 500

    private let database: Database
    private let keys: VaultKeys
    private let witness: Witness
    private let months: MonthKeys

    /// What became of it.
    public struct Outcome: Sendable, Equatable {
        /// Lines of after the backup, taken from the witness.
        public var lines = 0
        /// Those among them that nobody can read any more: their month's key came after the backup.
        public var unreadable = 0
        /// Persons who were erased after the backup, and are again.
        public var erased = 0
        /// Persons who came after the backup: of them nothing is left.
        public var lostPersons = 0
        /// Orders that were placed after the backup: their people are lost.
        public var lostOrders: [Handle<OrderKey>] = []
        /// Persons whose password or address was changed after the backup, and who need a mailed code.
        public var credentials = 0
        /// Sessions that were ended.
        public var tokens = 0
        /// Keys of shops that were ended, to be registered anew.
        public var receivers = 0

        public init() {}
    }

    public init(database: Database, keys: VaultKeys, witness: Witness) {
        self.database = database
        self.keys = keys
        self.witness = witness
        let sealer = Sealer(keys: keys, witness: witness)
        months = MonthKeys(database: database, sealer: sealer, witness: witness)
    }

    /// Takes the lines that the witness has and the database has not; the newest checkpoint that the
    /// witness keeps, nil where it never had one.
    ///
    /// Whether they are the vault's own, the checkpoint's signature tells, not this.
    ///
    /// - Throws: ``RestoreFault``; `WitnessRefusal`, `StorageError`.
    public func takeLines() async throws -> [UInt8]? {
        try await database.write { tx in
            let store = VaultStore(tx)
            // Where the backup ended: whoever begins again must not forget it.
            guard try store.state(Vault.restoredFrom) ?? -1 < 0 else { return }
            try store.setState(Vault.restoredFrom, try store.lineCount())
        }
        var next = try await database.read { try VaultStore($0).lineCount() }
        if next > 0 { try await compare(at: next - 1) }
        while true {
            let stretch = try await witness.tail(next)
            guard stretch.from == next else { throw WitnessRefusal.malformed }
            let (first, entries) = (next, stretch.entries)
            try await database.write { tx in
                try VaultStore(tx).keep(lines: entries, from: first)
            }
            killPoint("vault.tail-taken")
            next += entries.count
            if let note = stretch.checkpoint { return note }
            guard !entries.isEmpty else { return nil }
        }
    }

    /// The last line that both have must be the same.
    private func compare(at number: Int) async throws {
        let theirs = try await witness.tail(number).entries.first
        let ours = try await database.read {
            try VaultStore($0).lines(from: number, limit: 1).first
        }
        guard theirs == nil || theirs == ours?.entry else {
            throw RestoreFault.otherLedger(number)
        }
    }

    /// Whether the witness opens what it is asked for; one that was set back as well is told whom to
    /// refuse, and opens once it was given the newest checkpoint.
    ///
    /// - Throws: `WitnessRefusal`, `StorageError`.
    public func isWitnessOpen() async throws -> Bool {
        _ = try await ErasureReplay(database: database, witness: witness).run()
        return try await !witness.standing().isShut
    }

    /// Learns from the lines of after the backup, erases again, ends every token, and writes the line
    /// that tells of it: from here on the vault may serve.
    ///
    /// - Throws: `WitnessRefusal`, `StorageError`.
    public func catchUp(at now: Moment) async throws -> Outcome {
        var outcome = Outcome()
        let from = try await database.read { try VaultStore($0).state(Vault.restoredFrom) } ?? 0
        let news = try await read(from: max(0, from), into: &outcome)
        let month = try await months.key(at: now)
        outcome.erased = try await eraseAgain(news.erased, month, at: now)
        outcome.credentials = try await endCredentials(news.credentials)
        let (lost, unreadable) = (outcome.unreadable > 0, outcome.unreadable)
        (outcome.tokens, outcome.receivers) = try await database.write { [keys] tx in
            let store = VaultStore(tx)
            let ended = try store.endAllTokens(at: now)
            // Which of them was ended after the backup, nothing here tells.
            let standing = try store.receivers(keys).filter { $0.ended == nil }
            for receiver in standing { try store.end(receiver, keys, at: now) }
            let entry = LedgerEntry(at: now, caller: nil, action: .restore)
            let line = try store.append(SealedEntry.seal(entry, with: month), about: [])
            if lost { try store.setState(Vault.unreadableBefore, line) }
            try store.setState(Vault.restoredAt, Int(now.milliseconds))
            try store.setState(Vault.restoredFrom, -1)
            return (ended, standing.count)
        }
        outcome.unreadable = unreadable
        return outcome
    }

    /// What lines of after the backup tell.
    private struct News {
        var erased: Set<String> = []
        var credentials: Set<String> = []
    }

    private func read(from first: Int, into outcome: inout Outcome) async throws -> News {
        var news = News()
        var next = first
        while true {
            let start = next
            let page = try await database.read {
                try VaultStore($0).lines(from: start, limit: Restoring.page)
            }
            guard let last = page.last else { break }
            next = last.seq + 1
            outcome.lines += page.count
            var entries: [(seq: Int, entry: LedgerEntry)] = []
            for line in page {
                guard let entry = try await open(line.entry) else {
                    outcome.unreadable += 1
                    continue
                }
                entries.append((line.seq, entry))
            }
            let lost = try await database.write { [entries] tx in
                try VaultStore(tx).point(to: entries)
            }
            outcome.lostPersons += lost.persons
            outcome.lostOrders += lost.orders
            for (_, entry) in entries {
                switch entry.action {
                case .erase, .abandon: news.erased.formUnion(entry.subjects)
                case .credential, .email, .passkeyAdd, .passkeyRemove:
                    news.credentials.formUnion(entry.subjects)
                default: break
                }
            }
        }
        return news
    }

    private func open(_ line: [UInt8]) async throws -> LedgerEntry? {
        do { return try await LedgerReading.open(line, months) } catch is SheetFault { return nil }
    }

    /// Erases whom a line of after the backup erased, and whose name the witness refuses.
    private func eraseAgain(_ names: Set<String>, _ month: MonthKey, at now: Moment) async throws
        -> Int
    {
        var count = 0
        var owners = try await database.read { tx in
            try VaultStore(tx).subjects(named: Array(names)).values.map(\.text)
        }
        var last = ""
        while true {
            let (after, listed) = (last, owners)
            let page = try await database.read {
                try VaultStore($0).names(after: after, limit: Restoring.page)
            }
            let refused =
                page.isEmpty ? [] : Set(try await witness.erased(page.map(\.name)))
            let gone = listed + page.filter { refused.contains($0.name) }.map(\.owner)
            count += try await database.write { tx in
                try VaultStore(tx).eraseAgain(gone, month, at: now)
            }
            killPoint("vault.erased-again")
            owners = []
            guard let end = page.last else { return count }
            last = end.owner
        }
    }

    private func endCredentials(_ names: Set<String>) async throws -> Int {
        try await database.write { tx in
            let store = VaultStore(tx)
            return try store.dropCredentials(
                of: Array(store.subjects(named: Array(names)).values)
            )
        }
    }
}

/// Why a vault is not brought back.
public enum RestoreFault: Error, Sendable, Equatable, CustomStringConvertible {
    /// The line of this number is another one at the witness.
    case otherLedger(Int)

    public var description: String {
        switch self {
        case .otherLedger(let number):
            "line \(number) of the backup is not the one that the witness has: it is of another vault"
        }
    }
}

extension Vault {
    /// The first line that the backup had not, while a restore is under way.
    static let restoredFrom = "restored-from"
    /// When the vault was brought back last.
    static let restoredAt = "restored-at"
    /// Lines before this number may be of a month whose key is lost.
    static let unreadableBefore = "unreadable-before"
}
