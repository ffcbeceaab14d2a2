import Dispatch
import Synchronization

/// What verifying a whole log found.
public struct LogReport: Sendable, Equatable {
    /// Entries that the checkpoint speaks of; nil where it cannot be read.
    public var size: Int?
    public var damages: [Damage]

    public init(size: Int?, damages: [Damage]) {
        self.size = size
        self.damages = damages
    }
}

/// Reads every file of a log and compares each with what stands above and below it.
///
/// Where two disagree, the one that the signed root confirms is right and the other is damaged.
public struct LogVerifier {
    /// Tiles that are checked at once: enough for every core, and a few megabytes of them.
    private static let breadth = 32

    private let reader: LogReader
    private let progress: (Int) -> Void
    private var damages: [Damage] = []

    /// Verify the log in a directory against a key that the caller trusts.
    ///
    /// `progress` is told the entries verified so far.
    public static func verify(
        directory: String,
        key: VerifierKey,
        files: LogFiles = .system,
        progress: @escaping (Int) -> Void = { _ in }
    ) -> LogReport {
        do {
            let reader = try LogReader(directory: directory, key: key, files: files)
            var verifier = LogVerifier(reader: reader, progress: progress)
            verifier.checkTree()
            return LogReport(size: reader.checkpoint.size, damages: verifier.damages)
        } catch {
            return LogReport(size: nil, damages: [damage(error, at: .checkpoint)])
        }
    }

    private init(reader: LogReader, progress: @escaping (Int) -> Void) {
        self.reader = reader
        self.progress = progress
    }

    private static func damage(_ error: any Error, at place: Damage.Place) -> Damage {
        error as? Damage ?? Damage(place, .unreadable)
    }

    /// What a tile's file says, and what the level below it says.
    private struct Testimony {
        var tile: Tile
        var file: [TreeHash]?
        var below: [TreeHash]
        var differences: [Int] {
            guard let file else { return [] }
            return below.indices.filter { file[$0] != below[$0] }
        }
    }

    private mutating func checkTree() {
        let size = reader.checkpoint.size
        var edge: [Testimony] = []
        var level = 0
        while Tile.count(level: level, size: size) > 0 {
            let index = Tile.count(level: level, size: size) / Tile.fullWidth
            if let tile = Tile.at(.hashes(level: level), index: index, size: size) {
                edge.append(hear(tile))
            }
            level += 1
        }
        judge(edge)
    }

    // The growing tiles are confirmed by the root together, not each by a tile above it.
    private mutating func judge(_ edge: [Testimony]) {
        let root = reader.checkpoint.root
        let below = folded(edge.reversed().flatMap(\.below.peaks))
        let files = folded(edge.reversed().flatMap { ($0.file ?? $0.below).peaks })
        let isDisputed = edge.contains { !$0.differences.isEmpty }
        for testimony in edge where !testimony.differences.isEmpty {
            settle(testimony, fileIsRight: below != root && files == root)
        }
        if below != root, files != root || !isDisputed {
            damages.append(Damage(.checkpoint, .otherRoot))
        }
    }

    /// Check a full tile and all below it; returns the hash over it that is believed.
    private mutating func check(_ tile: Tile, expected: TreeHash?) -> TreeHash {
        let testimony = hear(tile)
        guard !testimony.differences.isEmpty, let file = testimony.file else {
            return testimony.below.root
        }
        let fileIsRight = expected == file.root
        settle(testimony, fileIsRight: fileIsRight)
        return fileIsRight ? file.root : testimony.below.root
    }

    private mutating func hear(_ tile: Tile) -> Testimony {
        var file: [TreeHash]?
        do {
            file = try reader.hashes(tile)
        } catch {
            damages.append(LogVerifier.damage(error, at: .tile(tile)))
        }
        return Testimony(tile: tile, file: file, below: below(tile, file))
    }

    private mutating func below(_ tile: Tile, _ file: [TreeHash]?) -> [TreeHash] {
        guard case .hashes(let level) = tile.kind, level > 0 else { return leaves(tile, file) }
        let children = (0..<tile.width).map { offset in
            Tile(.hashes(level: level - 1), index: tile.index * Tile.fullWidth + offset)
        }
        guard level == 1 else {
            return children.enumerated().map { check($1, expected: file?[$0]) }
        }
        return stride(from: 0, to: tile.width, by: LogVerifier.breadth).flatMap { first in
            let next = min(tile.width, first + LogVerifier.breadth)
            return checkTogether(children[first..<next], expected: file?[first..<next])
        }
    }

    // The lowest tiles are nearly all of the work, and each is checked by itself.
    private mutating func checkTogether(
        _ tiles: ArraySlice<Tile>,
        expected: ArraySlice<TreeHash>?
    ) -> [TreeHash] {
        let branches = Mutex<[Int: (hash: TreeHash, damages: [Damage])]>([:])
        DispatchQueue.concurrentPerform(iterations: tiles.count) { [reader] step in
            let place = tiles.startIndex + step
            var branch = LogVerifier(reader: reader, progress: { _ in })
            let hash = branch.check(tiles[place], expected: expected?[place])
            branches.withLock { $0[place] = (hash, branch.damages) }
        }
        let found = branches.withLock { $0 }
        let ordered = tiles.indices.compactMap { found[$0] }
        damages += ordered.flatMap(\.damages)
        if let last = tiles.last { progress((last.index + 1) * Tile.fullWidth) }
        return ordered.map(\.hash)
    }

    // A bundle that cannot be read is told once; the tile's word stands for it from there on up.
    private mutating func leaves(_ tile: Tile, _ file: [TreeHash]?) -> [TreeHash] {
        defer { progress(tile.index * Tile.fullWidth + tile.width) }
        do {
            return try reader.entries(tile.index).map { TreeHash.leaf($0) }
        } catch {
            let bundle = Tile(.entries, index: tile.index, width: tile.width)
            damages.append(LogVerifier.damage(error, at: .tile(bundle)))
            return file ?? Array(repeating: .empty, count: tile.width)
        }
    }

    private mutating func settle(_ testimony: Testimony, fileIsRight: Bool) {
        guard fileIsRight else {
            damages.append(Damage(.tile(testimony.tile), .otherHash))
            return
        }
        for offset in testimony.differences {
            let number = testimony.tile.index * Tile.fullWidth + offset
            switch testimony.tile.kind {
            case .hashes(let level) where level > 0:
                damages.append(
                    Damage(.tile(Tile(.hashes(level: level - 1), index: number)), .otherHash)
                )
            default:
                damages.append(Damage(.entry(number), .otherHash))
            }
        }
    }
}
