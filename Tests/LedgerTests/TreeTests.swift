import Ledger
import Testing

@Suite("the tree of RFC 6962")
struct TreeTests {
    static let leaves: [[UInt8]] = [
        [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43],
        Array(0x50...0x57), Array(0x60...0x6f),
    ]
    // The reference tests of Certificate Transparency.
    static let roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    @Test("the reference vectors' roots, from the empty tree to eight entries", arguments: 0...8)
    func referenceRoots(size: Int) throws {
        var log = try Log.create(in: "log", key: try testKey(), files: MemoryDisk().files)
        try log.integrate(Array(Self.leaves.prefix(size)))
        #expect(hex(log.checkpoint.root) == Self.roots[size])
        #expect(log.checkpoint.size == size)
    }

    @Test(
        "roots at the boundaries of tiles, in one batch and in uneven ones",
        arguments: [1, 254, 255, 256, 257, 511, 512, 513, 769]
    )
    func boundaries(size: Int) throws {
        let all = entries(0..<size)
        let disk = MemoryDisk()
        var uneven = try Log.create(in: "log", key: try testKey(), files: MemoryDisk().files)
        var step = 1
        while uneven.checkpoint.size < size {
            try uneven.integrate(Array(all[uneven.checkpoint.size...].prefix(step * step)))
            step += 1
        }
        let atOnce = try log(of: size, on: disk)
        #expect(atOnce.checkpoint.root == plainRoot(all))
        #expect(uneven.checkpoint == atOnce.checkpoint)
        let again = try Log.open(in: "log", key: try testKey(), files: disk.files)
        #expect(again.checkpoint == atOnce.checkpoint)
    }

    @Test("three levels of tiles: 65,535 entries, then one by one past 65,536")
    func threeLevels() throws {
        let all = entries(0..<65_538)
        let disk = MemoryDisk()
        _ = try log(of: 65_535, on: disk)
        for size in 65_536...65_538 {
            var log = try Log.open(in: "log", key: try testKey(), files: disk.files)
            try log.integrate([all[size - 1]])
            #expect(log.checkpoint.root == plainRoot(Array(all.prefix(size))))
            let report = LogVerifier.verify(
                directory: "log",
                key: try testKey().verifier,
                files: disk.files
            )
            #expect(report == LogReport(size: size, damages: []))
        }
        #expect(disk.paths.contains("log/tile/2/000.p/1"))
        #expect(!disk.paths.contains { $0.hasPrefix("log/tile/0/000.p/") })
    }

    @Test("entries come back by range, across bundles")
    func ranges() throws {
        let disk = MemoryDisk()
        _ = try log(of: 600, on: disk)
        let reader = try LogReader(
            directory: "log",
            key: try testKey().verifier,
            files: disk.files
        )
        for range in [0..<0, 0..<1, 250..<260, 255..<256, 256..<257, 511..<600, 590..<900] {
            var seen: [[UInt8]] = []
            try reader.forEachEntry(in: range) { number, entry in
                #expect(number == range.lowerBound + seen.count)
                seen.append(entry)
            }
            #expect(seen == entries(range.clamped(to: 0..<600)))
        }
    }

    @Test("an entry of 65,535 bytes is taken; a longer one is refused and nothing is written")
    func longEntries() throws {
        let disk = MemoryDisk()
        var log = try log(of: 3, on: disk)
        let before = disk.snapshot.live
        let long = [UInt8](repeating: 1, count: 65_536)
        #expect(throws: LedgerError.entryTooLong(bytes: 65_536)) {
            try log.integrate([[1], long])
        }
        #expect(disk.snapshot.live == before)
        try log.integrate([Array(long.dropLast()), []])
        let reader = try LogReader(
            directory: "log",
            key: try testKey().verifier,
            files: disk.files
        )
        var lengths: [Int] = []
        try reader.forEachEntry(in: 3..<5) { lengths.append($1.count) }
        #expect(lengths == [65_535, 0])
    }

    @Test("files' names are those of tlog-tiles")
    func names() throws {
        let disk = MemoryDisk()
        _ = try log(of: 700, on: disk)
        #expect(
            disk.paths == [
                "log/checkpoint", "log/key.pub",
                "log/tile/0/000", "log/tile/0/001", "log/tile/0/002.p/188", "log/tile/1/000.p/2",
                "log/tile/entries/000", "log/tile/entries/001", "log/tile/entries/002.p/188",
            ]
        )
    }
}
