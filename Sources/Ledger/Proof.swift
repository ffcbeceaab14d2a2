/// Audit paths and consistency proofs (RFC 6962, sections 2.1.1 and 2.1.2), and their checking
/// (RFC 9162, sections 2.1.3.2 and 2.1.4.2).
public enum Proof {
    /// That the entry with this hash is number `index` of the tree.
    public static func isIncluded(
        _ leaf: TreeHash,
        at index: Int,
        in tree: (size: Int, root: TreeHash),
        by path: [TreeHash]
    ) -> Bool {
        guard (0..<tree.size).contains(index) else { return false }
        var node = index
        var last = tree.size - 1
        var hash = leaf
        for step in path {
            guard last > 0 else { return false }
            if node & 1 == 1 || node == last {
                hash = .node(step, hash)
                if node & 1 == 0 { climb(&node, &last, while: { $0 & 1 == 0 && $0 != 0 }) }
            } else {
                hash = .node(hash, step)
            }
            node >>= 1
            last >>= 1
        }
        return last == 0 && hash == tree.root
    }

    /// That the newer tree begins with the older one.
    public static func isConsistent(
        _ older: (size: Int, root: TreeHash),
        _ newer: (size: Int, root: TreeHash),
        by path: [TreeHash]
    ) -> Bool {
        guard older.size > 0, older.size <= newer.size else {
            return older.size == 0 && older.root == .empty && path.isEmpty
        }
        if older.size == newer.size { return path.isEmpty && older.root == newer.root }
        // A complete older tree is itself the first node of the path.
        let isComplete = older.size & (older.size - 1) == 0
        let steps = isComplete ? [older.root] + path : path
        guard let first = steps.first else { return false }
        var node = older.size - 1
        var last = newer.size - 1
        climb(&node, &last, while: { $0 & 1 == 1 })
        var old = first
        var new = first
        for step in steps.dropFirst() {
            guard last > 0 else { return false }
            if node & 1 == 1 || node == last {
                old = .node(step, old)
                new = .node(step, new)
                if node & 1 == 0 { climb(&node, &last, while: { $0 & 1 == 0 && $0 != 0 }) }
            } else {
                new = .node(new, step)
            }
            node >>= 1
            last >>= 1
        }
        return last == 0 && old == older.root && new == newer.root
    }

    private static func climb(_ node: inout Int, _ last: inout Int, while more: (Int) -> Bool) {
        while more(node) {
            node >>= 1
            last >>= 1
        }
    }

    /// The audit path of an entry; `subtree` gives the hash over a range of entries.
    static func inclusion(
        of index: Int,
        in range: Range<Int>,
        subtree: (Range<Int>) throws -> TreeHash
    ) rethrows -> [TreeHash] {
        guard range.count > 1 else { return [] }
        let middle = range.lowerBound + split(range.count)
        let (left, right) = (range.lowerBound..<middle, middle..<range.upperBound)
        return index < middle
            ? try inclusion(of: index, in: left, subtree: subtree) + [subtree(right)]
            : try inclusion(of: index, in: right, subtree: subtree) + [subtree(left)]
    }

    /// The proof that the tree over a range begins with the tree over its first `older` entries.
    static func consistency(
        of older: Int,
        in range: Range<Int>,
        isWhole: Bool = true,
        subtree: (Range<Int>) throws -> TreeHash
    ) rethrows -> [TreeHash] {
        guard older < range.count else { return isWhole ? [] : [try subtree(range)] }
        let width = split(range.count)
        let middle = range.lowerBound + width
        let (left, right) = (range.lowerBound..<middle, middle..<range.upperBound)
        guard older > width else {
            return try consistency(of: older, in: left, isWhole: isWhole, subtree: subtree)
                + [subtree(right)]
        }
        return try consistency(of: older - width, in: right, isWhole: false, subtree: subtree)
            + [subtree(left)]
    }

    /// The largest power of two below a number greater than one.
    private static func split(_ count: Int) -> Int {
        1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
    }
}
