import Basics
import Crypto
import WitnessAPI

/// Makes sheets and opens them.
///
/// Sealing needs the witness's public key only, so that writing never waits for it; opening needs
/// the half that the witness gives back.
struct Sealer: Sendable {
    let keys: VaultKeys
    private let own: OwnWrap
    private let sealing: @Sendable () -> SealingEpoch

    init(keys: VaultKeys, witness: Witness) {
        self.keys = keys
        own = OwnWrap(epochs: keys.epochs)
        sealing = witness.sealing
    }

    /// Seals some fields of one owner under a fresh key.
    ///
    /// `name` is the owner's random name at the witness.
    func seal(_ fields: [String: Secret<String>], owner: String, name: String, version: Int) throws
        -> Sheet
    {
        let epoch = sealing()
        let own = self.own.epochs.newest
        let halves = (vault: SymmetricKey(size: .bits256), witness: SymmetricKey(size: .bits256))
        var sheet = Sheet(
            owner: owner,
            version: version,
            epochs: Epochs(vault: own, witness: epoch.number),
            vaultHalf: try self.own.wrap(
                halves.vault,
                owner: owner,
                version: version,
                epoch: own
            ),
            witnessHalf: try HalfSeal.seal(
                halves.witness,
                name: name,
                sheet: version,
                epoch: epoch.number,
                to: epoch.key
            ),
            boxes: [:]
        )
        let key = Sheet.key(
            vault: halves.vault,
            witness: halves.witness,
            owner: owner,
            version: version
        )
        for (field, value) in fields {
            var plain = Padding.add(to: Array(value.revealed.utf8))
            defer { wipe(&plain) }
            sheet.boxes[field] = try Box.seal(plain, with: key, bound: sheet.binding(of: field))
        }
        return sheet
    }

    /// Opens some fields of a sheet with the half that the witness gave back for it.
    ///
    /// - Throws: ``SheetFault`` where anything is not what was sealed, where it was sealed.
    func open(_ sheet: Sheet, fields: [String], witnessHalf: SymmetricKey) throws
        -> [String: Secret<String>]
    {
        let key = Sheet.key(
            vault: try own.unwrap(sheet.ownHalf),
            witness: witnessHalf,
            owner: sheet.owner,
            version: sheet.version
        )
        var values: [String: Secret<String>] = [:]
        for field in fields {
            guard let box = sheet.boxes[field] else { throw SheetFault.missing }
            var padded = try Box.open(box, with: key, bound: sheet.binding(of: field))
            defer { wipe(&padded) }
            var plain = try Padding.remove(from: padded)
            defer { wipe(&plain) }
            values[field] = Secret(String(decoding: plain, as: UTF8.self))
        }
        return values
    }
}
