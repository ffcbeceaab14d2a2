import Crypto
import VaultAPI
import Wire

/// Which version of each of an owner's fields is the newest.
///
/// Kept apart from the sheets and sealed with a key of its own: an old sheet put back in the place
/// of a newer one, or a field left out, does not fit it.
struct Register: Sendable {
    let owner: String
    /// The owner's random name at the witness.
    var witnessName: String
    /// Counts the owner's writes, from 1.
    var version: Int
    /// The sheet in which each field's newest value lies.
    var fields: [String: Int]

    init(owner: String, witnessName: String, version: Int, fields: [String: Int]) {
        self.owner = owner
        self.witnessName = witnessName
        self.version = version
        self.fields = fields
    }

    /// What the register's seal covers.
    private func bound(_ packedFields: [UInt8]) -> [UInt8] {
        var packer = Packer()
        packer.add("ichi register v1")
        packer.add(owner)
        packer.add(witnessName)
        packer.add(version)
        packer.add(packedFields)
        return packer.bytes
    }

    var packedFields: [UInt8] {
        var packer = Packer()
        for (field, version) in fields.sorted(by: { $0.key < $1.key }) {
            packer.add(field)
            packer.add(version)
        }
        return packer.bytes
    }

    static func unpackFields(_ bytes: [UInt8]) throws(SheetFault) -> [String: Int] {
        var unpacker = Unpacker(bytes)
        var fields: [String: Int] = [:]
        do {
            while !unpacker.isAtEnd { fields[try unpacker.text()] = try unpacker.number() }
        } catch {
            throw .damaged
        }
        return fields
    }

    func seal(with key: SymmetricKey) -> [UInt8] { Keyed.hash(bound(packedFields), with: key) }

    /// Whether a seal is this register's, whose fields lay packed like this.
    func fits(_ seal: [UInt8], over packedFields: [UInt8], with key: SymmetricKey) -> Bool {
        Keyed.fits(seal, bound(packedFields), with: key)
    }
}
