/// The right edge of a tree: of each level the hashes of the tile that is still growing.
///
/// It is all that is needed to append, and to know the root.
struct TreeEdge: Sendable, Equatable {
    private(set) var levels: [[TreeHash]] = []
    private(set) var size = 0

    init() {}

    /// The edge of a tree of a size, from its partial tiles, lowest level first.
    init(levels: [[TreeHash]], size: Int) {
        self.levels = levels
        self.size = size
    }

    var root: TreeHash { folded(levels.reversed().flatMap(\.peaks)) }

    /// Append one entry's hash; returns the tiles that it fills.
    mutating func append(_ leaf: TreeHash) -> [(Tile, [TreeHash])] {
        var filled: [(Tile, [TreeHash])] = []
        size += 1
        var hash = leaf
        var level = 0
        while true {
            if level == levels.count { levels.append([]) }
            levels[level].append(hash)
            guard levels[level].count == Tile.fullWidth else { return filled }
            hash = levels[level].root
            let index = Tile.count(level: level, size: size) / Tile.fullWidth - 1
            filled.append((Tile(.hashes(level: level), index: index), levels[level]))
            levels[level] = []
            level += 1
        }
    }

    /// The tiles that are still growing, with their hashes.
    var partialTiles: [(Tile, [TreeHash])] {
        levels.enumerated().compactMap { level, hashes in
            guard !hashes.isEmpty else { return nil }
            let index = Tile.count(level: level, size: size) / Tile.fullWidth
            return (Tile(.hashes(level: level), index: index, width: hashes.count), hashes)
        }
    }
}
