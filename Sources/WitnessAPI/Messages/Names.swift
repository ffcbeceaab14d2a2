public import Wire

/// Mark what the vault has keyed already.
public struct MarkInput: WitnessMessage {
    public static let name = "mark"
    /// An HMAC-SHA256 of the witness's own: 32 bytes.
    public struct Answer: Packable, Equatable {
        public var mark: [UInt8]
        public init(_ mark: [UInt8]) { self.mark = mark }
    }
    public var kind: Witness.Mark
    public var subject: String?
    public var input: [UInt8]

    public init(kind: Witness.Mark, subject: String?, input: [UInt8]) {
        self.kind = kind
        self.subject = subject
        self.input = input
    }
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

extension MarkInput {
    public func pack(into packer: inout Packer) {
        packer.add(kind)
        packer.add(subject)
        packer.add(input)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            kind: try unpacker.next(),
            subject: try unpacker.next(),
            input: try unpacker.part()
        )
    }
}

extension MarkInput.Answer {
    public func pack(into packer: inout Packer) { packer.add(mark) }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(try unpacker.part())
        guard mark.count == 32 else { throw PackingFault() }
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
