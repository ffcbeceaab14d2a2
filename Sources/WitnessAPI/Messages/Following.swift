public import Wire

/// A standby says what it has on disk, and asks for what comes after it.
///
/// What lies before `place` is kept there: an answer that waited for that may be given.
public struct Follow: WitnessMessage {
    public static let name = "follow"
    public typealias Answer = Followed
    /// Where its book ends, in bytes.
    public var place: Int
    /// From where on it wants more: beyond `place` where a frame has come in part.
    public var from: Int
    /// The checksum of its book's last frame; empty where it has none.
    public var check: [UInt8]
    /// Where that frame begins, in bytes.
    public var last: Int
    /// Entries in the checkpoint of its copy of the ledger.
    public var ledger: Int
    /// Entries it has taken, of which no checkpoint may speak yet.
    public var entries: Int

    public init(place: Int, from: Int, check: [UInt8], last: Int, ledger: Int, entries: Int) {
        self.place = place
        self.from = from
        self.check = check
        self.last = last
        self.ledger = ledger
        self.entries = entries
    }
}

/// What comes after what a standby has; nothing where nothing came within a second.
public struct Followed: Packable, Equatable {
    /// Whole frames of the book, as they lie there.
    public var frames: [UInt8]
    /// Entries of the ledger, with the cosigned checkpoint where they lead up to it.
    public var stretch: LedgerStretch?
    /// An HMAC by which it sees that both have the same keys.
    public var keys: [UInt8]

    public init(frames: [UInt8], stretch: LedgerStretch?, keys: [UInt8]) {
        self.frames = frames
        self.stretch = stretch
        self.keys = keys
    }
}

/// Go on without the standby, which is lost: it must not be promoted before it has followed again; the
/// operator's to ask.
public struct Dismiss: WitnessMessage {
    public static let name = "dismiss"
    public typealias Answer = Done
    public init() {}
    public func pack(into packer: inout Packer) {}
    public init(from unpacker: inout Unpacker) throws(PackingFault) { self.init() }
}

/// A later term is known: who hears this and has led an earlier one does nothing more.
public struct Fence: WitnessMessage {
    public static let name = "fence"
    public typealias Answer = Done
    public var term: Int
    public init(term: Int) { self.term = term }
    public func pack(into packer: inout Packer) { packer.add(term) }
    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(term: try unpacker.next())
    }
}

extension Follow {
    public func pack(into packer: inout Packer) {
        packer.add(place)
        packer.add(from)
        packer.add(check)
        packer.add(last)
        packer.add(ledger)
        packer.add(entries)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            place: try unpacker.number(),
            from: try unpacker.number(),
            check: try unpacker.part(),
            last: try unpacker.number(),
            ledger: try unpacker.number(),
            entries: try unpacker.number()
        )
    }
}

extension Followed {
    public func pack(into packer: inout Packer) {
        packer.add(frames)
        packer.add(stretch)
        packer.add(keys)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            frames: try unpacker.part(),
            stretch: try unpacker.next(),
            keys: try unpacker.part()
        )
    }
}
