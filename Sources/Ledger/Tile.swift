/// Where one file of the log lies: a tile of hashes or a bundle of entries (C2SP tlog-tiles).
public struct Tile: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// Hashes of subtrees of 256^level entries each.
        case hashes(level: Int)
        case entries
    }

    /// A full tile's width.
    public static let fullWidth = 256

    public var kind: Kind
    public var index: Int
    /// Entries or hashes in it, 1 to 256.
    public var width: Int

    init(_ kind: Kind, index: Int, width: Int = Tile.fullWidth) {
        self.kind = kind
        self.index = index
        self.width = width
    }

    /// The file's path below the log's directory.
    public var path: String { width == Tile.fullWidth ? full : "\(full).p/\(width)" }

    /// The directory that holds this tile's partial states.
    var partials: String { full + ".p" }

    private var full: String {
        switch kind {
        case .hashes(let level): "tile/\(level)/\(Tile.encoded(index))"
        case .entries: "tile/entries/\(Tile.encoded(index))"
        }
    }

    // 1234067 is x001/x234/067: no directory grows beyond a thousand names, and no file's name is
    // also a directory's.
    private static func encoded(_ index: Int) -> String {
        let last = padded(index % 1000)
        var path = last
        var rest = index / 1000
        while rest > 0 {
            path = "x\(padded(rest % 1000))/\(path)"
            rest /= 1000
        }
        return path
    }

    private static func padded(_ number: Int) -> String {
        String(String(1000 + number).dropFirst())
    }
}

extension Tile {
    /// How many hashes of a level a tree of a size has.
    static func count(level: Int, size: Int) -> Int {
        8 * level < Int.bitWidth - 1 ? size >> (8 * level) : 0
    }

    /// The tile of a kind at an index in a tree of a size; nil where the tree has none.
    static func at(_ kind: Kind, index: Int, size: Int) -> Tile? {
        let count =
            switch kind {
            case .hashes(let level): Tile.count(level: level, size: size)
            case .entries: size
            }
        let width = min(fullWidth, count - index * fullWidth)
        return width > 0 ? Tile(kind, index: index, width: width) : nil
    }
}
