/// The log as its one writer sees it.
public struct Log: Sendable {
    public let directory: String
    /// The newest checkpoint, on disk.
    public private(set) var checkpoint: Checkpoint
    private let key: LogKey
    private var writer: DurableWriter
    private var edge: TreeEdge
    // The entries of the bundle that is still growing, as they are written.
    private var openBundle: [UInt8]

    /// Make an empty log in a directory that has none.
    public static func create(
        in directory: String,
        key: LogKey,
        files: LogFiles = .system
    ) throws -> Log {
        guard try files.read("\(directory)/checkpoint") == nil else { throw LedgerError.exists }
        let edge = TreeEdge()
        let first = Checkpoint(origin: key.verifier.name, size: 0, root: edge.root)
        var log = Log(
            directory: directory,
            checkpoint: first,
            key: key,
            writer: DurableWriter(root: directory, files: files),
            edge: edge,
            openBundle: []
        )
        try log.writer.write("key.pub", Array("\(key.verifier)\n".utf8))
        try log.writer.sync()
        try log.sign(first)
        return log
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
        let (edge, bundle) = try reader.edge()
        return Log(
            directory: directory,
            checkpoint: reader.checkpoint,
            key: key,
            writer: DurableWriter(root: directory, files: files),
            edge: edge,
            openBundle: bundle
        )
    }

    /// Append entries and sign the new checkpoint; when this returns all of it is on disk.
    ///
    /// Throws ``LedgerError``; the log then stands where it stood, and takes the same entries again.
    public mutating func integrate(_ entries: [[UInt8]]) throws {
        guard !entries.isEmpty else { return }
        if let long = entries.first(where: { $0.count > EntryBundle.longestEntry }) {
            throw LedgerError.entryTooLong(bytes: long.count)
        }
        var next = self
        var filled: [Tile] = []
        for entry in entries { try next.append(entry, &filled) }
        try next.writePartials()
        try next.writer.sync()
        next.checkpoint.size = next.edge.size
        next.checkpoint.root = next.edge.root
        try next.sign(next.checkpoint)
        self = next
        for tile in filled { removePartials(of: tile) }
    }

    private mutating func append(_ entry: [UInt8], _ filled: inout [Tile]) throws {
        EntryBundle.append(entry, to: &openBundle)
        for (tile, hashes) in edge.append(.leaf(entry)) {
            try writer.write(tile.path, TreeHash.bytes(hashes))
            filled.append(tile)
        }
        guard edge.size % Tile.fullWidth == 0 else { return }
        let bundle = Tile(.entries, index: edge.size / Tile.fullWidth - 1)
        try writer.write(bundle.path, openBundle)
        filled.append(bundle)
        openBundle = []
    }

    private mutating func writePartials() throws {
        if let bundle = Tile.at(.entries, index: edge.size / Tile.fullWidth, size: edge.size) {
            try writer.write(bundle.path, openBundle)
        }
        for (tile, hashes) in edge.partialTiles {
            try writer.write(tile.path, TreeHash.bytes(hashes))
        }
    }

    private mutating func sign(_ checkpoint: Checkpoint) throws {
        try writer.write("checkpoint", try key.sign(checkpoint.text).bytes)
        try writer.sync()
    }

    // Allowed once the full tile is there. What a crash leaves of them harms nobody.
    private func removePartials(of tile: Tile) {
        for width in 1..<Tile.fullWidth {
            try? writer.files.remove("\(directory)/\(tile.partials)/\(width)")
        }
        try? writer.files.remove("\(directory)/\(tile.partials)")
    }
}
