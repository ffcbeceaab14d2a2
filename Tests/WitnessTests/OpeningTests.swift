import Basics
import Foundation
import KeyFiles
import Testing
import WitnessAPI

@testable import Witness

@Suite("halves")
struct OpeningTests {
    @Test("what is sealed to the witness is opened, in order, and stands in the book")
    func opens() async throws {
        try await withBench { bench in
            let room = try await bench.start()
            let sealed = try ["ada", "ben", "ada"].enumerated().map {
                try Sealed($1, to: room, sheet: $0)
            }
            let opened = try await room.open(7, sealed.map(\.shut), .unproven)
            #expect(opened == sealed.map(\.half))
            #expect(
                try bench.book("opened") == [
                    "opened \(bench.clock.now.milliseconds) 7 unproven ada ben ada"
                ]
            )
            #expect(try room.standing().used == NameBudget(aDay: 2, inThirtyDays: 2))
        }
    }

    @Test("a half under another name, sheet or epoch is foreign, and alarms once an hour")
    func foreign() async throws {
        try await withBench { bench in
            let room = try await bench.start()
            _ = try await room.makeEpoch()
            let sealed = try Sealed("ada", to: room).shut
            for change in [\Witness.SealedHalf.sheet, \.epoch] {
                var other = sealed
                other[keyPath: change] -= 1
                await #expect(throws: WitnessRefusal.foreign) {
                    try await room.open(1, [other], .unproven)
                }
            }
            var other = sealed
            other.name = "ben"
            await #expect(throws: WitnessRefusal.foreign) {
                try await room.open(1, [sealed, other], .unproven)
            }
            for count in [0, 1, 64, 65, 66, 112] {
                other.bytes = Array(sealed.bytes.prefix(count))
                await #expect(throws: WitnessRefusal.foreign) {
                    try await room.open(1, [other], .unproven)
                }
            }
            #expect(try bench.book("opened").isEmpty)
            #expect(try bench.book("alarm").count == 1)
            #expect(bench.said.count == 1)
            bench.clock.advance(hours: 1)
            await #expect(throws: WitnessRefusal.foreign) {
                try await room.open(1, [other], .unproven)
            }
            #expect(bench.said.count == 2)
        }
    }

    @Test("an epoch whose key is not here opens nothing")
    func unknownEpoch() async throws {
        try await withBench { bench in
            let room = try await bench.start()
            var sealed = try Sealed("ada", to: room).shut
            sealed.epoch = 2
            await #expect(throws: WitnessRefusal.noSuchEpoch) {
                try await room.open(1, [sealed], .unproven)
            }
        }
    }

    @Test(
        "a name that would make another line is refused",
        arguments: ["", "a b", "a\nshut 1", "市", String(repeating: "a", count: 65)]
    )
    func malformed(name: String) async throws {
        try await withBench { bench in
            let room = try await bench.start()
            let sealed = try Sealed(name, to: room).shut
            await #expect(throws: WitnessRefusal.malformed) {
                try await room.open(1, [sealed], .unproven)
            }
            await #expect(throws: WitnessRefusal.malformed) {
                try await room.erase([name], leaf: 1)
            }
        }
    }

    @Test("an erased name stays shut, after a restart too, and alone")
    func erased() async throws {
        try await withBench { bench in
            var room = try await bench.start()
            let sealed = try ["ada", "ben"].map { try Sealed($0, to: room).shut }
            for _ in 0..<2 { try await room.erase(["ada", "cleo"], leaf: 3) }
            #expect(try bench.book("erased").count == 1)
            for _ in 0..<2 {
                await #expect(throws: WitnessRefusal.erased) {
                    try await room.open(4, sealed, .unproven)
                }
                _ = try await room.open(4, [sealed[1]], .unproven)
                await room.close()
                room = try await bench.start()
            }
        }
    }

    @Test("keys are made once, for the owner alone, and the book is the owner's alone")
    func keys() async throws {
        try await withBench { bench in
            let first = try await bench.start()
            let standing = try first.standing()
            await first.close()
            let again = try await bench.start()
            #expect(try again.standing() == standing)
            for file in [
                "witness-keys/epoch-1.key", "witness-keys/mark.key", "witness-keys/cosign.key",
                "witness/book",
            ] {
                let path = bench.path + "/" + file
                let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
                #expect(mode as? Int == 0o600, "\(file)")
            }
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o640],
                ofItemAtPath: bench.path + "/witness-keys/mark.key"
            )
            await #expect(throws: KeyFileFault.self) { try await bench.start() }
        }
    }

    @Test("without the key of an epoch that was begun it does not start")
    func epochMissing() async throws {
        try await withBench { bench in
            let room = try await bench.start()
            _ = try await room.makeEpoch()
            await room.close()
            try FileManager.default.removeItem(atPath: bench.path + "/witness-keys/epoch-2.key")
            await #expect(throws: WitnessFault.epochMissing(2)) { try await bench.start() }
        }
    }
}
