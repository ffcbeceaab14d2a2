import Foundation
import Ledger
import Testing

@Suite("the log after a crash")
struct CrashTests {
    @Test(
        "killed or cut off at any step, it opens at a checkpoint and goes on to the same tree",
        arguments: [(0, 3), (250, 5), (250, 6), (250, 300), (511, 2)],
        [false, true]
    )
    func everyStep(sizes: (Int, Int), powerCut: Bool) throws {
        let (before, added) = sizes
        let start = MemoryDisk()
        _ = try log(of: before, on: start)
        let all = entries(0..<before + added)
        let goal = plainRoot(all)
        for step in 0... {
            var state = start.snapshot
            state.operationsLeft = step
            let disk = MemoryDisk(state)
            let isDone = crashes(disk, adding: Array(all[before...])) == false
            disk.restart(powerCut: powerCut)
            var log = try Log.open(in: "log", key: try testKey(), files: disk.files)
            #expect([before, all.count].contains(log.checkpoint.size))
            #expect(!isDone || log.checkpoint.size == all.count)
            try expectSound(disk)
            try log.integrate(Array(all[log.checkpoint.size...]))
            #expect(log.checkpoint.root == goal)
            try expectSound(disk)
            if isDone { break }
        }
    }

    @Test("after a failed write the same log in memory takes the entries again")
    func retry() throws {
        let all = entries(0..<520)
        for step in 0..<40 {
            let disk = MemoryDisk()
            var log = try log(of: 250, on: disk)
            var state = disk.snapshot
            state.operationsLeft = step
            let failing = MemoryDisk(state)
            log = try Log.open(in: "log", key: try testKey(), files: failing.files)
            try? log.integrate(Array(all[250...]))
            failing.restart(powerCut: false)
            try log.integrate(Array(all[log.checkpoint.size...]))
            #expect(log.checkpoint.root == plainRoot(all))
            try expectSound(failing)
        }
    }

    @Test("on a real disk: written, opened, read, verified")
    func realDisk() throws {
        let directory = FileManager.default.temporaryDirectory
            .appending(path: "ledger-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: directory,
            withIntermediateDirectories: true
        )
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let key = try testKey()
        var log = try Log.create(in: directory, key: key)
        try log.integrate(entries(0..<300))
        log = try Log.open(in: directory, key: key)
        try log.integrate(entries(300..<1000))
        let report = LogVerifier.verify(
            directory: directory,
            key: try LogReader.key(in: directory)
        )
        #expect(report == LogReport(size: 1000, damages: []))
        let path = directory + "/tile/entries/001"
        try Data([1, 2, 3]).write(to: URL(filePath: path))
        let broken = LogVerifier.verify(directory: directory, key: key.verifier)
        #expect(broken.damages.map(\.location) == ["tile/entries/001"])
    }

    private func crashes(_ disk: MemoryDisk, adding more: [[UInt8]]) -> Bool {
        do {
            var log = try Log.open(in: "log", key: try testKey(), files: disk.files)
            try log.integrate(more)
            return false
        } catch {
            return true
        }
    }

    private func expectSound(_ disk: MemoryDisk) throws {
        let report = LogVerifier.verify(
            directory: "log",
            key: try testKey().verifier,
            files: disk.files
        )
        #expect(report.damages == [])
    }
}
