import Basics
public import Storage
public import WitnessAPI

/// Has the witness seal its halves anew, to its newest epoch; the vault never sees one of them.
///
/// Each page is one commit, and a half is of the old epoch or of the new one, whole: who is killed
/// begins again and finds only what is left. The vault may run beside it.
public struct Rewrapping: Sendable {
    /// Halves in one message and one commit: some 200 bytes each.
    private static let page = 1000

    private let database: Database
    private let witness: Witness
    /// The newest epoch.
    public let epoch: Int
    /// Halves that were sealed anew.
    public private(set) var done = 0
    /// Halves that the witness refused: of names that are erased, or of an epoch whose key is gone.
    public private(set) var refused = 0
    private var last: KeptHalf?

    /// - Throws: `WitnessRefusal`.
    public init(database: Database, witness: Witness) async throws {
        self.database = database
        self.witness = witness
        epoch = try await witness.standing().epoch
    }

    /// Halves that are left, those that are refused among them.
    ///
    /// - Throws: `StorageError`.
    public func left() async throws -> Int {
        try await database.read { [epoch] in try VaultStore($0).countHalves(not: epoch) }
    }

    /// Does a page; false where there was nothing more to do.
    ///
    /// - Throws: `StorageError`, and `WitnessRefusal` where the witness cannot go on.
    public mutating func step() async throws -> Bool {
        let kept = try await database.read { [epoch, last] in
            try VaultStore($0).halves(not: epoch, after: last, limit: Rewrapping.page)
        }
        guard let end = kept.last else { return false }
        let pairs = try await rewrapped(kept)
        try await database.write { tx in
            let store = VaultStore(tx)
            for (old, new) in pairs { try store.replace(old, by: new) }
        }
        killPoint("vault.rewrapped")
        done += pairs.count
        refused += kept.count - pairs.count
        last = end
        return true
    }

    /// Begins at the first half again: who seals while this runs may have sealed to an older epoch.
    public mutating func startOver() {
        last = nil
        refused = 0
    }

    /// The page as a whole, or where a half of it is refused, one after the other.
    private func rewrapped(_ kept: [KeptHalf]) async throws -> [(KeptHalf, Witness.SealedHalf)] {
        do {
            let sealed = try await witness.rewrap(kept.map(\.half))
            guard sealed.count == kept.count, zip(kept, sealed).allSatisfy(fits) else {
                throw WitnessRefusal.malformed
            }
            return Array(zip(kept, sealed))
        } catch let refusal as WitnessRefusal where Rewrapping.concernsOne.contains(refusal) {
            guard kept.count > 1 else { return [] }
            let middle = kept.count / 2
            return try await rewrapped(Array(kept[..<middle]))
                + rewrapped(Array(kept[middle...]))
        }
    }

    private static let concernsOne: Set<WitnessRefusal> = [.erased, .foreign, .noSuchEpoch]

    private func fits(_ old: KeptHalf, _ new: Witness.SealedHalf) -> Bool {
        new.name == old.half.name && new.sheet == old.half.sheet && new.epoch == epoch
    }
}
