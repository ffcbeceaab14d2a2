import Basics
public import Storage

/// Wraps the vault's own halves anew, in its newest epoch; the witness is not asked.
///
/// Each page is one commit, and a half is of the old epoch or of the new one, whole: who is killed
/// begins again and finds only what is left. The vault may run beside it.
public struct OwnRewrapping: Sendable {
    private static let page = 1000

    private let database: Database
    private let wrap: OwnWrap
    private let notes: OwnNotes
    /// The newest epoch.
    public let epoch: Int
    /// Halves that were wrapped anew.
    public private(set) var done = 0
    /// Halves that could not be unwrapped: damaged, or of an epoch whose secret is gone.
    public private(set) var damaged = 0
    private var last: OwnHalf?

    public init(database: Database, keys: VaultKeys) {
        self.database = database
        wrap = OwnWrap(epochs: keys.epochs)
        notes = keys.notes
        epoch = keys.epochs.newest
    }

    /// Halves that are left, those that are damaged among them.
    ///
    /// - Throws: `StorageError`.
    public func left() async throws -> Int {
        try await database.read { [epoch] in try VaultStore($0).countOwnHalves(not: epoch) }
    }

    /// Does a page; false where there was nothing more to do.
    ///
    /// - Throws: `StorageError`.
    public mutating func step() async throws -> Bool {
        let kept = try await database.read { [epoch, last] in
            try VaultStore($0).ownHalves(not: epoch, after: last, limit: OwnRewrapping.page)
        }
        guard let end = kept.last else { return false }
        let pairs = kept.compactMap { half in
            (try? wrap.rewrap(half, to: epoch)).map { (half, $0) }
        }
        try await database.write { tx in
            let store = VaultStore(tx)
            for (old, new) in pairs { try store.replace(old, by: new) }
        }
        killPoint("vault.own-rewrapped")
        done += pairs.count
        damaged += kept.count - pairs.count
        last = end
        return true
    }

    /// Seals in the newest epoch what the vault keeps for itself: see ``NotePlace``.
    ///
    /// What cannot be opened stays as it is.
    ///
    /// - Throws: `StorageError`.
    public func turnNotes() async throws {
        for place in NotePlace.all { try await turnNotes(of: place) }
    }

    private func turnNotes(of place: NotePlace) async throws {
        let head = OwnNotes.head(epoch)
        var stuck = 0
        while true {
            let page = try await database.read { [stuck] in
                try VaultStore($0).notes(
                    place,
                    notOf: head,
                    skipping: stuck,
                    limit: OwnRewrapping.page
                )
            }
            guard !page.isEmpty else { return }
            let turned = page.compactMap { [notes, epoch] old in
                (try? notes.anew(old.note, bound: place.binding(old.owner), in: epoch)).map {
                    (old: old, new: $0)
                }
            }
            stuck += page.count - turned.count
            try await database.write { tx in
                for (old, new) in turned { try VaultStore(tx).replace(old, in: place, by: new) }
            }
        }
    }

    /// Notes that nothing is left of any older epoch: who shows a half of one from now on is told of.
    ///
    /// - Throws: `StorageError`.
    public func finish() async throws {
        try await database.write { [epoch] in try VaultStore($0).setState(Vault.rotated, epoch) }
    }
}
