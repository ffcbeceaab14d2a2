import Crypto
import VaultAPI
import Wire
import WitnessAPI

/// What one write sealed: some fields of one owner, under a key of which this keeps neither half in
/// the open.
struct Sheet: Sendable {
    /// Whose it is: a subject's handle, an item's, a challenge's, or a month of the ledger.
    var owner: String
    /// Counts the owner's writes from 1; a later sheet does not replace an earlier one's other fields.
    var version: Int
    /// The vault's epoch in the high part, the witness's in the low: see ``Epochs``.
    var epochs: Epochs
    /// The vault's half, wrapped under its epoch secret.
    var vaultHalf: [UInt8]
    /// The witness's half, sealed to its public epoch key.
    var witnessHalf: [UInt8]
    /// The later epoch that this half was sealed anew to; what the boxes are bound to stays.
    var rewrapped: Int?
    /// The same of the vault's half.
    var vaultRewrapped: Int?
    /// Each field's box by the field's name.
    var boxes: [String: [UInt8]]
}

/// The epochs in whose keys a sheet's halves are kept; each keeper rotates its own.
struct Epochs: Sendable, Hashable {
    var vault: Int
    var witness: Int
}

/// The vault's half of a sheet's key, wrapped, with what it is bound to.
struct OwnHalf: Sendable, Equatable {
    var owner: String
    var version: Int
    /// The epoch it is wrapped in.
    var epoch: Int
    var bytes: [UInt8]
}

extension Sheet {
    /// What a field's box is bound to: moved to another owner, field, version or epoch it stays shut.
    func binding(of field: String) -> [UInt8] {
        var packer = Packer()
        packer.add("ichi field v1")
        packer.add(owner)
        packer.add(field)
        packer.add(version)
        packer.add(epochs.vault)
        packer.add(epochs.witness)
        return packer.bytes
    }

    /// What the wrapped half is bound to.
    static func halfBinding(owner: String, version: Int, epoch: Int) -> [UInt8] {
        var packer = Packer()
        packer.add("ichi vault half v1")
        packer.add(owner)
        packer.add(version)
        packer.add(epoch)
        return packer.bytes
    }

    /// The sheet's key from its two halves: HKDF-SHA256 (RFC 5869).
    static func key(vault: SymmetricKey, witness: SymmetricKey, owner: String, version: Int)
        -> SymmetricKey
    {
        var halves = vault.withUnsafeBytes(Array.init) + witness.withUnsafeBytes(Array.init)
        defer { wipe(&halves) }
        var info = Packer()
        info.add("ichi sheet v1")
        info.add(owner)
        info.add(version)
        return HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: halves),
            info: info.bytes,
            outputByteCount: 32
        )
    }

    /// The boxes in one column: names in order, each followed by its box.
    var packedBoxes: [UInt8] {
        var packer = Packer()
        for (name, box) in boxes.sorted(by: { $0.key < $1.key }) {
            packer.add(name)
            packer.add(box)
        }
        return packer.bytes
    }

    static func unpackBoxes(_ bytes: [UInt8]) throws(SheetFault) -> [String: [UInt8]] {
        var unpacker = Unpacker(bytes)
        var boxes: [String: [UInt8]] = [:]
        do {
            while !unpacker.isAtEnd { boxes[try unpacker.text()] = try unpacker.part() }
        } catch {
            throw .damaged
        }
        return boxes
    }

    var ownHalf: OwnHalf {
        OwnHalf(
            owner: owner,
            version: version,
            epoch: vaultRewrapped ?? epochs.vault,
            bytes: vaultHalf
        )
    }

    func sealedHalf(name: String) -> Witness.SealedHalf {
        Witness.SealedHalf(
            name: name,
            sheet: version,
            epoch: rewrapped ?? epochs.witness,
            bytes: witnessHalf
        )
    }
}
