#if DEBUG
import Basics
import Crypto
import Storage
@testable import Vault
import WitnessAPI

/// Takes sheets from a vault's database, and opens those of which he gets both halves.
struct SheetThief: Sendable {
    let database: Database
    /// The vault's keys; nil for who has the database alone.
    let keys: VaultKeys?

    /// One sheet, and by which name the witness knows whose it is.
    struct Taken: Sendable {
        let name: String
        let half: Witness.SealedHalf
        fileprivate let sheet: Sheet
    }

    /// All sheets of living people.
    func take() async throws -> [Taken] {
        try await database.read { tx in
            try VaultLootStore(tx: tx).sheets().map { name, sheet in
                Taken(name: name, half: sheet.sealedHalf(name: name), sheet: sheet)
            }
        }
    }

    /// What stands in a sheet; nil where its own half does not open.
    func read(_ taken: Taken, with half: SymmetricKey) -> [String]? {
        guard let keys, let own = try? OwnWrap(epochs: keys.epochs).unwrap(taken.sheet.ownHalf)
        else { return nil }
        return read(taken, own: own, half)
    }

    /// The same with something that might be the vault's half, or its epoch's secret.
    func guess(_ taken: Taken, by secret: SymmetricKey, _ half: SymmetricKey) -> [String]? {
        let sheet = taken.sheet
        let bound = Sheet.halfBinding(
            owner: sheet.owner,
            version: sheet.version,
            epoch: sheet.ownHalf.epoch
        )
        if let bytes = try? Box.open(sheet.vaultHalf, with: secret, bound: bound) {
            return read(taken, own: SymmetricKey(data: bytes), half)
        }
        return read(taken, own: secret, half)
    }

    private func read(_ taken: Taken, own: SymmetricKey, _ half: SymmetricKey) -> [String]? {
        let sheet = taken.sheet
        let key = Sheet.key(vault: own, witness: half, owner: sheet.owner, version: sheet.version)
        var values: [String] = []
        for (field, box) in sheet.boxes {
            guard let padded = try? Box.open(box, with: key, bound: sheet.binding(of: field)),
                let plain = try? Padding.remove(from: padded)
            else { return nil }
            values.append(String(decoding: plain, as: UTF8.self))
        }
        return values
    }

    /// What the vault alone seals, in the open: it asks no witness.
    func notes() async throws -> [[UInt8]] {
        guard let keys else { return [] }
        return try await database.read { tx in
            let store = VaultStore(tx)
            return try NotePlace.all.flatMap { place in
                try store.notes(
                    place,
                    notOf: Array(repeating: 0, count: 8),
                    skipping: 0,
                    limit: 10_000
                )
                .compactMap { try? keys.notes.open($0.note, bound: place.binding($0.owner)) }
            }
        }
    }
}
#endif
