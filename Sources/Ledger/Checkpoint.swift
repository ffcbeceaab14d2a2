import Foundation

/// A tree head: how many entries, and the root over them (C2SP tlog-checkpoint).
public struct Checkpoint: Sendable, Equatable {
    /// Which log.
    public var origin: String
    /// Entries in the tree.
    public var size: Int
    public var root: TreeHash

    init(origin: String, size: Int, root: TreeHash) {
        self.origin = origin
        self.size = size
        self.root = root
    }

    /// Nil unless the text is a checkpoint's.
    public init?(text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard lines.count >= 4, lines.last == "", lines.dropLast().allSatisfy({ !$0.isEmpty }),
            let size = Int(lines[1]), size >= 0, String(size) == lines[1],
            let data = Data(base64Encoded: lines[2]), let root = TreeHash(Array(data))
        else { return nil }
        self.init(origin: lines[0], size: size, root: root)
    }

    /// A checkpoint from its signed note.
    ///
    /// The signature must be the key's, and the origin its name.
    public init(note bytes: [UInt8], key: VerifierKey) throws(Damage) {
        guard let note = SignedNote(bytes) else { throw Damage(.checkpoint, .malformed) }
        try self.init(note, key: key)
    }

    /// A checkpoint from its signed note.
    ///
    /// The signature must be the key's, and the origin its name.
    public init(_ note: SignedNote, key: VerifierKey) throws(Damage) {
        guard let checkpoint = Checkpoint(text: note.text) else {
            throw Damage(.checkpoint, .malformed)
        }
        guard key.verifies(note) else { throw Damage(.checkpoint, .badSignature) }
        guard checkpoint.origin == key.name else { throw Damage(.checkpoint, .otherLog) }
        self = checkpoint
    }

    /// The text that is signed.
    public var text: String {
        "\(origin)\n\(size)\n\(Data(root.bytes).base64EncodedString())\n"
    }
}
