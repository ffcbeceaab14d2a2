import Basics
import Crypto
import Foundation
import KeyFiles
import Testing
import WitnessAPI

@testable import Witness

@Suite("marks")
struct MarkTests {
    @Test("a mark is an HMAC of the witness's over kind, name and input")
    func construction() async throws {
        try await withBench { bench in
            let room = try await bench.start()
            let key = try #require(
                try KeyFile.read(directory: bench.path + "/witness-keys", name: "mark", count: 32)
            )
            let plain = HMAC<SHA256>.authenticationCode(
                for: Array("ichi mark v1 phone n\n".utf8) + [1, 2],
                using: key
            )
            #expect(try await room.mark(.phone, "n", [1, 2]) == Array(plain))
            #expect(try await room.mark(.email, "n", [1, 2]) != Array(plain))
            #expect(try await room.mark(.phone, nil, [1, 2]) != Array(plain))
        }
    }

    @Test("they are counted in blocks before they are given, by kind")
    func blocks() async throws {
        try await withBench { bench in
            let room = try await bench.start()
            await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<16 {
                    group.addTask { for _ in 0..<64 { _ = try await room.mark(.email, nil, []) } }
                }
            }
            #expect(try bench.book("marks").count == 1)
            _ = try await room.mark(.email, nil, [])
            _ = try await room.mark(.phone, nil, [])
            #expect(try bench.book("marks").count == 3)
        }
    }

    @Test("many at once are marked as one by one, in order")
    func together() async throws {
        try await withBench { bench in
            let room = try await bench.start()
            let inputs = (0..<MarkInputs.most).map { number in
                Witness.KeyedInput(
                    kind: number.isMultiple(of: 2) ? .email : .oldKey,
                    name: number.isMultiple(of: 3) ? "n" : nil,
                    bytes: [UInt8(number & 0xff)]
                )
            }
            let marks = try await room.mark(inputs)
            #expect(marks.count == inputs.count)
            for number in stride(from: 0, to: inputs.count, by: 50) {
                let input = inputs[number]
                #expect(
                    try await room.mark(input.kind, input.name, input.bytes) == marks[number]
                )
            }
            #expect(try await room.mark([]).isEmpty)
            await #expect(throws: WitnessRefusal.malformed) {
                try await room.mark(inputs + [inputs[0]])
            }
            #expect(try bench.book("marks").count == 2)
        }
    }

    @Test("of many at once all are counted, or none")
    func allOrNone() async throws {
        try await withBench { bench in
            let room = try await bench.start()
            let blocks = MarkAccount.limit(of: .phone) / MarkAccount.block
            for _ in 1..<blocks {
                try await room.desk.enter(.note(.marks(.phone, count: MarkAccount.block)))
            }
            let phones = Array(
                repeating: Witness.KeyedInput(kind: .phone, bytes: []),
                count: 1000
            )
            let email = Witness.KeyedInput(kind: .email, bytes: [])
            _ = try await room.mark(phones)
            let before = try bench.book("marks").count
            // Twenty-four are left of the last block.
            await #expect(throws: WitnessRefusal.tooManyMarks) {
                try await room.mark([email] + phones.prefix(25))
            }
            #expect(try bench.book("marks").count == before)
            _ = try await room.mark(Array(phones.prefix(24)))
            await #expect(throws: WitnessRefusal.tooManyMarks) {
                try await room.mark([phones[0]])
            }
            _ = try await room.mark([email])
            #expect(try bench.book("marks").count == before + 1)
        }
    }

    @Test("asked for together by many, they take no more of the limit than one by one")
    func sharers() async throws {
        try await withBench { bench in
            let room = try await bench.start()
            let inputs = Array(repeating: Witness.KeyedInput(kind: .email, bytes: []), count: 100)
            await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<16 {
                    group.addTask { for _ in 0..<64 { _ = try await room.mark(inputs) } }
                }
            }
            let counted = try bench.book("marks").compactMap { Int($0.split(separator: " ")[3]) }
            let (given, most) = (16 * 64 * 100, 16 * 64 * 100 + MarkAccount.block)
            #expect((given...most).contains(counted.reduce(0, +)))
        }
    }

    @Test(
        "of one kind so many within a day, whatever the clock says; then an hour's worth comes back"
    )
    func limit() async throws {
        var account = MarkAccount()
        let clock = TestClock()
        var blocks = 0
        while account.allows(.phone, at: clock.now) {
            account.add(MarkAccount.block, .phone, at: clock.now)
            blocks += 1
            if blocks == 100 { clock.advance(hours: 1) }
        }
        #expect(blocks == MarkAccount.limit(of: .phone) / MarkAccount.block)
        #expect(account.allows(.email, at: clock.now))
        clock.advance(hours: 22)
        #expect(!account.allows(.phone, at: clock.now))
        clock.advance(hours: 1)
        for _ in 0..<100 {
            #expect(account.allows(.phone, at: clock.now))
            account.add(MarkAccount.block, .phone, at: clock.now)
        }
        #expect(!account.allows(.phone, at: clock.now))
        #expect(!account.allows(.phone, at: clock.now.adding(days: -40)))
    }

    @Test("what was counted while the clock was set back counts when it is right again")
    func setBack() {
        var account = MarkAccount()
        let now = TestClock().now
        account.add(MarkAccount.block, .phone, at: now)
        let back = now.adding(days: -40)
        while account.allows(.phone, at: back) { account.add(MarkAccount.block, .phone, at: back) }
        #expect(!account.allows(.phone, at: now))
        #expect(!account.allows(.phone, at: now.adding(hours: 23)))
        #expect(account.allows(.phone, at: now.adding(hours: 24)))
    }

    @Test("a restart refills none, and the refusal is told")
    func restart() async throws {
        try await withBench { bench in
            let room = try await bench.start()
            for _ in 0..<MarkAccount.limit(of: .phone) / MarkAccount.block {
                try await room.desk.enter(.note(.marks(.phone, count: MarkAccount.block)))
            }
            await room.close()
            let again = try await bench.start()
            await #expect(throws: WitnessRefusal.tooManyMarks) {
                try await again.mark(.phone, nil, [])
            }
            #expect(try bench.book("alarm").count == 1)
            _ = try await again.mark(.email, nil, [])
        }
    }
}
