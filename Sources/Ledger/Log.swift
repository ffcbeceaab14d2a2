/// The log as its one writer sees it.
public struct Log: Sendable {
    public let directory: String
    /// The newest checkpoint, on disk.
    public private(set) var checkpoint: Checkpoint
    /// The note that it stands on, with the signatures of all who signed.
    public private(set) var note: SignedNote
    private let key: LogKey
    private var tree: TreeWriter

    /// Make an empty log in a directory that has none.
    public static func create(
        in directory: String,
        key: LogKey,
        files: LogFiles = .system
    ) throws -> Log {
        guard try files.read("\(directory)/checkpoint") == nil else { throw LedgerError.exists }
        var tree = TreeWriter(directory: directory, files: files)
        try tree.write(key.verifier)
        let first = Checkpoint(origin: key.verifier.name, size: 0, root: tree.root)
        let note = try key.sign(first.text)
        try tree.write(note)
        return Log(directory: directory, checkpoint: first, note: note, key: key, tree: tree)
    }

    /// Open the log at its last checkpoint.
    ///
    /// Throws ``Damage`` where what appending needs is not what the checkpoint says.
    public static func open(
        in directory: String,
        key: LogKey,
        files: LogFiles = .system
    ) throws -> Log {
        let reader = try LogReader(directory: directory, key: key.verifier, files: files)
        return Log(
            directory: directory,
            checkpoint: reader.checkpoint,
            note: reader.note,
            key: key,
            tree: try TreeWriter(at: reader)
        )
    }

    /// Append entries and sign the new checkpoint; when this returns all of it is on disk.
    ///
    /// Throws ``LedgerError``; the log then stands where it stood, and takes the same entries again.
    public mutating func integrate(_ entries: [[UInt8]]) throws {
        guard !entries.isEmpty else { return }
        var next = self
        try next.tree.append(entries)
        try next.tree.settle()
        next.checkpoint.size = next.tree.size
        next.checkpoint.root = next.tree.root
        next.note = try key.sign(next.checkpoint.text)
        try next.tree.write(next.note)
        self = next
        tree.removePartials()
    }

    /// Put a witness's cosignature on the newest checkpoint, instead of an older one of the same key.
    ///
    /// - Throws: ``Damage`` where it is not the key's word on this checkpoint: the log may have grown
    ///   meanwhile; ``LedgerError`` where it could not be written.
    public mutating func add(_ cosignature: SignedNote.Signature, by witness: CosignerKey) throws {
        var next = self
        next.note.signatures.removeAll {
            $0.name == cosignature.name && $0.keyID == cosignature.keyID
        }
        next.note.signatures.append(cosignature)
        guard try witness.cosignature(on: next.note)?.signature == cosignature else {
            throw Damage(.checkpoint, .badCosignature)
        }
        try next.tree.write(next.note)
        self = next
    }
}
