public import Wire

/// A member's passkey, so that the witness can prove its touches itself.
///
/// Who holds the vault could tell of keys of his own: so it counts as opening the person once, on the
/// account that all shares.
public struct LearnOwnKey: WitnessMessage {
    public static let name = "learnOwnKey"
    public typealias Answer = Done
    /// The ledger's line of the sign-in by which it is told.
    public var leaf: Int
    public var key: OwnKey
    public init(leaf: Int, key: OwnKey) {
        self.leaf = leaf
        self.key = key
    }
}

/// A member has signed in by its own key: opening it costs nothing on the touch's day and the next.
public struct ProveOwnKey: WitnessMessage {
    public static let name = "proveOwnKey"
    public typealias Answer = Done
    public var touch: WitnessedTouch
    public init(_ touch: WitnessedTouch) { self.touch = touch }
}

/// Keys of the office, or of members, that have ended: their touches prove nothing more.
///
/// The vault's word is enough for that: who holds it takes only from himself.
public struct EndKeys: WitnessMessage {
    public static let name = "endKeys"
    public typealias Answer = Done
    public static let most = 100
    /// By which authenticators find them again.
    public var credentials: [[UInt8]]
    public init(_ credentials: [[UInt8]]) { self.credentials = credentials }
}

/// A member's passkey as the witness knows it.
public struct OwnKey: Packable, Hashable {
    /// Whose, by the name that the witness knows.
    public var name: String
    /// For whom it was made: the RP ID, and the pages that may ask for it.
    public var party: String
    public var origins: [String]
    public var key: EnrolledKey

    public init(name: String, party: String, origins: [String], key: EnrolledKey) {
        self.name = name
        self.party = party
        self.origins = origins
        self.key = key
    }
}

extension LearnOwnKey {
    public func pack(into packer: inout Packer) {
        packer.add(leaf)
        packer.add(key)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(leaf: try unpacker.next(), key: try unpacker.next())
    }
}

extension ProveOwnKey {
    public func pack(into packer: inout Packer) { packer.add(touch) }
    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(try unpacker.next())
    }
}

extension EndKeys {
    public func pack(into packer: inout Packer) {
        packer.add(credentials.count)
        for credential in credentials { packer.add(credential) }
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        let count = try unpacker.number()
        guard (0...EndKeys.most).contains(count) else { throw PackingFault() }
        credentials = []
        for _ in 0..<count { credentials.append(try unpacker.part()) }
    }
}

extension OwnKey {
    public func pack(into packer: inout Packer) {
        packer.add(name)
        packer.add(party)
        packer.add(origins)
        packer.add(key)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            name: try unpacker.next(),
            party: try unpacker.next(),
            origins: try unpacker.next(),
            key: try unpacker.next()
        )
    }
}
