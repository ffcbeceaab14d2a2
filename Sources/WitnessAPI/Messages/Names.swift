public import Wire

/// Mark what the vault has keyed already: all of it, or none.
public struct MarkInputs: WitnessMessage {
    public static let name = "mark"
    public typealias Answer = [MarkOfInput]
    /// Inputs of one message, at most.
    public static let most = 1024
    public var inputs: [Witness.KeyedInput]
    public init(_ inputs: [Witness.KeyedInput]) { self.inputs = inputs }
}

/// An HMAC-SHA256 of the witness's own: 32 bytes.
public struct MarkOfInput: Packable, Equatable {
    public var bytes: [UInt8]
    public init(_ bytes: [UInt8]) { self.bytes = bytes }
}

/// Refuse names for ever, for a line of the vault's ledger.
public struct EraseNames: WitnessMessage {
    public static let name = "erase"
    public typealias Answer = Done
    public var names: [String]
    /// The line's number.
    public var leaf: Int

    public init(names: [String], leaf: Int) {
        self.names = names
        self.leaf = leaf
    }
}

/// All names to be refused that the ledger's lines before `size` speak of were told.
///
/// For a witness that was set back: it opens nothing before it has heard this of the newest checkpoint.
public struct ErasuresTold: WitnessMessage {
    public static let name = "erasuresTold"
    public typealias Answer = Done
    public var size: Int
    public init(size: Int) { self.size = size }
    public func pack(into packer: inout Packer) { packer.add(size) }
    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(size: try unpacker.next())
    }
}

extension MarkInputs {
    public func pack(into packer: inout Packer) { packer.add(inputs) }
    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(try unpacker.next())
    }
}

extension Witness.KeyedInput: Packable {
    public func pack(into packer: inout Packer) {
        packer.add(kind)
        packer.add(name)
        packer.add(bytes)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            kind: try unpacker.next(),
            name: try unpacker.next(),
            bytes: try unpacker.part()
        )
    }
}

extension MarkOfInput {
    public func pack(into packer: inout Packer) { packer.add(bytes) }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(try unpacker.part())
        guard bytes.count == 32 else { throw PackingFault() }
    }
}

extension EraseNames {
    public func pack(into packer: inout Packer) {
        packer.add(names)
        packer.add(leaf)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(names: try unpacker.next(), leaf: try unpacker.next())
    }
}
