import Basics
import Foundation
import Ledger
import Testing
import WitnessAPI

@testable import Witness

@Suite("a standby")
struct StandbyTests {
    /// A witness that leads, and one beside it with its keys that may follow.
    private func with(_ test: (Bench, WitnessRoom, WitnessFolder) async throws -> Void) async throws
    {
        try await withBench { bench in
            let room = try await bench.start()
            let folder = WitnessFolder(
                data: bench.path + "/standby",
                keys: bench.path + "/standby-keys"
            )
            try FileManager.default.copyItem(atPath: bench.folder.keys, toPath: folder.keys)
            try? FileManager.default.removeItem(atPath: folder.keys + "/bookmark")
            try await test(bench, room, folder)
        }
    }

    private func standby(_ folder: WitnessFolder) throws -> StandbyRoom {
        try StandbyRoom(folder, name: Bench.name, say: { _ in })
    }

    /// Follows until it is ended.
    private func follow(_ standby: StandbyRoom, _ room: WitnessRoom) -> Task<Void, any Error> {
        Task {
            while !Task.isCancelled {
                try await standby.take(try await room.follow(await standby.request))
            }
        }
    }

    private func expect(_ condition: () throws -> Bool) async throws {
        for _ in 0..<400 where try !condition() { try await Task.sleep(for: .milliseconds(10)) }
        #expect(try condition())
    }

    private func lead(_ bench: Bench, _ folder: WitnessFolder) async throws -> WitnessRoom {
        try await WitnessRoom.start(
            folder,
            name: Bench.name,
            budget: NameBudget(aDay: 1, inThirtyDays: 1),
            clock: bench.clock.wall,
            say: { _ in }
        )
    }

