import Ledger
import Testing

@Suite("damage is found, and where")
struct DamageTests {
    private func verify(_ disk: MemoryDisk) throws -> LogReport {
        LogVerifier.verify(directory: "log", key: try testKey().verifier, files: disk.files)
    }

    /// Every way in which one file can differ, at its beginning, middle and end.
    static let ways: [@Sendable (inout [UInt8]?) -> Void] = [
        { $0?[0] ^= 1 },
        { bytes in bytes.map { bytes?[$0.count / 2] ^= 0x20 } },
        { bytes in bytes.map { bytes?[$0.count - 1] ^= 4 } },
        { _ = $0?.removeLast() },
        { $0?.append(0) },
        { $0 = [] },
        { $0 = nil },
    ]

    @Test("any change to any file is told with its place", arguments: ways.indices)
    func everyFile(way: Int) throws {
        let disk = MemoryDisk()
        _ = try log(of: 700, on: disk)
        #expect(try verify(disk).damages == [])
        for path in disk.paths where path != "log/key.pub" {
            let copy = MemoryDisk(disk.snapshot)
            copy.change(path, Self.ways[way])
            let damages = try verify(copy).damages
            let file = path.dropFirst("log/".count)
            let isNamed = damages.contains { damage in
                file.hasPrefix(damage.location.split(separator: " ").last ?? "?")
            }
            #expect(isNamed, "\(path): \(damages)")
            #expect(damages.count == 1, "\(path): \(damages)")
        }
    }

    @Test("one changed entry is named by its number")
    func oneEntry() throws {
        for number in [0, 300, 511, 512, 699] {
            let disk = MemoryDisk()
            _ = try log(of: 700, on: disk)
            let tile = number < 512 ? "00\(number / 256)" : "002.p/188"
            let offset = entries(number / 256 * 256..<number).map { $0.count + 2 }.reduce(2, +)
            disk.change("log/tile/entries/\(tile)") { $0?[offset] ^= 1 }
            #expect(try verify(disk).damages == [Damage(.entry(number), .otherHash)])
        }
    }

    @Test("an entry and its tile changed together are found by the tile above")
    func forgedTogether() throws {
        let disk = MemoryDisk()
        _ = try log(of: 700, on: disk)
        let forged = MemoryDisk()
        var other = try Log.create(in: "log", key: try testKey(), files: forged.files)
        try other.integrate([[1]] + entries(1..<700))
        for file in ["entries/000", "0/000"] {
            disk.change("log/tile/\(file)") { $0 = forged.snapshot.live["log/tile/\(file)"] }
        }
        let damages = try verify(disk).damages
        #expect(damages.map(\.description) == ["tile/0/000: not what the tree says"])
    }

    @Test("a whole other tree under the old checkpoint is found")
    func otherTree() throws {
        let disk = MemoryDisk()
        _ = try log(of: 20, on: disk)
        let forged = MemoryDisk()
        var other = try Log.create(in: "log", key: try testKey(), files: forged.files)
        try other.integrate([[1]] + entries(1..<20))
        let checkpoint = disk.snapshot.live["log/checkpoint"]
        forged.change("log/checkpoint") { $0 = checkpoint }
        #expect(try verify(forged).damages == [Damage(.checkpoint, .otherRoot)])
    }

    @Test("a damaged edge is not built upon")
    func openRefuses() throws {
        for path in ["tile/0/002.p/188", "tile/entries/002.p/188", "tile/1/000.p/2", "checkpoint"] {
            let disk = MemoryDisk()
            _ = try log(of: 700, on: disk)
            disk.change("log/" + path) { $0?[5] ^= 1 }
            #expect(throws: Damage.self) {
                try Log.open(in: "log", key: try testKey(), files: disk.files)
            }
        }
        #expect(throws: LedgerError.exists) {
            let disk = MemoryDisk()
            _ = try log(of: 1, on: disk)
            _ = try log(of: 1, on: disk)
        }
    }

    @Test("progress is told up to the whole size")
    func progress() throws {
        let disk = MemoryDisk()
        _ = try log(of: 700, on: disk)
        var told: [Int] = []
        _ = LogVerifier.verify(
            directory: "log",
            key: try testKey().verifier,
            files: disk.files,
            progress: { told.append($0) }
        )
        #expect(told.sorted() == [512, 700])
    }
}
