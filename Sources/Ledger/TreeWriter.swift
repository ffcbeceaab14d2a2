/// Writes a tree's tiles, bundles and checkpoints: what a log and a copy of one have in common.
struct TreeWriter: Sendable {
    let directory: String
    private var writer: DurableWriter
    private var edge: TreeEdge
    // The entries of the bundle that is still growing, as they are written.
    private var openBundle: [UInt8]
    // Full tiles since the last checkpoint: their partial states can go once it is written.
    private var filled: [Tile] = []

    /// An empty tree.
    init(directory: String, files: LogFiles) {
        self.directory = directory
        writer = DurableWriter(root: directory, files: files)
        edge = TreeEdge()
        openBundle = []
    }

    /// The tree of a reader's checkpoint.
    init(at reader: LogReader) throws {
        directory = reader.directory
        writer = DurableWriter(root: reader.directory, files: reader.files)
        (edge, openBundle) = try reader.edge()
    }

    var size: Int { edge.size }
    var root: TreeHash { edge.root }

    mutating func write(_ key: VerifierKey) throws {
        try writer.write("key.pub", Array("\(key)\n".utf8))
        try writer.sync()
    }

    /// Append entries; their full tiles and bundles are written, what still grows is not.
    ///
    /// Throws ``LedgerError``; give the same entries again to the value that this one was before.
    mutating func append(_ entries: [[UInt8]]) throws {
        if let long = entries.first(where: { $0.count > EntryBundle.longestEntry }) {
            throw LedgerError.entryTooLong(bytes: long.count)
        }
        for entry in entries { try append(entry) }
    }

    private mutating func append(_ entry: [UInt8]) throws {
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

    /// Write what still grows and make all of the tree durable: then a checkpoint may speak of it.
    mutating func settle() throws {
        if let bundle = Tile.at(.entries, index: edge.size / Tile.fullWidth, size: edge.size) {
            try writer.write(bundle.path, openBundle)
        }
        for (tile, hashes) in edge.partialTiles {
            try writer.write(tile.path, TreeHash.bytes(hashes))
        }
        try writer.sync()
    }

    /// Write a checkpoint of the settled tree; when this returns it is on disk.
    mutating func write(_ checkpoint: SignedNote) throws {
        try writer.write("checkpoint", checkpoint.bytes)
        try writer.sync()
    }

    // Allowed once the full tile is there. What a crash leaves of them harms nobody.
    mutating func removePartials() {
        for tile in filled {
            for width in 1..<Tile.fullWidth {
                try? writer.files.remove("\(directory)/\(tile.partials)/\(width)")
            }
            try? writer.files.remove("\(directory)/\(tile.partials)")
        }
        filled = []
    }
}
