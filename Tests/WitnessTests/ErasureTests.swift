import Basics
import Testing
import WitnessAPI

@testable import Witness

@Suite("erasures without end")
struct ErasureTests {
    private static func names(_ range: Range<Int>) -> [String] { range.map { "n\($0)" } }

    @Test("as many as are asked for are erased; more than may be opened on a day are told aloud")
    func burst() async throws {
        try await withBench { bench in
            let room = try await bench.start(budget: NameBudget(aDay: 10, inThirtyDays: 100))
            try await room.erase(Self.names(0..<10), leaf: 1)
            // Once more is no more.
            try await room.erase(Self.names(0..<10), leaf: 1)
            #expect(try bench.book("alarm").isEmpty)
            try await room.erase(Self.names(5..<15), leaf: 2)
            #expect(try bench.book("alarm").count == 1)
            #expect(
                bench.said == [
                    "ALARM erasures: 15 names were erased on one day, the last at leaf 2"
                ]
            )
            let halves = try [Sealed("n14", to: room).shut]
            await #expect(throws: WitnessRefusal.erased) {
                try await room.open(3, halves, .unproven)
            }
        }
    }

    @Test("the next day begins anew, and a restart does not")
    func days() async throws {
        try await withBench { bench in
            var room = try await bench.start(budget: NameBudget(aDay: 10, inThirtyDays: 100))
            try await room.erase(Self.names(0..<8), leaf: 1)
            await room.close()
            room = try await bench.start()
            try await room.erase(Self.names(8..<11), leaf: 2)
            #expect(try bench.book("alarm").count == 1)
            bench.clock.advance(hours: 24)
            try await room.erase(Self.names(11..<21), leaf: 3)
            #expect(try bench.book("alarm").count == 1)
        }
    }

    @Test("what a witness that was set back is told anew is no burst")
    func replay() async throws {
        try await withBench { bench in
            let room = try await bench.start(budget: NameBudget(aDay: 10, inThirtyDays: 100))
            try await room.desk.enter(.note(.shut))
            try await room.erase(Self.names(0..<500), leaf: 1)
            #expect(try bench.book("alarm").isEmpty)
        }
    }
}
