import Basics
import Crypto
import WitnessAPI

/// Makes sheets and opens them.
///
/// Sealing needs the witness's public key only, so that writing never waits for it; opening needs
/// the half that the witness gives back.
struct Sealer: Sendable {
    let keys: VaultKeys
    private let sealing: @Sendable () -> SealingEpoch

    init(keys: VaultKeys, witness: Witness) {
        self.keys = keys
        sealing = witness.sealing
    }

    /// Seals some fields of one owner under a fresh key.
    ///
    /// `name` is the owner's random name at the witness.
    func seal(_ fields: [String: Secret<String>], owner: String, name: String, version: Int) throws
        -> Sheet
    {
        let epoch = sealing()
        let halves = (vault: SymmetricKey(size: .bits256), witness: SymmetricKey(size: .bits256))
        var sheet = Sheet(
            owner: owner,
            version: version,
            epochs: Epochs(vault: keys.epoch, witness: epoch.number),
            vaultHalf: try wrap(halves.vault, owner: owner, version: version),
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
            vault: try unwrap(sheet),
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

    private func wrap(_ half: SymmetricKey, owner: String, version: Int) throws -> [UInt8] {
        let bound = Sheet.halfBinding(owner: owner, version: version, epoch: keys.epoch)
        return try half.withUnsafeBytes {
            try Box.seal(Array($0), with: try keys.epochSecret(keys.epoch), bound: bound)
        }
    }

    private func unwrap(_ sheet: Sheet) throws -> SymmetricKey {
        let bound = Sheet.halfBinding(
            owner: sheet.owner,
            version: sheet.version,
            epoch: sheet.epochs.vault
        )
        let secret = try keys.epochSecret(sheet.epochs.vault)
        var half = try Box.open(sheet.vaultHalf, with: secret, bound: bound)
        defer { wipe(&half) }
        return SymmetricKey(data: half)
    }
}
