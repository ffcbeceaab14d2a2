import Basics
import Foundation
import Ledger
import Testing
import WitnessAPI

@testable import Witness

@Suite("the copy of the ledger")
struct CopyingTests {
    @Test(
        "what extends it is kept and cosigned with the witness's time, and verifies as the vault's"
    )
    func cosigned() async throws {
        try await withBench { bench in
            let room = try await bench.start()
            var vault = try VaultLedger(bench.path + "/ledger")
            let cosigner = try #require(CosignerKey(room.standing().cosigner))
            #expect(cosigner.name == Bench.name)
            for size in [0, 1, 300, 300, 900] {
                bench.clock.advance(hours: 1)
                try vault.grow(to: size)
                try await vault.show(room)
                let cosignature = try #require(try cosigner.cosignature(on: vault.log.note))
                #expect(cosignature.time == bench.clock.now)
            }
            let copy = bench.path + "/witness/ledger"
            let report = LogVerifier.verify(directory: copy, key: vault.key.verifier)
            #expect(report == LogReport(size: 900, damages: []))
            let reader = try LogReader(directory: copy, key: vault.key.verifier)
            #expect(try cosigner.cosignature(on: reader.note) != nil)
            #expect(try bench.book("alarm").isEmpty)
        }
    }

    @Test("5,000 lines catch up in pieces; a restart goes on from the last checkpoint")
    func catchesUp() async throws {
        try await withBench { bench in
            var room = try await bench.start()
            var vault = try VaultLedger(bench.path + "/ledger")
            try vault.grow(to: 100)
            try await vault.show(room)
            try vault.grow(to: 5100)
            let whole = vault.stretch(from: 100)
            for pass in 0..<2 {
                let from = try room.standing().ledgerSize
                #expect(from == 100)
                for start in stride(from: 100, to: 5000, by: 700) {
                    var piece = whole
                    piece.from = start
                    piece.entries = Array(whole.entries[(start - 100)..<(start + 600)])
                    piece.checkpoint = nil
                    let taken = try await room.extend(piece)
                    #expect(taken == StretchTaken(size: start + 700, cosignature: nil))
                }
                if pass == 1 { break }
                await room.close()
                room = try await bench.start()
            }
            try await vault.show(room)
            #expect(try room.standing().checkpointSize == 5100)
            #expect(vault.log.note.signatures.count == 2)
        }
    }

    @Test("a stretch that begins elsewhere changes nothing, and is told where to go on")
    func elsewhere() async throws {
        try await withBench { bench in
            let room = try await bench.start()
            var vault = try VaultLedger(bench.path + "/ledger")
            try vault.grow(to: 10)
            try await vault.show(room)
            let old = vault.stretch(from: 5)
            try vault.grow(to: 20)
            for from in [5, 12] {
                let taken = try await room.extend(vault.stretch(from: from))
                #expect(taken == StretchTaken(size: 10, cosignature: nil))
            }
            try await vault.show(room)
            // A message that arrives late shows an older checkpoint of the same tree.
            #expect(try await room.extend(old) == StretchTaken(size: 20, cosignature: nil))
            #expect(try bench.book("alarm").isEmpty)
        }
    }

    @Test("a fork is refused, noted and told, and the true ledger goes on")
    func forked() async throws {
        try await withBench { bench in
            let room = try await bench.start()
            var vault = try VaultLedger(bench.path + "/ledger")
            var fork = try VaultLedger(bench.path + "/fork")
            try vault.grow(to: 300)
            try await vault.show(room)
            for (size, from) in [(200, 0), (300, 0), (300, 300), (400, 300)] {
                try fork.grow(to: size, branch: "fork")
                await #expect(throws: WitnessRefusal.notAnExtension) {
                    try await room.extend(fork.stretch(from: from, branch: "fork"))
                }
            }
            #expect(try bench.book("alarm").count == 1)
            #expect(bench.said.filter { $0.hasPrefix("ALARM fork") }.count == 1)
            try vault.grow(to: 310)
            try await vault.show(room)
            #expect(vault.log.note.signatures.count == 2)
        }
    }

    @Test("a checkpoint that is not signed so, or of other entries, is refused", arguments: 0..<4)
    func wrong(kind: Int) async throws {
        try await withBench { bench in
            let room = try await bench.start()
            var vault = try VaultLedger(bench.path + "/ledger")
            try vault.grow(to: 3)
            var stretch = vault.stretch(from: 0)
            switch kind {
            case 0: stretch.checkpoint = Array("no note".utf8)
            case 1: stretch.checkpoint?[25] ^= 1
            case 2: stretch.entries[1] = [1, 2, 3]
            default: stretch.entries.removeLast()
            }
            await #expect(throws: WitnessRefusal.notAnExtension) { try await room.extend(stretch) }
            #expect(try bench.book("alarm").count == 1)
            try await vault.show(room)
            #expect(try room.standing().checkpointSize == 3)
        }
    }

    @Test("what could not be kept is not cosigned; the same stretch is taken later")
    func fullDisk() async throws {
        try await withBench { bench in
            let isFull = Flag()
            var files = LogFiles.system
            files.write = { path, bytes in
                if isFull.value { throw LedgerError.file(path: path, errno: 28) }
                try LogFiles.system.write(path, bytes)
            }
            let room = try await bench.start(logFiles: files)
            var vault = try VaultLedger(bench.path + "/ledger")
            try vault.grow(to: 3)
            try await vault.show(room)
            try vault.grow(to: 600)
            isFull.value = true
            for _ in 0..<2 {
                await #expect(throws: WitnessRefusal.unwritten) {
                    try await room.extend(vault.stretch(from: 3))
                }
            }
            #expect(bench.said.count == 1)
            isFull.value = false
            try await vault.show(room)
            #expect(try room.standing().checkpointSize == 600)
            var stretch = vault.stretch(from: 600)
            stretch.entries = [[UInt8](repeating: 0, count: 70_000)]
            await #expect(throws: WitnessRefusal.malformed) { try await room.extend(stretch) }
        }
    }

    @Test("the key that was shown first is kept; a ledger of another is refused for ever")
    func pinned() async throws {
        try await withBench { bench in
            var room = try await bench.start()
            #expect(try room.standing().ledgerKey == nil)
            var vault = try VaultLedger(bench.path + "/ledger")
            let other = try VaultLedger(bench.path + "/other", seed: 8)
            try vault.grow(to: 3)
            try await vault.show(room)
            await room.close()
            room = try await bench.start()
            #expect(try room.standing().ledgerKey == vault.key.verifier.description)
            await #expect(throws: WitnessRefusal.otherKey) {
                try await room.extend(other.stretch(from: 0))
            }
            var stretch = vault.stretch(from: 3)
            stretch.key = "no key"
            await #expect(throws: WitnessRefusal.malformed) { try await room.extend(stretch) }
            #expect(bench.said.count == 1)
            try await vault.show(room)
        }
    }
}
