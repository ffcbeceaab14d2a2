public import Crypto
public import Wire

/// Open halves, for a line of the vault's ledger.
public struct OpenHalves: WitnessMessage {
    public static let name = "open"
    public typealias Answer = [OpenedHalf]
    /// The line's number.
    public var leaf: Int
    public var halves: [Witness.SealedHalf]
    public var basis: Witness.Basis
    /// In which the vault believes the witness: given in another, its answer would count in a book that the
    /// vault may not know of.
    public var term: WitnessTerm

    public init(
        leaf: Int,
        halves: [Witness.SealedHalf],
        basis: Witness.Basis,
        term: WitnessTerm
    ) {
        self.leaf = leaf
        self.halves = halves
        self.basis = basis
        self.term = term
    }
}

/// A half as it comes back: 32 bytes, overwritten where they were read as soon as they are a key.
public struct OpenedHalf: Packable {
    public var key: SymmetricKey
    public init(_ key: SymmetricKey) { self.key = key }
}

/// Seal halves anew, to the newest epoch; nobody is shown them, and nobody counts as read.
public struct Rewrap: WitnessMessage {
    public static let name = "rewrap"
    public typealias Answer = [Witness.SealedHalf]
    public var halves: [Witness.SealedHalf]
    public init(_ halves: [Witness.SealedHalf]) { self.halves = halves }
}

extension OpenHalves {
    public func pack(into packer: inout Packer) {
        packer.add(leaf)
        packer.add(halves)
        packer.add(basis)
        packer.add(term)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            leaf: try unpacker.next(),
            halves: try unpacker.next(),
            basis: try unpacker.next(),
            term: try unpacker.next()
        )
    }
}

extension OpenedHalf {
    public func pack(into packer: inout Packer) {
        key.withUnsafeBytes { packer.add(Array($0)) }
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        var bytes = try unpacker.part()
        defer { for place in bytes.indices { bytes[place] = 0 } }
        guard bytes.count == 32 else { throw PackingFault() }
        self.init(SymmetricKey(data: bytes))
    }
}

extension Rewrap {
    public func pack(into packer: inout Packer) { packer.add(halves) }
    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(try unpacker.next())
    }
}

extension Witness.SealedHalf: Packable {
    public func pack(into packer: inout Packer) {
        packer.add(name)
        packer.add(sheet)
        packer.add(epoch)
        packer.add(bytes)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            name: try unpacker.text(),
            sheet: try unpacker.number(),
            epoch: try unpacker.number(),
            bytes: try unpacker.part()
        )
    }
}
