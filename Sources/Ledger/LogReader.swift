/// The log as anyone with its files sees it, at the checkpoint that stood when it was opened.
///
/// A writer may go on beside it.
public struct LogReader: Sendable {
    public let directory: String
    public let checkpoint: Checkpoint
    /// The note that the checkpoint stands on, with the signatures of all who signed.
    public let note: SignedNote
    let files: LogFiles

    /// Open a log and check its checkpoint's signature.
    ///
    /// Throws ``Damage``.
    public init(directory: String, key: VerifierKey, files: LogFiles = .system) throws {
        guard let bytes = try files.read("\(directory)/checkpoint") else {
            throw Damage(.checkpoint, .missing)
        }
        guard let note = SignedNote(bytes) else { throw Damage(.checkpoint, .malformed) }
        self.directory = directory
        self.files = files
        self.note = note
        checkpoint = try Checkpoint(note, key: key)
    }

    /// The key that lies beside the log.
    ///
    /// It tells nothing about who signed unless it is known from elsewhere too.
    public static func key(in directory: String, files: LogFiles = .system) throws -> VerifierKey {
        guard let bytes = try files.read("\(directory)/key.pub") else {
            throw Damage(.key, .missing)
        }
        guard bytes.last == UInt8(ascii: "\n"),
            let text = String(validating: bytes.dropLast(), as: UTF8.self),
            let key = VerifierKey(text)
        else { throw Damage(.key, .malformed) }
        return key
    }

    /// Give each entry of a range with its number, in order, a bundle at a time.
    ///
    /// Throws ``Damage``, and what `body` throws.
    public func forEachEntry(
        in range: Range<Int>,
        _ body: (_ number: Int, _ entry: [UInt8]) throws -> Void
    ) throws {
        let range = range.clamped(to: 0..<checkpoint.size)
        guard !range.isEmpty else { return }
        for index in range.lowerBound / Tile.fullWidth...(range.upperBound - 1) / Tile.fullWidth {
            for (offset, entry) in try entries(index).enumerated() {
                let number = index * Tile.fullWidth + offset
                if range.contains(number) { try body(number, Array(entry)) }
            }
        }
    }

    /// The entries of a range, in order.
    ///
    /// Throws ``Damage``.
    public func entries(in range: Range<Int>) throws -> [[UInt8]] {
        var entries: [[UInt8]] = []
        entries.reserveCapacity(range.count)
        try forEachEntry(in: range) { entries.append($1) }
        return entries
    }

    /// The hashes of a tile, as its file says them.
    func hashes(_ tile: Tile) throws -> [TreeHash] {
        let (width, bytes) = try bytes(tile)
        guard let hashes = TreeHash.list(bytes), hashes.count == width else {
            throw Damage(.tile(tile), .wrongLength)
        }
        return Array(hashes.prefix(tile.width))
    }

    /// The entries of a bundle.
    func entries(_ index: Int) throws -> [ArraySlice<UInt8>] {
        guard let tile = Tile.at(.entries, index: index, size: checkpoint.size) else { return [] }
        let (width, bytes) = try bytes(tile)
        guard let entries = EntryBundle.entries(bytes, width: width) else {
            throw Damage(.tile(tile), .wrongLength)
        }
        return Array(entries.prefix(tile.width))
    }

    // A partial tile may have become a full one since the checkpoint was read.
    private func bytes(_ tile: Tile) throws -> (width: Int, [UInt8]) {
        if let bytes = try files.read("\(directory)/\(tile.path)") { return (tile.width, bytes) }
        let full = Tile(tile.kind, index: tile.index)
        guard tile != full, let bytes = try files.read("\(directory)/\(full.path)") else {
            throw Damage(.tile(tile), .missing)
        }
        return (full.width, bytes)
    }

    /// What appending needs: the partial tiles and the partial bundle, checked.
    func edge() throws -> (TreeEdge, bundle: [UInt8]) {
        let size = checkpoint.size
        var levels: [[TreeHash]] = []
        while Tile.count(level: levels.count, size: size) > 0 {
            let level = levels.count
            let count = Tile.count(level: level, size: size)
            let tile = Tile.at(.hashes(level: level), index: count / Tile.fullWidth, size: size)
            levels.append(try tile.map(hashes) ?? [])
        }
        let edge = TreeEdge(levels: levels, size: size)
        guard edge.root == checkpoint.root else { throw Damage(.checkpoint, .otherRoot) }
        var bundle: [UInt8] = []
        for (offset, entry) in try entries(size / Tile.fullWidth).enumerated() {
            guard TreeHash.leaf(entry) == levels[0][offset] else {
                throw Damage(.entry(size / Tile.fullWidth * Tile.fullWidth + offset), .otherHash)
            }
            EntryBundle.append(Array(entry), to: &bundle)
        }
        return (edge, bundle)
    }
}
