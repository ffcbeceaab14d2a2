extension LogReader {
    /// The audit path of an entry in the tree of the checkpoint.
    ///
    /// Throws ``Damage`` where a tile that it needs is not there.
    public func inclusionProof(of index: Int) throws -> [TreeHash] {
        try Proof.inclusion(of: index, in: 0..<checkpoint.size, subtree: hash(over:))
    }

    /// The proof that the tree of the checkpoint begins with the tree of an older size, 0 included.
    ///
    /// Throws ``Damage`` where a tile that it needs is not there.
    public func consistencyProof(from older: Int) throws -> [TreeHash] {
        guard older > 0, older < checkpoint.size else { return [] }
        return try Proof.consistency(of: older, in: 0..<checkpoint.size, subtree: hash(over:))
    }

    /// Check that this log is an extension of an older checkpoint of it.
    ///
    /// Throws ``Damage`` where it is not.
    public func checkConsistency(with older: Checkpoint) throws {
        let proof = try consistencyProof(from: older.size)
        guard older.origin == checkpoint.origin,
            Proof.isConsistent(
                (older.size, older.root),
                (checkpoint.size, checkpoint.root),
                by: proof
            )
        else { throw Damage(.checkpoint, .notAnExtension) }
    }

    /// The root over a range of entries that begins at a multiple of its width's power of two, as
    /// the tiles say it.
    ///
    /// Throws ``Damage`` where a tile that it needs is not there.
    public func hash(over range: Range<Int>) throws -> TreeHash {
        var peaks: [TreeHash] = []
        var rest = range
        while !rest.isEmpty {
            let height = Int.bitWidth - 1 - rest.count.leadingZeroBitCount
            peaks.append(try perfect(height: height, index: rest.lowerBound >> height))
            rest = rest.lowerBound + 1 << height..<rest.upperBound
        }
        return folded(peaks)
    }

    /// Whether the tree of the checkpoint is these perfect subtrees, all of one width, and then
    /// these entries, fewer than one of the subtrees has.
    public func consists(of subtrees: [TreeHash], and entries: [[UInt8]]) -> Bool {
        let rest = entries.map { TreeHash.leaf($0) }
        return folded(subtrees.peaks + rest.peaks) == checkpoint.root
    }

    /// The root of the perfect subtree of 2^height entries at an index among those.
    private func perfect(height: Int, index: Int) throws -> TreeHash {
        let level = height / 8
        let width = 1 << (height % 8)
        let first = index * width
        let tile = Tile.at(
            .hashes(level: level),
            index: first / Tile.fullWidth,
            size: checkpoint.size
        )
        guard let tile else { throw Damage(.checkpoint, .otherRoot) }
        let offset = first % Tile.fullWidth
        let hashes = try hashes(tile)
        guard offset + width <= hashes.count else { throw Damage(.tile(tile), .wrongLength) }
        return Array(hashes[offset..<offset + width]).root
    }
}
