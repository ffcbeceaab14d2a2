import Basics
import Logging
import Storage
import Synchronization
import VaultAPI

/// Who never existed, in the memory of a vault that runs: every line is held against it.
final class HoneyWatch: Sendable {
    private let names = Mutex<Set<String>>([])

    /// By ledger name.
    func holds(_ subjects: [String]) -> Bool {
        names.withLock { names in !names.isEmpty && subjects.contains(where: names.contains) }
    }

    var count: Int { names.withLock { $0.count } }

    func learn(_ all: [String]) { names.withLock { $0 = Set(all) } }
}

extension Vault {
    /// How long mail of the city's own may be on its way to a mailbox of honey.
    static let honeyMailDays = 7

    /// Learns who was planted beside it, and writes the line of their coming: at start and every second.
    ///
    /// - Throws: `StorageError`; ``SheetFault`` where a box was damaged.
    public func learnHoney() async throws {
        let count = try await database.read { try VaultStore($0).honeyCount() }
        guard count.all != honey.count || count.written != count.all else { return }
        let all = try await database.read { [keys] in try VaultStore($0).honey(keys.notes) }
        honey.learn(all.map(\.row.ledgerName))
        let fresh = all.filter { !$0.isWritten }.map(\.row.ledgerName)
        guard !fresh.isEmpty else { return }
        let now = clock.now()
        let month = try await months.key(at: now)
        try await database.write { tx in
            let store = VaultStore(tx)
            let entry = LedgerEntry(at: now, caller: nil, action: .enrol, subjects: fresh)
            try store.noteHoney(
                line: try store.append(SealedEntry.seal(entry, with: month), about: fresh)
            )
        }
    }

    /// By what mail of the city's own is known again that is on its way to somebody of honey: at
    /// another's mailbox it is foreign.
    static func honeyMail(_ id: String, to ledgerName: String, _ keys: VaultKeys) -> [UInt8] {
        Keyed.hash(Array("honey mail \(ledgerName) \(id)".utf8), with: keys.code)
    }
}

extension Desk {
    /// An alarm where somebody of some never existed.
    func noticeHoney(_ subjects: [String], by holder: Holder?) throws {
        guard vault.honey.holds(subjects) else { return }
        try raise(.honeyTouched, by: holder)
    }

    /// Keeps which mail goes to somebody who never existed, so that it is known when it comes.
    func noteMail(_ item: Handle<CourierItem>, to name: String) throws {
        guard vault.honey.holds([name]) else { return }
        try store.noteHoneyMail(
            Vault.honeyMail(item.text, to: name, vault.keys),
            until: now.adding(days: Vault.honeyMailDays)
        )
    }
}
