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

    /// Seals letters that wait, and where sign-ins came from, in the newest epoch.
    ///
    /// What cannot be opened stays, and goes with its time.
    ///
    /// - Throws: `StorageError`.
    public func turnNotes() async throws {
        let head = OwnNotes.head(epoch)
        for place in NotePlace.allCases {
            var last = ""
            while true {
                let after = last
                let page = try await database.read {
                    try VaultStore($0).notes(
                        place,
                        notOf: head,
                        after: after,
                        limit: OwnRewrapping.page
                    )
                }
                guard let end = page.last else { break }
                last = end.id
                let turned = page.compactMap { [notes, epoch] id, note in
                    (try? notes.anew(note, bound: place.binding(id), in: epoch)).map {
                        (id: id, old: note, new: $0)
                    }
                }
                try await database.write { tx in
                    for (id, old, new) in turned {
                        try VaultStore(tx).replace(place, id, old, by: new)
                    }
                }
            }
        }
    }

    /// Begins at the first half again: who seals while this runs may have sealed in an older epoch.
    public mutating func startOver() {
        last = nil
        damaged = 0
    }

    /// Notes that nothing is left of any older epoch: who shows a half of one from now on is told of.
    ///
    /// - Throws: `StorageError`.
    public func finish() async throws {
        try await database.write { [epoch] in try VaultStore($0).setState(Vault.rotated, epoch) }
    }
}
