import Basics
import Storage
import TestKit
import Testing
import VaultAPI

@testable import Vault

@Suite("A run of labels at the courier")
struct LabelCarryingTests {
    @Test("that was dropped is given again from its first label", arguments: TestDatabase.engines)
    func dropped(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            var keeper = try await room.shopkeeper()
            try await room.touch([room.parcel(), room.parcel()], &keeper)
            let first = try #require(try await room.nextLabels())
            _ = try await room.ask(NextLabel(run: first.run, place: 0), from: .courier)
            let stale = KeepLabels(run: first.run, part: 0, bytes: [1, 2, 3], isLast: false)
            _ = try await room.ask(stale, from: .courier)
            // The courier is killed, and another one asks.
            let again = try #require(try await room.nextLabels())
            #expect(again == first)
            _ = try await room.carry(again)
            let run = try #require(try await room.state([], keeper).runs.first)
            #expect(run.state == .ready)
            let part = try await room.ask(room.fetch(run.run, 0, keeper), from: .office)
            #expect(part.bytes == [UInt8](repeating: 0, count: 100))
            #expect(try await room.freezes().isEmpty)
        }
    }

    @Test("that nobody finishes is given up, and its parcels are free again")
    func givenUp() async throws {
        try await Strongroom.with(.sqlite) { room in
            var keeper = try await room.shopkeeper()
            let parcel = try await room.parcel()
            try await room.touch([parcel], &keeper)
            for _ in 0..<Carrying.mostTries {
                #expect(try await room.nextLabels() != nil)
                room.clock.pass(minutes: 1)
            }
            #expect(try await room.nextLabels() == nil)
            let state = try await room.state([parcel], keeper)
            #expect(state.runs.map(\.state) == [.failed] && state.open == [parcel.name])
            #expect(state.leftToday == 10)
        }
    }

    @Test("goes on without somebody who was erased", arguments: TestDatabase.engines)
    func erased(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            var keeper = try await room.shopkeeper()
            let (gone, stays) = (try await room.parcel(), try await room.parcel())
            try await room.touch([gone, stays], &keeper)
            let recipient = gone.recipient
            try await room.run("UPDATE subject SET erased = 1 WHERE handle = \(recipient)")
            let work = try #require(try await room.nextLabels())
            let first = try await room.ask(NextLabel(run: work.run, place: 0), from: .courier)
            #expect(first.people == nil)
            let again = try #require(try await room.nextLabels())
            #expect(again.run == work.run && again.labels == 1)
            let labels = try await room.carry(again)
            guard case .label(let parcel, _, _) = labels[0] else {
                Issue.record("no label")
                return
            }
            #expect(parcel == stays)
        }
    }

    @Test("stops at the next label when its job or the shop's key is ended")
    func ended() async throws {
        try await Strongroom.with(.sqlite) { room in
            var keeper = try await room.shopkeeper()
            let parcels = [try await room.parcel(), try await room.parcel()]
            try await room.touch(parcels, &keeper)
            let work = try #require(try await room.nextLabels())
            _ = try await room.ask(NextLabel(run: work.run, place: 0), from: .courier)
            #expect(try await room.jobs.end(shop: 3, at: room.now))
            let next = try await room.ask(NextLabel(run: work.run, place: 1), from: .courier)
            #expect(next.people == nil)
            #expect(try await room.nextLabels() == nil)
            #expect(try await room.state(parcels, keeper).runs.map(\.state) == [.failed])

            try await room.jobs.allow(room.job())
            try await room.touch(parcels, &keeper)
            _ = try await ReceiverStore(room.database, keys: room.keys).end(shop: 3, at: room.now)
            #expect(try await room.nextLabels() == nil)
            #expect(try await room.freezes().isEmpty)
        }
    }

    @Test("names a sender of its own, and opens a card only where there is one")
    func fields() async throws {
        try await Strongroom.with(.sqlite) { room in
            var keeper = try await room.shopkeeper()
            let own = try await room.parcel(hasOwnSender: true, hasCard: true)
            try await room.touch([own], &keeper)
            let work = try #require(try await room.nextLabels())
            let before = try await room.entries().count
            let people = try #require(try await room.carry(work)[0].people)
            #expect(people.sender.isEmpty)
            #expect(try await room.entries().count == before + 1)
        }
    }

    @Test("that the courier was never given freezes it")
    func forged() async throws {
        try await Strongroom.with(.sqlite) { room in
            var keeper = try await room.shopkeeper()
            try await room.touch([room.parcel()], &keeper)
            let work = try #require(try await room.nextLabels())
            let beyond = NextLabel(run: work.run, place: 1)
            #expect(await room.refusal(beyond, from: .courier) == .frozen)
            #expect(try await room.freezes().map(\.target) == ["process:courier"])
        }
        try await Strongroom.with(.sqlite) { room in
            let madeUp = NextLabel(run: .mint(), place: 0)
            #expect(await room.refusal(madeUp, from: .courier) == .frozen)
        }
    }

    @Test("keeps nothing of its parcels but that they had a label")
    func forgotten() async throws {
        try await Strongroom.with(.sqlite) { room in
            var keeper = try await room.shopkeeper()
            try await room.touch([room.parcel()], &keeper)
            _ = try await room.carry(try #require(try await room.nextLabels()))
            let kept = try await room.database.read { tx in
                try tx.rows("SELECT facts FROM label").map { row -> [UInt8] in try row.get("facts")
                }
            }
            #expect(kept == [[]])
            room.clock.pass(minutes: 41 * 1440)
            try await room.vault.sweep(at: room.now)
            let parts = try await room.database.read { tx in
                try tx.rows("SELECT run FROM label_part").count
            }
            #expect(parts == 0)
        }
    }
}
