import Basics
import Logging
import Storage
import Synchronization
import VaultAPI

/// The limits of a running vault: the book and the clock it goes by.
///
/// They are folded from the ledger's lines. Where the witness is away when the vault starts those
/// cannot be read, and until they are, nobody is admitted.
final class Limits: Sendable {
    private struct Folded {
        var book: LimitBook
        var clock: LimitClock
    }

    private let plan: LimitPlan
    private let folded = Mutex<Folded?>(nil)

    init(plan: LimitPlan) { self.plan = plan }

    var isFolded: Bool { folded.withLock { $0 != nil } }

    /// Where the clock stands; nil before the fold.
    var anchor: LimitClock.Anchor? { folded.withLock { $0?.clock.anchor } }

    /// Counts an opening; the counter that is full, where one is.
    ///
    /// - Throws: ``Halt/refused(_:)`` with `sealed` before the fold.
    func admit(_ subject: String, by counters: [LimitBook.Counter]) throws -> LimitBook.Counter? {
        try folded.withLock { folded in
            guard let now = folded?.clock.now else { throw Halt.refused(.sealed) }
            return folded?.book.admit(subject, by: counters, at: now)
        }
    }

    func prune() {
        folded.withLock { folded in
            guard let now = folded?.clock.now else { return }
            folded?.book.prune(at: now)
        }
    }

    /// Who is counted for a line of the ledger.
    static func counters(
        caller: Caller?,
        token: Handle<Token>?,
        principal: String?,
        role: StaffRole? = nil
    ) -> [LimitBook.Counter] {
        var counters: [LimitBook.Counter] = [.site]
        if let caller { counters.insert(.process(caller.rawValue), at: 0) }
        if let principal {
            counters.insert(role == nil ? .person(principal) : .staff(principal), at: 0)
        }
        if let token { counters.insert(.token(token.text), at: 0) }
        return counters
    }

    /// Folds the limits as the ledger's lines leave them.
    ///
    /// - Throws: `StorageError`, and whatever the witness throws.
    func fold(
        _ database: Database,
        _ months: MonthKeys,
        wall: Moment,
        steady: SteadyClock
    ) async throws {
        let lines = try await Limits.recent(database, months, seconds: plan.longestSeconds)
        let anchor = try await database.read { tx -> LimitClock.Anchor? in
            let store = VaultStore(tx)
            guard let boot = try store.state("limit-boot"),
                let elapsed = try store.state("limit-elapsed"),
                let at = try store.state("limit-at")
            else { return nil }
            return LimitClock.Anchor(boot: boot, elapsed: Int64(elapsed), at: Int64(at))
        }
        var book = LimitBook(plan: plan)
        for (number, line) in lines.reversed().enumerated()
        where LedgerEntry.counted.contains(line.action) {
            let counters = Limits.counters(
                caller: line.caller,
                token: line.token,
                principal: line.principal,
                role: line.role
            )
            if let name = line.principal, LedgerEntry.lookingUp.contains(line.action) {
                book.count("line \(number)", by: [.lookUps(name)], at: line.at)
            }
            for subject in line.subjects { book.count(subject, by: counters, at: line.at) }
        }
        let clock = LimitClock(
            anchor: anchor,
            lastLine: lines.first?.at,
            wall: wall,
            steady: steady
        )
        folded.withLock { $0 = Folded(book: book, clock: clock) }
    }

    /// A line; nil where its month's key is gone, or was lost with what came after a backup.
    private static func open(
        _ line: (seq: Int, entry: [UInt8]),
        _ months: MonthKeys,
        lostBefore: Int?
    ) async throws -> LedgerEntry? {
        do {
            return try await LedgerReading.open(line.entry, months)
        } catch SheetFault.damaged where line.seq < lostBefore ?? 0 {
            return nil
        }
    }

    /// The lines of the time before the last one, newest first.
    private static func recent(_ database: Database, _ months: MonthKeys, seconds: Int) async throws
        -> [LedgerEntry]
    {
        var entries: [LedgerEntry] = []
        var before = try await database.read { try VaultStore($0).lineCount() }
        let lost = try await database.read { try VaultStore($0).state(Vault.unreadableBefore) }
        while before > 0 {
            let end = before
            let page = try await database.read {
                try VaultStore($0).linesBackward(before: end, limit: 2000)
            }
            guard let oldest = page.last else { break }
            before = oldest.seq
            for line in page {
                guard let entry = try await open(line, months, lostBefore: lost) else { continue }
                if let newest = entries.first, entry.at <= newest.at.adding(seconds: -seconds) {
                    return entries
                }
                entries.append(entry)
            }
        }
        return entries
    }
}
