import Foundation
import Testing
import WitnessAPI

@testable import Witness

@Suite("the budget of names")
struct BudgetTests {
    private static let three = NameBudget(aDay: 3, inThirtyDays: 5)

    @Test(
        "to the last name; those already opened that day stay open, and a day later there are more"
    )
    func lastName() async throws {
        try await withBench { bench in
            let room = try await bench.start(budget: Self.three)
            try await room.read("a", "b", "a")
            try await room.read("c")
            await #expect(throws: WitnessRefusal.spent) { try await room.read("d") }
            await #expect(throws: WitnessRefusal.spent) { try await room.read("a", "d") }
            try await room.read("a", "b", "c")
            // Noon in Japan, so that eleven hours on is the same day and twelve the next.
            bench.clock.advance(hours: 11)
            await #expect(throws: WitnessRefusal.spent) { try await room.read("d") }
            bench.clock.advance(hours: 1)
            try await room.read("d", "e")
            #expect(try room.standing().used == NameBudget(aDay: 2, inThirtyDays: 5))
            await #expect(throws: WitnessRefusal.spent) { try await room.read("f") }
            try await room.read("a")
        }
    }

    @Test("thirty days later a name is new again, and its place is free")
    func thirtyDays() async throws {
        try await withBench { bench in
            let room = try await bench.start(budget: Self.three)
            try await room.read("a", "b", "c")
            bench.clock.advance(hours: 24)
            try await room.read("c", "d", "e")
            bench.clock.advance(hours: 24 * 28)
            await #expect(throws: WitnessRefusal.spent) { try await room.read("f") }
            bench.clock.advance(hours: 24)
            // The first day is gone: of a, b and c only c was opened since.
            #expect(try room.standing().used == NameBudget(aDay: 0, inThirtyDays: 3))
            try await room.read("f", "g")
            await #expect(throws: WitnessRefusal.spent) { try await room.read("h") }
        }
    }

    @Test("neither a restart nor a clock set back refills it")
    func notRefilled() async throws {
        try await withBench { bench in
            var room = try await bench.start(budget: Self.three)
            try await room.read("a", "b", "c")
            await room.close()
            room = try await bench.start(budget: Self.three)
            await #expect(throws: WitnessRefusal.spent) { try await room.read("d") }
            bench.clock.advance(hours: -72)
            await #expect(throws: WitnessRefusal.spent) { try await room.read("d") }
            await room.close()
            room = try await bench.start(budget: Self.three)
            #expect(bench.said.contains { $0.contains("clock") })
            await #expect(throws: WitnessRefusal.spent) { try await room.read("d") }
            bench.clock.advance(hours: 72 + 12)
            try await room.read("d")
        }
    }

    @Test("the budget is the founding's: another later is not heard")
    func founded() async throws {
        try await withBench { bench in
            let room = try await bench.start(budget: Self.three)
            await room.close()
            let again = try await bench.start(budget: .standard)
            #expect(try again.standing().budget == Self.three)
            #expect(try bench.book("founded").count == 1)
        }
    }

    @Test("a spent budget is told aloud and in the book, once an hour")
    func told() async throws {
        try await withBench { bench in
            let room = try await bench.start(budget: Self.three)
            for hour in 0..<3 {
                for _ in 0..<3 {
                    await #expect(throws: WitnessRefusal.spent) {
                        try await room.read("a", "b", "c", "d")
                    }
                }
                #expect(try bench.book("alarm").count == hour + 1)
                #expect(bench.said.count == hour + 1)
                bench.clock.advance(hours: 1)
            }
            #expect(try bench.book("alarm").allSatisfy { $0.contains(" spent ") })
        }
    }

    @Test("sixteen callers at once get as many names as there are, and each answer is in the book")
    func together() async throws {
        try await withBench { bench in
            let room = try await bench.start(budget: NameBudget(aDay: 200, inThirtyDays: 1000))
            let opened = try await withThrowingTaskGroup(of: Int.self) { group in
                for caller in 0..<16 {
                    group.addTask {
                        var opened = 0
                        for number in 0..<25 {
                            do {
                                try await room.read("name-\(caller)-\(number)")
                                opened += 1
                            } catch WitnessRefusal.spent {}
                        }
                        return opened
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(opened == 200)
            #expect(try bench.book("opened").count == 200)
            #expect(try room.standing().used.aDay == 200)
        }
    }

    @Test("those that share a flush share the budget, too; an erased name is erased for the next")
    func oneFrame() throws {
        let time = TestClock().now
        var state = BookState()
        state.fold(BookLine(time: time, event: .founded(Self.three)))
        var draft = BookDraft(at: time)
        func open(_ names: String...) throws {
            try draft.add(.open(leaf: 1, .unproven, names: names), to: state)
        }
        try open("a", "b")
        #expect(throws: WitnessRefusal.spent) { try open("c", "d") }
        try open("c", "a")
        #expect(throws: WitnessRefusal.spent) { try open("d") }
        try draft.add(.erase(leaf: 1, names: ["b"]), to: state)
        #expect(throws: WitnessRefusal.erased) { try open("b") }
        for line in draft.lines { state.fold(line) }
        #expect(state.standing(at: time) == NameBudget(aDay: 3, inThirtyDays: 3))
    }

    @Test("what the environment names must be a number")
    func environment() throws {
        #expect(try NameBudget.named(in: [:]) == .standard)
        let named = ["ICHI_WITNESS_NAMES_A_DAY": "50", "ICHI_WITNESS_NAMES_IN_THIRTY_DAYS": "400"]
        #expect(try NameBudget.named(in: named) == NameBudget(aDay: 50, inThirtyDays: 400))
        for text in ["", "0", "-1", "many"] {
            #expect(throws: WitnessFault.badSetting("ICHI_WITNESS_NAMES_A_DAY")) {
                try NameBudget.named(in: ["ICHI_WITNESS_NAMES_A_DAY": text])
            }
        }
    }
}
