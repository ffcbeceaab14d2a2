import Basics
import Ledger
import Testing

func testKey(_ name: String = "ledger.example/test", seed: UInt8 = 7) throws -> LogKey {
    try #require(LogKey(name: name, seed: Secret([UInt8](repeating: seed, count: 32))))
}

/// Entries of differing lengths, each unlike the others.
func entries(_ range: Range<Int>) -> [[UInt8]] {
    range.map { number in
        Array("entry \(number) ".utf8) + [UInt8](repeating: UInt8(number % 251), count: number % 7)
    }
}

/// RFC 6962, section 2.1, as it is written there.
func plainRoot(_ leaves: ArraySlice<TreeHash>) -> TreeHash {
    guard leaves.count > 1 else { return leaves.first ?? .empty }
    var split = 1
    while split * 2 < leaves.count { split *= 2 }
    return .node(plainRoot(leaves.prefix(split)), plainRoot(leaves.dropFirst(split)))
}

func plainRoot(_ entries: [[UInt8]]) -> TreeHash {
    plainRoot(entries.map { TreeHash.leaf($0) }[...])
}

/// A log in memory with so many entries, written in one batch.
func log(of size: Int, on disk: MemoryDisk) throws -> Log {
    var log = try Log.create(in: "log", key: try testKey(), files: disk.files)
    try log.integrate(entries(0..<size))
    return log
}

func hex(_ hash: TreeHash) -> String {
    hash.bytes.map { String(0x100 + Int($0), radix: 16).dropFirst() }.joined()
}