    @Test("has all that was given, byte by byte, and takes the lead with nothing refilled")
    func takesOver() async throws {
        try await with { bench, room, folder in
            try await room.read("before")
            var vault = try VaultLedger(bench.path + "/ledger")
            try vault.grow(to: 300)
            try await vault.show(room)
            let standby = try standby(folder)
            let following = follow(standby, room)
            try await expect { try room.standing().isFollowed }
            for number in 0..<20 { try await room.read("n\(number)") }
            try await room.erase(["gone"], leaf: 300)
            try vault.grow(to: 350)
            try await vault.show(room)
            let used = try room.standing().used
            // Killed: not even its bookmark is written any more.
            following.cancel()
            _ = try? await following.value
            let book = try Data(contentsOf: URL(filePath: folder.data + "/book"))
            #expect(try Data(contentsOf: URL(filePath: bench.folder.data + "/book")) == book)
            let term = try StandbyRoom.promote(folder, name: Bench.name, at: bench.clock.now)
            #expect(term.number == 1)
            let next = try await lead(bench, folder)
            let standing = try next.standing()
            #expect(standing.term == term && standing.used == used && !standing.isShut)
            #expect(standing.cosigner == (try room.standing().cosigner))
            #expect(!standing.isFollowed)
            let erased = try [Sealed("gone", to: next).shut]
            await #expect(throws: WitnessRefusal.erased) {
                try await next.open(351, erased, .unproven)
            }
            try await next.read("n3", "after")
            // Its copy has what was cosigned: it is not set back.
            try vault.grow(to: 360)
            try await vault.show(next)
            #expect(try next.standing().checkpointSize == 360)
            let input = Array("who".utf8)
            let mark = try await next.mark([.init(kind: .email, bytes: input)])
            await #expect(throws: WitnessRefusal.alone) { try await room.read("n3") }
            #expect(mark.map(\.count) == [32])
        }
    }

    @Test("while it does not follow nothing is given and nothing is counted, until it is dismissed")
    func silent() async throws {
        try await with { bench, room, folder in
            let standby = try standby(folder)
            let following = follow(standby, room)
            try await expect { try room.standing().isFollowed }
            try await room.read("a")
            following.cancel()
            _ = try? await following.value
            await #expect(throws: WitnessRefusal.alone) { try await room.read("b") }
            try await Task.sleep(for: .seconds(3))
            let used = try room.standing().used
            for name in ["c", "d"] {
                await #expect(throws: WitnessRefusal.alone) { try await room.read(name) }
            }
            await #expect(throws: WitnessRefusal.alone) { try await room.erase(["x"], leaf: 1) }
            #expect(try room.standing().used == used)
            try await room.dismiss()
            try await room.read("c")
            #expect(try room.standing().term.number == 1)
            // It follows again from where it was, and is waited for again.
            let again = follow(standby, room)
            try await expect { try room.standing().isFollowed }
            try await room.read("d")
            again.cancel()
        }
    }

    @Test("restarted on either side, it goes on where it was")
    func restarted() async throws {
        try await with { bench, room, folder in
            var following = follow(try standby(folder), room)
            try await expect { try room.standing().isFollowed }
            try await room.read("a")
            following.cancel()
            _ = try? await following.value
            await room.close()
            let second = try await bench.start()
            // That it is followed it knows from its book.
            await #expect(throws: WitnessRefusal.alone) { try await second.read("b") }
            following = follow(try standby(folder), second)
            try await Task.sleep(for: .milliseconds(100))
            try await second.read("b")
            following.cancel()
        }
    }

    @Test("a book of another's is not followed, nor bytes that are no frame taken")
    func otherBook() async throws {
        try await with { bench, room, folder in
            try await room.read("a", "b")
            let standby = try standby(folder)
            let followed = try await room.follow(await standby.request)
            try await standby.take(followed)
            var request = await standby.request
            request.check[0] ^= 1
            await #expect(throws: WitnessRefusal.otherBook) { try await room.follow(request) }
            request = await standby.request
            request.place += 1
            await #expect(throws: WitnessRefusal.otherBook) { try await room.follow(request) }
            let garbage = [UInt8](repeating: 7, count: 200)
            await #expect(throws: BookFault.self) {
                try await standby.take(Followed(frames: garbage, stretch: nil, keys: []))
            }
        }
    }

    @Test("frames that come in parts are taken when they are whole")
    func parts() async throws {
        try await with { bench, room, folder in
            try await room.read("a", "b")
            let whole = try await room.follow(await standby(folder).request).frames
            let standby = try standby(folder)
            for byte in whole.indices {
                let part = Followed(frames: [whole[byte]], stretch: nil, keys: [])
                try await standby.take(part)
            }
            #expect(await standby.request.place == whole.count)
            #expect(try Data(contentsOf: URL(filePath: folder.data + "/book")) == Data(whole))
        }
    }

    @Test("without the keys nothing begins; what never followed cannot lead")
    func keys() async throws {
        try await with { bench, room, folder in
            #expect(throws: WitnessFault.neverFollowed) {
                try StandbyRoom.promote(folder, name: Bench.name, at: bench.clock.now)
            }
            let standby = try standby(folder)
            try await standby.take(try await room.follow(await standby.request))
            _ = try await room.makeEpoch()
            try await standby.take(try await room.follow(await standby.request))
            #expect(throws: WitnessFault.epochMissing(2)) {
                try StandbyRoom.promote(folder, name: Bench.name, at: bench.clock.now)
            }
            try FileManager.default.removeItem(atPath: folder.keys + "/mark.key")
            #expect(throws: WitnessFault.self) {
                try StandbyRoom(folder, name: Bench.name, say: { _ in })
            }
        }
    }

    @Test("who hears of a later term gives nothing more, over restarts")
    func fenced() async throws {
        try await withBench { bench in
            var vault = try VaultLedger(bench.path + "/ledger")
            var room = try await bench.start()
            try await room.fence(0)
            try await room.read("a")
            try await room.fence(1)
            for _ in 0..<2 {
                #expect(try room.standing().isFenced)
                await #expect(throws: WitnessRefusal.fenced) { try await room.read("a") }
                await #expect(throws: WitnessRefusal.fenced) {
                    try await room.mark([.init(kind: .email, bytes: [1])])
                }
                try vault.grow(to: vault.log.checkpoint.size + 5)
                await #expect(throws: WitnessRefusal.fenced) { try await vault.show(room) }
                await room.close()
                room = try await bench.start()
            }
            #expect(try bench.book("alarm").count == 1)
        }
    }
}
