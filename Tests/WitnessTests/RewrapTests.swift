import Foundation
import Testing
import WitnessAPI

@testable import Witness

@Suite("epochs")
struct RewrapTests {
    @Test("halves of an older epoch are sealed anew, open as before, and do not count as read")
    func rewrap() async throws {
        try await withBench { bench in
            let room = try await bench.start(budget: NameBudget(aDay: 1, inThirtyDays: 1))
            let old = try (0..<20).map { try Sealed("n\($0)", to: room, sheet: $0) }
            #expect(try await room.makeEpoch() == 2)
            let anew = try await room.rewrap(old.map(\.shut))
            #expect(anew.allSatisfy { $0.epoch == 2 })
            #expect(
                zip(anew, old).allSatisfy { $0.bytes != $1.shut.bytes && $0.sheet == $1.shut.sheet }
            )
            #expect(try room.standing().used == NameBudget(aDay: 0, inThirtyDays: 0))
            #expect(try bench.book("rewrapped").map { $0.hasSuffix(" 2 20") } == [true])
            #expect(try await room.open(1, [anew[3]], .unproven) == [old[3].half])
            #expect(try await room.open(1, [old[3].shut], .unproven) == [old[3].half])
            // A job that was killed shows some of the newest again: they stay as they are.
            let again = try await room.rewrap(anew)
            #expect(zip(again, anew).allSatisfy { $0.bytes == $1.bytes })
            #expect(try bench.book("rewrapped").count == 1)
            await #expect(throws: WitnessRefusal.newest) { try await room.destroyEpoch(2) }
            try await room.destroyEpoch(1)
            await #expect(throws: WitnessRefusal.noSuchEpoch) { try await room.destroyEpoch(1) }
            #expect(try room.standing().epochs == [2])
            await room.close()
            let later = try await bench.start()
            #expect(try await later.open(1, [anew[3]], .unproven) == [old[3].half])
            await #expect(throws: WitnessRefusal.noSuchEpoch) {
                try await later.rewrap([old[3].shut])
            }
        }
    }

    @Test("a key that was to be destroyed when the process was killed goes at the next start")
    func destroyed() async throws {
        try await withBench { bench in
            let room = try await bench.start()
            _ = try await room.makeEpoch()
            try await room.desk.enter(.note(.destroyed(epoch: 1)))
            await room.close()
            let later = try await bench.start()
            #expect(try later.standing().epochs == [2])
            let path = bench.path + "/witness-keys/epoch-1.key"
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }

    @Test("what is foreign or erased is not sealed anew")
    func refused() async throws {
        try await withBench { bench in
            let room = try await bench.start()
            let old = try ["ada", "ben"].map { try Sealed($0, to: room).shut }
            _ = try await room.makeEpoch()
            var other = old[0]
            other.name = "cleo"
            await #expect(throws: WitnessRefusal.foreign) {
                try await room.rewrap([old[1], other])
            }
            try await room.erase(["ada"], leaf: 1)
            await #expect(throws: WitnessRefusal.erased) { try await room.rewrap(old) }
            #expect(try bench.book("rewrapped").isEmpty)
        }
    }
}
