import Basics
import Crypto
import Foundation
import KeyFiles
import Testing
import WitnessAPI

@testable import Witness

@Suite("taking a stand-in over")
struct AdoptionTests {
    /// A stand-in's folder, with what it had sealed, marked and erased.
    private struct Before {
        let path: String
        let half = SymmetricKey(size: .bits256)
        let sealed: Witness.SealedHalf
        let mark: [UInt8]

        init(_ bench: Bench) throws {
            path = bench.path + "/witness-standin"
            let secret = P256.KeyAgreement.PrivateKey()
            try KeyFile.keep(
                SymmetricKey(data: secret.rawRepresentation),
                directory: path,
                name: "epoch-1"
            )
            let marking = try KeyFile.readOrMake(directory: path, name: "mark", count: 32)
            try Data("\ngone\n\nleft\n\ntorn".utf8).write(to: URL(filePath: path + "/erased"))
            sealed = Witness.SealedHalf(
                name: "ada",
                sheet: 4,
                epoch: 1,
                bytes: try HalfSeal.seal(
                    half,
                    name: "ada",
                    sheet: 4,
                    epoch: 1,
                    to: secret.publicKey
                )
            )
            mark = Array(
                HMAC<SHA256>.authenticationCode(
                    for: Array("ichi mark v1 email \n".utf8) + [7],
                    using: marking
                )
            )
        }
    }

    private func expectAdopted(_ before: Before, _ bench: Bench) async throws {
        let room = try await bench.start(standIn: before.path)
        #expect(try room.standing().epoch == 2)
        #expect(try room.standing().epochs == [1, 2])
        #expect(try !room.standing().isShut)
        #expect(try await room.open(1, [before.sealed], .unproven) == [before.half])
        #expect(try await room.mark(.email, nil, [7]) == before.mark)
        for name in ["gone", "left"] {
            await #expect(throws: WitnessRefusal.erased) { try await room.read(name) }
        }
        try await room.read("torn")
        #expect(!FileManager.default.fileExists(atPath: before.path))
        await room.close()
    }

    @Test(
        "what it sealed opens, its marks are the same, its erased names stay shut; epoch 2 begins"
    )
    func adopted() async throws {
        try await withBench { bench in
            let before = try Before(bench)
            try await expectAdopted(before, bench)
            #expect(bench.said.contains { $0.contains("epoch 1") })
            try await expectAdopted(before, bench)
            #expect(try bench.book("erased").count == 1)
        }
    }

    @Test("killed at any write of the book, it is taken over whole by the next start")
    func killed() async throws {
        for step in 0... {
            var isDone = false
            try await withBench { bench in
                let before = try Before(bench)
                let disk = FailingDisk()
                disk.fail(after: step)
                do {
                    await (try bench.start(bookFiles: disk.files, standIn: before.path)).close()
                    isDone = true
                } catch {}
                try await expectAdopted(before, bench)
            }
            if isDone { break }
        }
    }

    @Test(
        "killed between two keys, or while the folder goes, it is taken over whole by the next start"
    )
    func halfway() async throws {
        for stage in 0..<4 {
            try await withBench { bench in
                let before = try Before(bench)
                let keys = bench.folder.keys
                if stage < 2 {
                    for name in ["epoch-1", "mark"].prefix(stage + 1) {
                        let key = try KeyFile.read(directory: before.path, name: name, count: 32)
                        try KeyFile.keep(try #require(key), directory: keys, name: name)
                    }
                } else {
                    let copy = bench.path + "/copy"
                    try FileManager.default.copyItem(atPath: before.path, toPath: copy)
                    await (try bench.start(standIn: before.path)).close()
                    try FileManager.default.moveItem(atPath: copy, toPath: before.path)
                    let gone = ["/epoch-1.key", "/erased"].prefix(stage - 1)
                    for file in gone {
                        try FileManager.default.removeItem(atPath: before.path + file)
                    }
                }
                try await expectAdopted(before, bench)
            }
        }
    }

    @Test("a stand-in of other keys than were taken over stops the start")
    func other() async throws {
        try await withBench { bench in
            await (try bench.start()).close()
            let before = try Before(bench)
            await #expect(throws: WitnessFault.twoWitnesses(before.path)) {
                try await bench.start(standIn: before.path)
            }
            #expect(FileManager.default.fileExists(atPath: before.path + "/epoch-1.key"))
        }
    }
}
