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
