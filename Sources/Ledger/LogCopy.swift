/// A copy of a log that somebody else writes: it believes the entries, and nothing that is said of
/// them.
///
/// It computes the root itself, and keeps a checkpoint only where the origin's key signed what the
/// entries make. Since it only ever appends, the tree of each checkpoint is the beginning of the next.
/// Its files are a log's: a ``LogReader`` and a ``LogVerifier`` read them.
public struct LogCopy: Sendable {
    public let directory: String
    /// The newest checkpoint, on disk; of size 0 where none was kept yet.
    public private(set) var checkpoint: Checkpoint
    /// The note that it stands on; nil where none was kept yet.
    public private(set) var note: SignedNote?
    /// The key that the log is signed with.
    public let key: VerifierKey
    private var tree: TreeWriter
    // The tree of the checkpoint, to go back to.
    private var settled: TreeWriter

    /// Open the copy at its last checkpoint, or begin one; the key is kept beside it.
    ///
    /// Throws ``LedgerError/wrongKey`` where the copy is of another key's log; ``Damage``.
    public static func open(
        in directory: String,
        key: VerifierKey,
        files: LogFiles = .system
    ) throws -> LogCopy {
        if try files.read("\(directory)/key.pub") != nil {
            guard try LogReader.key(in: directory, files: files) == key else {
                throw LedgerError.wrongKey
            }
        }
        guard try files.read("\(directory)/checkpoint") != nil else {
            var tree = TreeWriter(directory: directory, files: files)
            try tree.write(key)
            let first = Checkpoint(origin: key.name, size: 0, root: tree.root)
            return LogCopy(directory, first, nil, key, tree)
        }
        let reader = try LogReader(directory: directory, key: key, files: files)
        let tree = try TreeWriter(at: reader)
        return LogCopy(directory, reader.checkpoint, reader.note, key, tree)
    }

    private init(
        _ directory: String,
        _ checkpoint: Checkpoint,
        _ note: SignedNote?,
        _ key: VerifierKey,
        _ tree: TreeWriter
    ) {
        self.directory = directory
        self.checkpoint = checkpoint
        self.note = note
        self.key = key
        self.tree = tree
        settled = tree
    }

    /// Entries taken so far, those that no checkpoint speaks of included.
    public var size: Int { tree.size }

    /// Take entries from a number on: the next ones, or anew those after the checkpoint.
    ///
    /// What lies beyond the checkpoint is forgotten when the process ends.
    /// Throws ``LedgerError``, and then stands where it stood.
    public mutating func take(_ entries: [[UInt8]], from number: Int) throws {
        guard number == tree.size || number == settled.size else {
            throw LedgerError.otherSize(tree.size)
        }
        var next = number == tree.size ? tree : settled
        try next.append(entries)
        tree = next
    }

    /// Keep a checkpoint of the entries taken; when this returns it is on disk.
    ///
    /// Signatures other than the origin's are left out, `cosignature` is added. Throws ``Damage``
    /// where the checkpoint is not the origin's word, or not of these entries; what was taken since
    /// the last checkpoint is then dropped. Throws ``LedgerError`` where it could not be written.
    public mutating func keep(
        _ note: SignedNote,
        cosignature: SignedNote.Signature? = nil
    ) throws {
        let next = try Checkpoint(note, key: key)
        do { try check(next) } catch {
            tree = settled
            throw error
        }
        var note = key.alone(note)
        if let cosignature { note.signatures.append(cosignature) }
        try tree.settle()
        try tree.write(note)
        (checkpoint, self.note) = (next, note)
        tree.removePartials()
        settled = tree
    }

    private func check(_ next: Checkpoint) throws(Damage) {
        guard next.size >= checkpoint.size else { throw Damage(.checkpoint, .notAnExtension) }
        if next.size == checkpoint.size {
            // Entries beyond it may have been taken already: it is compared with what is kept.
            guard next.root == checkpoint.root else { throw Damage(.checkpoint, .notAnExtension) }
        }
        guard next.size == tree.size, next.root == tree.root else {
            throw Damage(.checkpoint, .otherRoot)
        }
    }
}
