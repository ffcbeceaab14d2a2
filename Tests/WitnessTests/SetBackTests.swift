import Basics
import Foundation
import Ledger
import Testing
import WitnessAPI

@testable import Witness

@Suite("a witness that was set back")
struct SetBackTests {
    /// A witness with some past, of which a backup was made in between.
    private func past(_ bench: Bench, keysToo: Bool = false) async throws -> VaultLedger {
        var vault = try VaultLedger(bench.path + "/ledger")
        var room = try await bench.start()
        try vault.grow(to: 10)
        try await vault.show(room)
        try await room.read("a")
        await room.close()
        let folders = keysToo ? ["witness", "witness-keys"] : ["witness"]
        for folder in folders { try copy(bench, folder, folder + ".backup") }
        room = try await bench.start()
        try vault.grow(to: 300)
        try await vault.show(room)
        try await room.read("b", "c")
        try await room.erase(["b"], leaf: 300)
        await room.close()
        for folder in folders {
            try FileManager.default.removeItem(atPath: bench.path + "/" + folder)
            try copy(bench, folder + ".backup", folder)
        }
        return vault
    }

    private func copy(_ bench: Bench, _ from: String, _ to: String) throws {
        let path = bench.path + "/"
        try FileManager.default.copyItem(atPath: path + from, toPath: path + to)
    }

    private func expectShut(_ room: WitnessRoom) async throws {
        #expect(try room.standing().isShut)
        let halves = try [Sealed("z", to: room).shut]
        await #expect(throws: WitnessRefusal.shut) { try await room.open(1, halves, .unproven) }
        await #expect(throws: WitnessRefusal.shut) { try await room.rewrap(halves) }
    }

    @Test(
        "from a backup it starts shut, and stays so over restarts; told the newest checkpoint, it opens"
    )
    func fromBackup() async throws {
        try await withBench { bench in
            var vault = try await past(bench)
            for _ in 0..<2 {
                let room = try await bench.start()
                try await expectShut(room)
                // Neither does it cosign: it does not know what it has cosigned since.
                await #expect(throws: WitnessRefusal.shut) { try await vault.show(room) }
                await room.close()
            }
            #expect(bench.said.contains { $0.contains("set back") })
            var room = try await bench.start()
            let newest = vault.log.note.bytes
            try await room.reopen(newest)
            try await expectShut(room)
            try vault.grow(to: 350)
            try await vault.show(room)
            #expect(try room.standing().checkpointSize == 350)
            #expect(vault.log.note.signatures.count == 2)
            // First the newest checkpoint, then the erased, then it opens.
            try await expectShut(room)
            try await room.erase(["b"], leaf: 300)
            try await room.erasuresTold(upTo: 299)
            try await expectShut(room)
            try await room.erasuresTold(upTo: 350)
            #expect(try !room.standing().isShut)
            let erased = try [Sealed("b", to: room).shut]
            await #expect(throws: WitnessRefusal.erased) {
                try await room.open(351, erased, .unproven)
            }
            try await room.read("z")
            #expect(try bench.book("reopened").count == 1)
            await room.close()
            room = try await bench.start()
            try await room.read("y")
        }
    }

    @Test("a fork does not open it, whatever it leads to")
    func forkedMeanwhile() async throws {
        try await withBench { bench in
            var vault = try await past(bench)
            let room = try await bench.start()
            try await room.reopen(vault.log.note.bytes)
            var fork = try VaultLedger(bench.path + "/fork")
            try fork.grow(to: 10)
            try fork.grow(to: 400, branch: "fork")
            await #expect(throws: WitnessRefusal.notAnExtension) {
                try await room.extend(fork.stretch(from: 10, branch: "fork"))
            }
            try await expectShut(room)
            try await room.erasuresTold(upTo: 300)
            try await expectShut(room)
            try await vault.show(room)
            try await room.read("z")
        }
    }

    @Test("what the vault names before the checkpoint is told counts, and over a restart")
    func namedBefore() async throws {
        try await withBench { bench in
            var vault = try await past(bench)
            var room = try await bench.start()
            #expect(try room.standing().goal == nil)
            try await room.erase(["b"], leaf: 300)
            try await room.erasuresTold(upTo: 310)
            #expect(try room.standing().replayed == 310)
            await room.close()
            room = try await bench.start()
            try await room.reopen(vault.log.note.bytes)
            #expect(try room.standing().goal == 300)
            try await vault.show(room)
            try await room.read("z")
            // Another setting back asks for all of it anew.
            try await room.desk.enter(.note(.shut))
            #expect(try room.standing().replayed == 0)
        }
    }

    @Test("set back with its keys, it is shut by its own cosignature on the vault's checkpoint")
    func ownCosignature() async throws {
        try await withBench { bench in
            var vault = try await past(bench, keysToo: true)
            let room = try await bench.start()
            try await room.read("y")
            await #expect(throws: WitnessRefusal.shut) { try await vault.show(room) }
            try await expectShut(room)
            try await room.erasuresTold(upTo: 300)
            try await room.reopen(vault.log.note.bytes)
            try await vault.show(room)
            try await room.read("z")
        }
    }

    @Test("a book that was removed, and keys without their bookmark, start shut too")
    func removed() async throws {
        for path in ["/witness/book", "/witness-keys/bookmark"] {
            try await withBench { bench in
                let room = try await bench.start()
                for name in ["a", "b", "c"] { try await room.read(name) }
                await room.close()
                try FileManager.default.removeItem(atPath: bench.path + path)
                try await expectShut(try await bench.start())
            }
        }
    }

    @Test("only a checkpoint of the ledger's, not older than what it has, is taken for the newest")
    func told() async throws {
        try await withBench { bench in
            var vault = try VaultLedger(bench.path + "/ledger")
            let room = try await bench.start()
            await #expect(throws: WitnessRefusal.malformed) {
                try await room.reopen(vault.log.note.bytes)
            }
            try vault.grow(to: 5)
            let old = vault.log.note.bytes
            try vault.grow(to: 10)
            try await vault.show(room)
            try await room.desk.enter(.note(.shut))
            let other = try VaultLedger(bench.path + "/other", seed: 8)
            for note in [old, other.log.note.bytes] {
                await #expect(throws: WitnessRefusal.notAnExtension) { try await room.reopen(note) }
            }
            try await expectShut(room)
            try await room.reopen(vault.log.note.bytes)
            try await expectShut(room)
            try await room.erasuresTold(upTo: 10)
            try await room.read("z")
        }
    }
}
