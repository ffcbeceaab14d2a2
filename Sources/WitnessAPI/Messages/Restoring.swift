public import Wire

/// The ledger's entries from a number on, for a vault that was brought back from a backup.
///
/// The answer is a stretch as the vault once showed it, with the newest checkpoint where it reaches so
/// far; empty where there are none.
public struct AskTail: WitnessMessage {
    public static let name = "tail"
    public typealias Answer = LedgerStretch
    public var from: Int
    public init(from: Int) { self.from = from }
    public func pack(into packer: inout Packer) { packer.add(from) }
    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(from: try unpacker.next())
    }
}

/// Which of some names are refused for ever.
public struct AskErased: WitnessMessage {
    public static let name = "erased"
    public typealias Answer = [String]
    /// At most 1,024.
    public var names: [String]
    public init(names: [String]) { self.names = names }
    public func pack(into packer: inout Packer) { packer.add(names) }
    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(names: try unpacker.next())
    }
}
