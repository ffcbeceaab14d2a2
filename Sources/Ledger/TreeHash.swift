import Crypto

/// A hash in the Merkle tree: SHA-256, 32 bytes (RFC 6962, section 2.1).
public struct TreeHash: Hashable, Sendable, BitwiseCopyable {
    // Four words rather than an array: a million of them cost no allocation.
    private var a: UInt64
    private var b: UInt64
    private var c: UInt64
    private var d: UInt64

    static let byteCount = 32

    /// A hash from its bytes; nil unless there are 32.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == TreeHash.byteCount else { return nil }
        self = bytes.withUnsafeBytes { $0.loadUnaligned(as: TreeHash.self) }
    }

    private init(_ hasher: SHA256) {
        self = hasher.finalize().withUnsafeBytes { $0.loadUnaligned(as: TreeHash.self) }
    }

    public var bytes: [UInt8] { withUnsafeBytes(of: self, Array.init) }

    /// The root of a tree without entries.
    public static let empty = TreeHash(SHA256())

    /// The hash of one entry.
    public static func leaf(_ entry: some Sequence<UInt8>) -> TreeHash {
        var hasher = SHA256()
        withUnsafeBytes(of: 0 as UInt8) { hasher.update(bufferPointer: $0) }
        let contiguous: Void? = entry.withContiguousStorageIfAvailable {
            hasher.update(bufferPointer: UnsafeRawBufferPointer($0))
        }
        if contiguous == nil { hasher.update(data: Array(entry)) }
        return TreeHash(hasher)
    }

    /// The root of the tree over some entries.
    public static func root(over entries: [[UInt8]]) -> TreeHash {
        root(of: entries.map { TreeHash.leaf($0) })
    }

    /// The root of the tree over entries of which these are the hashes.
    public static func root(of leaves: [TreeHash]) -> TreeHash { leaves.root }

    /// The hash of two subtrees side by side.
    public static func node(_ left: TreeHash, _ right: TreeHash) -> TreeHash {
        var hasher = SHA256()
        withUnsafeBytes(of: 1 as UInt8) { hasher.update(bufferPointer: $0) }
        withUnsafeBytes(of: left) { hasher.update(bufferPointer: $0) }
        withUnsafeBytes(of: right) { hasher.update(bufferPointer: $0) }
        return TreeHash(hasher)
    }

    /// The hashes of a tile; nil unless the bytes are a whole number of them.
    static func list(_ bytes: [UInt8]) -> [TreeHash]? {
        guard bytes.count % byteCount == 0 else { return nil }
        return bytes.withUnsafeBytes { buffer in
            stride(from: 0, to: bytes.count, by: byteCount).map {
                buffer.loadUnaligned(fromByteOffset: $0, as: TreeHash.self)
            }
        }
    }

    static func bytes(_ hashes: [TreeHash]) -> [UInt8] { hashes.withUnsafeBytes(Array.init) }
}

extension Array where Element == TreeHash {
    /// The root of the tree over these subtrees, all of one height.
    var root: TreeHash { folded(peaks) }

    /// The roots of the perfect subtrees they make, widest first.
    var peaks: [TreeHash] {
        var rest = self[...]
        var peaks: [TreeHash] = []
        while !rest.isEmpty {
            let width = 1 << (Int.bitWidth - 1 - rest.count.leadingZeroBitCount)
            peaks.append(perfectRoot(rest.prefix(width)))
            rest = rest.dropFirst(width)
        }
        return peaks
    }
}

/// The root over perfect subtrees, widest first.
func folded(_ peaks: [TreeHash]) -> TreeHash {
    guard var root = peaks.last else { return .empty }
    for peak in peaks.dropLast().reversed() { root = .node(peak, root) }
    return root
}

private func perfectRoot(_ hashes: ArraySlice<TreeHash>) -> TreeHash {
    var level = Array(hashes)
    while level.count > 1 {
        level = stride(from: 0, to: level.count, by: 2).map { .node(level[$0], level[$0 + 1]) }
    }
    return level[0]
}
