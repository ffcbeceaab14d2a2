import Age
import Basics
import Storage
import TestKit
import Testing
import VaultAPI

@testable import Vault

@Suite("Labels of a shop's parcels")
struct LabelTests {
    @Test(
        "one touch, and the courier is given each parcel's people",
        arguments: TestDatabase.engines
    )
    func wholeWay(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            var keeper = try await room.shopkeeper()
            let parcels = [try await room.parcel(), try await room.parcel()]
            let before = try await room.state(parcels, keeper)
            #expect(before.open == parcels.map(\.name) && before.leftToday == 10)
            #expect(before.receiver == keeper.secret.receiver.fingerprint)
            let asked = try await room.ask(room.begin(parcels, keeper), from: .office)
            let finish = try room.finish(asked, &keeper)
            _ = try await room.ask(finish, from: .office)
            #expect(await room.refusal(finish, from: .office) == .expired)

            let work = try #require(try await room.nextLabels())
            #expect(work.labels == 2 && work.shopName == "湯所果樹園" && work.made == Day(room.now))
            #expect(work.receiver == keeper.secret.receiver.description)
            let labels = try await room.carry(work)
            let people = try #require(labels[1].people)
            #expect(people.recipient[.familyName]?.revealed == "砂丘")
            #expect(people.recipient[.street]?.revealed == "一の一")
            #expect(people.sender[.phone]?.revealed == "0857-22-8111")
            #expect(people.sender[.email] == nil && people.sender[.note] == nil)
            #expect(try await room.nextLabels() == nil)

            let run = try #require(try await room.state(parcels, keeper).runs.first)
            #expect(run.state == .ready && run.labels == 2)
            let parts = try await [
                room.ask(room.fetch(run.run, 0, keeper), from: .office),
                room.ask(room.fetch(run.run, 1, keeper), from: .office),
            ]
            #expect(parts.map(\.isLast) == [false, true])
            #expect(parts.map(\.bytes.count) == [100, 100])
            #expect(try await room.freezes().isEmpty)
        }
    }

    @Test("each person that is opened has a line, which tells of the shop")
    func lines() async throws {
        try await Strongroom.with(.sqlite) { room in
            var keeper = try await room.shopkeeper()
            let parcel = try await room.parcel()
            let before = try await room.entries().count
            try await room.touch([parcel], &keeper)
            _ = try await room.carry(try #require(try await room.nextLabels()))
            let lines = try await Array(room.entries().dropFirst(before))
            #expect(lines.map(\.action) == [.labels, .carry, .carry])
            #expect(lines.allSatisfy { $0.shop == 3 })
            #expect(lines[0].receiver == keeper.secret.receiver.fingerprint)
            #expect(lines[0].role == .shop && lines[0].subjects.isEmpty)
            for line in lines.dropFirst() {
                #expect(line.purpose == .labels && line.order == parcel.name.order)
                #expect(line.caller == .courier && line.subjects.count == 1)
            }
        }
    }

    @Test(
        "are made once for each parcel, and not for one that was sent",
        arguments: TestDatabase.engines
    )
    func once(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            var keeper = try await room.shopkeeper()
            let (made, sent) = (try await room.parcel(), try await room.parcel())
            let early = try await room.ask(room.begin([made], keeper), from: .office)
            try await room.touch([made], &keeper)
            _ = try await room.ask(Dispatched(parcel: sent.name))
            _ = try await room.ask(Dispatched(parcel: sent.name))
            #expect(try await room.state([made, sent], keeper).open.isEmpty)
            for parcel in [made, sent] {
                let begin = room.begin([parcel], keeper)
                #expect(await room.refusal(begin, from: .office) == .outOfDate)
            }
            // A touch that was begun before comes too late.
            let late = try room.finish(early, &keeper)
            #expect(await room.refusal(late, from: .office) == .outOfDate)
            #expect(try await room.freezes().isEmpty)
        }
    }

    @Test("are no more than the day's number, which comes back tomorrow")
    func cap() async throws {
        try await Strongroom.with(.sqlite) { room in
            var keeper = try await room.shopkeeper(cap: 2)
            let parcels = [
                try await room.parcel(), try await room.parcel(), try await room.parcel(),
            ]
            #expect(await room.refusal(room.begin(parcels, keeper), from: .office) == .tooMany)
            try await room.touch(Array(parcels[..<2]), &keeper)
            let last = room.begin([parcels[2]], keeper)
            #expect(await room.refusal(last, from: .office) == .tooMany)
            #expect(try await room.state(parcels, keeper).leftToday == 0)
            // 2026-12-08 10:00; the day ends at midnight in Japan, the session before.
            room.clock.pass(minutes: 14 * 60)
            let entry = try await room.signIn(&keeper.clerk.key)
            keeper.clerk.token = entry.token
            #expect(try await room.state(parcels, keeper).leftToday == 2)
            try await room.touch([parcels[2]], &keeper)
        }
    }

    @Test("need a job in its season and a key, and are told which is missing")
    func standing() async throws {
        try await Strongroom.with(.sqlite) { room in
            let keeper = try await room.shopkeeper(cap: nil, hasKey: false)
            let parcel = try await room.parcel()
            let none = try await room.state([parcel], keeper)
            #expect(none.receiver == nil && none.leftToday == nil && none.open == [parcel.name])
            let begin = room.begin([parcel], keeper)
            #expect(await room.refusal(begin, from: .office) == .outOfDate)
            var later = room.job()
            later.from = Day(room.now).adding(days: 1)
            try await room.jobs.allow(later)
            #expect(try await room.state([parcel], keeper).leftToday == nil)
            room.clock.pass(minutes: 1)
            try await room.jobs.allow(room.job(cap: 5, days: 0))
            #expect(try await room.state([parcel], keeper).leftToday == 5)
            let list = try await room.jobs.list()
            #expect(list.map { $0.ended == nil } == [false, true])
            #expect(try await room.vault.jobsWithoutAgreement() == 1)
        }
    }

    @Test("of another shop's parcels freeze who asks for them")
    func foreign() async throws {
        try await Strongroom.with(.sqlite) { room in
            let parcel = try await room.parcel()
            let other = try await room.shopkeeper(4)
            let begin = room.begin([parcel], other)
            #expect(await room.refusal(begin, from: .office) == .frozen)
            let frozen = try #require(try await room.freezes().first)
            #expect(frozen.reason == "outOfReach" && frozen.target.hasPrefix("token:"))
            // The shop's own order, and somebody of another one.
            let keeper = try await room.shopkeeper()
            var swapped = parcel
            swapped.recipient = try await room.parcel().recipient
            #expect(await room.refusal(room.begin([swapped], keeper), from: .office) == .frozen)
        }
    }

    @Test("are not for the customer centre, nor is another shop's file")
    func roles() async throws {
        try await Strongroom.with(.sqlite) { room in
            var keeper = try await room.shopkeeper()
            let parcel = try await room.parcel()
            try await room.touch([parcel], &keeper)
            let work = try #require(try await room.nextLabels())
            _ = try await room.carry(work)
            let other = try await room.shopkeeper(4)
            #expect(await room.refusal(room.fetch(work.run, 0, other), from: .office) == .frozen)
            let clerk = Shopkeeper(clerk: try await room.clerk(), shop: 3)
            #expect(await room.refusal(room.begin([parcel], clerk), from: .office) == .frozen)
            let reasons = try await room.freezes().map(\.reason).sorted()
            #expect(reasons == ["notItsRole", "outOfReach"])
        }
    }

    @Test("want the key: a session without it begins no run")
    func stolenSession() async throws {
        try await Strongroom.with(.sqlite) { room in
            let keeper = try await room.shopkeeper()
            let parcel = try await room.parcel()
            let asked = try await room.ask(room.begin([parcel], keeper), from: .office)
            var thief = keeper
            thief.clerk.key = .office()
            let finish = try room.finish(asked, &thief)
            #expect(await room.refusal(finish, from: .office) == .wrongProof)
            #expect(try await room.nextLabels() == nil)
        }
    }
}
