import Basics
import Foundation
import Ledger
import TestKit
import Testing

@Suite("a copy of somebody else's log")
struct LogCopyTests {
    private func notes(_ sizes: [Int], seed: UInt8 = 7) throws -> [SignedNote] {
        var log = try Log.create(in: "log", key: testKey(seed: seed), files: MemoryDisk().files)
        return try sizes.map { size in
            try log.integrate(entries(log.checkpoint.size..<size))
            return log.note
        }
    }

    private func copy(on disk: MemoryDisk) throws -> LogCopy {
        try LogCopy.open(in: "log", key: testKey().verifier, files: disk.files)
    }

    private func expectSound(_ disk: MemoryDisk, size: Int) throws {
        let key = try LogReader.key(in: "log", files: disk.files)
        let report = LogVerifier.verify(directory: "log", key: key, files: disk.files)
        #expect(report == LogReport(size: size, damages: []))
    }

    @Test("entries in many pieces, a checkpoint now and then: it is the same log")
    func grows() throws {
        let disk = MemoryDisk()
        var copy = try copy(on: disk)
        for note in try notes([1, 200, 256, 900]) {
            let size = try #require(Checkpoint(text: note.text)).size
            while copy.size < size {
                let next = min(size, copy.size + 150)
                try copy.take(entries(copy.size..<next), from: copy.size)
            }
            try copy.keep(note)
            try expectSound(disk, size: size)
        }
        let original = MemoryDisk()
        var log = try Log.create(in: "log", key: testKey(), files: original.files)
        for size in [1, 200, 256, 900] { try log.integrate(entries(log.checkpoint.size..<size)) }
        #expect(disk.paths.filter { !$0.hasSuffix(".p") } == original.paths)
        #expect(disk.snapshot.live["log/checkpoint"] == original.snapshot.live["log/checkpoint"])
    }

    @Test("a checkpoint of other entries, another key or another log is not kept")
    func refused() throws {
        let disk = MemoryDisk()
        var copy = try copy(on: disk)
        let true3 = try notes([3])[0]
        try copy.take(entries(0..<3), from: 0)
        #expect(throws: Damage(.checkpoint, .badSignature)) {
            try copy.keep(notes([3], seed: 8)[0])
        }
        #expect(throws: Damage(.checkpoint, .otherRoot)) { try copy.keep(notes([4])[0]) }
        // What was taken for it is dropped, since nobody knows which of it was wrong.
        #expect(copy.size == 0)
        try copy.take(entries(10..<13), from: 0)
        #expect(throws: Damage(.checkpoint, .otherRoot)) { try copy.keep(true3) }
        try copy.take(entries(0..<3), from: 0)
        try copy.keep(true3)
        try expectSound(disk, size: 3)
    }

    @Test("a fork, and a log that was set back, do not extend what was kept")
    func forked() throws {
        let disk = MemoryDisk()
        var copy = try copy(on: disk)
        let all = try notes([3, 300])
        try copy.take(entries(0..<300), from: 0)
        try copy.keep(all[1])
        #expect(throws: Damage(.checkpoint, .notAnExtension)) { try copy.keep(all[0]) }
        var fork = try Log.create(in: "log", key: testKey(), files: MemoryDisk().files)
        try fork.integrate(entries(1..<301))
        #expect(throws: Damage(.checkpoint, .notAnExtension)) { try copy.keep(fork.note) }
        try fork.integrate(entries(301..<310))
        try copy.take(entries(301..<310), from: 300)
        #expect(throws: Damage(.checkpoint, .otherRoot)) { try copy.keep(fork.note) }
        try copy.keep(all[1])
        try expectSound(disk, size: 300)
    }

    @Test("entries are taken from where it stands, or anew from its checkpoint")
    func places() throws {
        var copy = try copy(on: MemoryDisk())
        let note = try notes([10])[0]
        try copy.take(entries(0..<5), from: 0)
        #expect(throws: LedgerError.otherSize(5)) { try copy.take(entries(6..<7), from: 6) }
        #expect(throws: LedgerError.otherSize(5)) { try copy.take(entries(3..<7), from: 3) }
        try copy.take(entries(0..<10), from: 0)
        try copy.keep(note)
        #expect(copy.checkpoint.size == 10)
    }

    @Test("another key's log goes into another copy")
    func wrongKey() throws {
        let disk = MemoryDisk()
        _ = try copy(on: disk)
        #expect(throws: LedgerError.wrongKey) {
            try LogCopy.open(in: "log", key: testKey(seed: 8).verifier, files: disk.files)
        }
    }

    @Test(
        "killed or cut off at any step, it opens at a checkpoint and takes the rest again",
        arguments: [(0, 3), (250, 256), (250, 600)],
        [false, true]
    )
    func everyStep(sizes: (Int, Int), powerCut: Bool) throws {
        let notes = try notes([sizes.0, sizes.1].filter { $0 > 0 })
        let start = MemoryDisk()
        var first = try copy(on: start)
        try first.take(entries(0..<sizes.0), from: 0)
        if sizes.0 > 0 { try first.keep(notes[0]) }
        for step in 0... {
            var state = start.snapshot
            state.operationsLeft = step
            let disk = MemoryDisk(state)
            var isDone = false
            do {
                var copy = try copy(on: disk)
                try copy.take(entries(copy.size..<sizes.1), from: copy.size)
                try copy.keep(try #require(notes.last))
                isDone = true
            } catch {}
            disk.restart(powerCut: powerCut)
            var again = try copy(on: disk)
            #expect(again.size == (isDone ? sizes.1 : again.checkpoint.size))
            try again.take(entries(again.size..<sizes.1), from: again.size)
            try again.keep(try #require(notes.last))
            try expectSound(disk, size: sizes.1)
            if isDone { break }
        }
    }

    @Test("a reader that knows the specifications alone reads the copy and its cosignature")
    func independent() async throws {
        try await withTemporaryFolder { folder in
            let key = try testKey()
            let witness = try witnessKey()
            var log = try Log.create(in: "log", key: key, files: MemoryDisk().files)
            try log.integrate(entries(0..<700))
            var copy = try LogCopy.open(in: folder.path, key: key.verifier)
            try copy.take(entries(0..<700), from: 0)
            let time = Moment(milliseconds: 1_796_000_000_000)
            try copy.keep(log.note, cosignature: try witness.cosign(log.note, at: time))
            let told = try PythonLog.tell(folder.path, cosigner: witness.verifier.description)
            #expect(told == "700 \(hex(log.checkpoint.root)) 1796000000\n")
            let other = try witnessKey(seed: 8).verifier.description
            #expect(try PythonLog.tell(folder.path, cosigner: other) == nil)
        }
    }
}

/// `Tests/Support/tlog.py`, which shares no code with this.
private enum PythonLog {
    /// What it says of a log; nil where it finds something broken.
    static func tell(_ folder: String, cosigner: String) throws -> String? {
        let script = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Support/tlog.py")
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = [script.path, folder, cosigner]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let text = String(
            decoding: output.fileHandleForReading.readDataToEndOfFile(),
            as: UTF8.self
        )
        process.waitUntilExit()
        return process.terminationStatus == 0 ? text : nil
    }
}
