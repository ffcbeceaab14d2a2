public import Age
public import Basics
import Wire

/// A key that files for a shop are sealed to.
public struct Receiver: Sendable, Hashable {
    public var key: ReceiverKey
    /// The shop's number in the catalogue.
    public var shop: Int
    public var since: Moment
    /// When it was ended; nil while it stands.
    public var ended: Moment?

    /// What a row must carry to be believed: a keyed hash of whose key it is, since when, until when.
    func seal(_ keys: VaultKeys) -> [UInt8] { Keyed.hash(bound, with: keys.code) }

    func fits(_ seal: [UInt8], _ keys: VaultKeys) -> Bool {
        Keyed.fits(seal, bound, with: keys.code)
    }

    private var bound: [UInt8] {
        var packer = Packer()
        packer.add("ichi receiver v1")
        packer.add(key.description)
        packer.add(shop)
        packer.add(since)
        packer.add(ended)
        return packer.bytes
    }
}
