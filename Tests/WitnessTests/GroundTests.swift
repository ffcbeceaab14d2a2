import Basics
import TestKit
import Testing
import Wire
import WitnessAPI

@testable import Witness

@Suite("What the witness proves itself")
struct GroundTests {
    @Test("a job that two agreed to has an account of its own, for its season")
    func job() async throws {
        try await withBench { bench in
            var room = try await bench.start(budget: NameBudget(aDay: 1, inThirtyDays: 1))
            var (officers, _) = try await room.line.found()
            let job = try await room.agreed(.job(bench.terms(cap: 3)), by: &officers)
            try await room.open("a", "b", on: .job(job.hash))
            // Who was opened for it today costs nothing.
            try await room.open("b", "c", on: .job(job.hash))
            await #expect(throws: WitnessRefusal.spent) {
                try await room.open("d", on: .job(job.hash))
            }
            #expect(try room.standing().used.aDay == 0)
            try await room.read("d")
            await #expect(throws: WitnessRefusal.spent) { try await room.read("a") }

            await room.close()
            room = try await bench.start()
            await #expect(throws: WitnessRefusal.spent) {
                try await room.open("d", on: .job(job.hash))
            }
            bench.clock.advance(hours: 24)
            try await room.open("d", "e", "f", on: .job(job.hash))
            bench.clock.advance(hours: 24)
            await #expect(throws: WitnessRefusal.unproven) {
                try await room.open("d", on: .job(job.hash))
            }
            #expect(try bench.book("opened").count == 4)
        }
    }

    @Test("a job to which one agreed, or another season's, is no ground: that is told aloud")
    func noJob() async throws {
        try await withBench { bench in
            let room = try await bench.start()
            var (officers, _) = try await room.line.found()
            let one = room.statement(.job(bench.terms(cap: 3)))
            _ = try await room.line.ask(Propose(one), as: .vault)
            try await room.line.judge(one.hash, .approve, by: &officers[0])
            let later = try await room.agreed(.job(bench.terms(cap: 3, after: 2)), by: &officers)
            for hash in [one.hash, later.hash, [UInt8](repeating: 7, count: 32)] {
                await #expect(throws: WitnessRefusal.unproven) {
                    try await room.open("a", on: .job(hash))
                }
            }
            #expect(bench.said.contains { $0.hasPrefix("ALARM unproven: leaf 1") })
            #expect(try bench.book("opened").isEmpty)
        }
    }

    @Test("a touch opens one person, once, and again for its line alone")
    func touch() async throws {
        try await withBench { bench in
            let room = try await bench.start(budget: NameBudget(aDay: 1, inThirtyDays: 1))
            var (officers, _) = try await room.line.found()
            var clerk = SoftStaff()
            _ = try await room.agreed(.staffKey(clerk.terms), by: &officers)
            let touch = try clerk.touch(on: bench.clock.now)
            await #expect(throws: WitnessRefusal.spent) {
                try await room.open("a", "b", on: .touch(touch))
            }
            try await room.open("a", on: .touch(touch), leaf: 4)
            // Its answer was lost.
            try await room.open("a", on: .touch(touch), leaf: 4)
            for (name, leaf) in [("a", 5), ("b", 4)] {
                await #expect(throws: WitnessRefusal.spent) {
                    try await room.open(name, on: .touch(touch), leaf: leaf)
                }
            }
            #expect(try room.standing().used.aDay == 0)
            try await room.read("b")
            try await room.open("c", on: .touch(try clerk.touch(on: bench.clock.now)))
        }
    }

    @Test("a touch that does not hold opens nothing")
    func hostile() async throws {
        try await withBench { bench in
            let room = try await bench.start()
            var (officers, _) = try await room.line.found()
            var (clerk, stranger) = (SoftStaff(), SoftStaff())
            _ = try await room.agreed(.staffKey(clerk.terms), by: &officers)
            var other = try clerk.touch(on: bench.clock.now)
            other.digest[0] ^= 1
            var tomorrows = try clerk.touch(on: bench.clock.now)
            tomorrows.day = tomorrows.day.adding(days: 1)
            let old = try clerk.touch(on: bench.clock.now.adding(days: -2))
            let future = try clerk.touch(on: bench.clock.now.adding(days: 1))
            var elsewhere = clerk
            elsewhere.key.origin = "http://office.example:1"
            let foreign = try elsewhere.touch(on: bench.clock.now)
            var unverified = clerk
            unverified.key.flags = 0x01
            let bare = try unverified.touch(on: bench.clock.now)
            let unknown = try stranger.touch(on: bench.clock.now)
            for touch in [other, tomorrows, old, future, foreign, bare, unknown] {
                await #expect(throws: WitnessRefusal.unproven) {
                    try await room.open("a", on: .touch(touch))
                }
            }
            // One of yesterday, begun before midnight.
            try await room.open(
                "a",
                on: .touch(try clerk.touch(on: bench.clock.now.adding(days: -1)))
            )
        }
    }

    @Test("a key that ended proves nothing more, by the vault's word or by a recovery")
    func ended() async throws {
        try await withBench { bench in
            var room = try await bench.start()
            var (officers, _) = try await room.line.found()
            var (one, two) = (SoftStaff(), SoftStaff())
            for clerk in [one, two] {
                _ = try await room.agreed(.staffKey(clerk.terms), by: &officers)
            }
            for _ in 0..<2 { try await room.endKeys([one.key.credentialID, [1, 2, 3]]) }
            #expect(try bench.book("forgot").count == 1)
            await #expect(throws: WitnessRefusal.unproven) {
                try await room.open("a", on: .touch(try one.touch(on: bench.clock.now)))
            }
            try await room.open("a", on: .touch(try two.touch(on: bench.clock.now)))
            let recovery = StaffRecovery(
                staff: two.staff,
                role: "clerk",
                invitation: [UInt8](repeating: 1, count: 32)
            )
            _ = try await room.agreed(.recoverStaff(recovery), by: &officers)
            await room.close()
            room = try await bench.start()
            for clerk in [one, two] {
                var clerk = clerk
                await #expect(throws: WitnessRefusal.unproven) {
                    try await room.open("a", on: .touch(try clerk.touch(on: bench.clock.now)))
                }
            }
        }
    }

    @Test("one key opens so many persons a day, over restarts")
    func most() async throws {
        try await withBench { bench in
            var room = try await bench.start()
            var (officers, _) = try await room.line.found()
            var clerk = SoftStaff()
            _ = try await room.agreed(.staffKey(clerk.terms), by: &officers)
            for number in 0..<TouchAccount.personsAKey {
                try await room.open("n\(number)", on: .touch(try clerk.touch(on: bench.clock.now)))
            }
            await room.close()
            room = try await bench.start()
            await #expect(throws: WitnessRefusal.spent) {
                try await room.open("more", on: .touch(try clerk.touch(on: bench.clock.now)))
            }
            bench.clock.advance(hours: 24)
            try await room.open("more", on: .touch(try clerk.touch(on: bench.clock.now)))
        }
    }
}

@Suite("Members' own keys at the witness")
struct OwnKeyTests {
    @Test("who touched its own key costs nothing that day and the next, over restarts")
    func proved() async throws {
        try await withBench { bench in
            let budget = NameBudget(aDay: 2, inThirtyDays: 3)
            var room = try await bench.start(budget: budget)
            var member = SoftStaff()
            let own = member.own("a")
            try await room.learn(own, leaf: 1)
            // Known already.
            try await room.learn(own, leaf: 2)
            #expect(try room.standing().used == NameBudget(aDay: 1, inThirtyDays: 1))
            bench.clock.advance(hours: 24)
            try await room.prove(own: try member.touch(.own, on: bench.clock.now))
            for _ in 0..<2 { try await room.read("a") }
            try await room.read("b")
            #expect(try room.standing().used.aDay == 1)
            await room.close()
            room = try await bench.start(budget: budget)
            bench.clock.advance(hours: 24)
            try await room.read("a", "c")
            #expect(try room.standing().used == NameBudget(aDay: 1, inThirtyDays: 3))
            bench.clock.advance(hours: 24)
            try await room.read("a")
            #expect(try room.standing().used.aDay == 1)
        }
    }

    @Test("a key costs as its person does: no budget, no key")
    func costs() async throws {
        try await withBench { bench in
            let room = try await bench.start(budget: NameBudget(aDay: 1, inThirtyDays: 1))
            try await room.learn(SoftStaff().own("a"), leaf: 1)
            await #expect(throws: WitnessRefusal.spent) {
                try await room.learn(SoftStaff().own("b"), leaf: 2)
            }
            #expect(try bench.book("knows").count == 1)
        }
    }

    @Test("what does not hold proves nothing")
    func hostile() async throws {
        try await withBench { bench in
            let room = try await bench.start()
            var (member, stranger) = (SoftStaff(), SoftStaff())
            try await room.learn(member.own("a"), leaf: 1)
            // Another's name for a key that is known.
            await #expect(throws: WitnessRefusal.unproven) {
                try await room.learn(member.own("b"), leaf: 2)
            }
            let office = try member.touch(.staff, on: bench.clock.now)
            let old = try member.touch(.own, on: bench.clock.now.adding(days: -2))
            let unknown = try stranger.touch(.own, on: bench.clock.now)
            for touch in [office, old, unknown] {
                await #expect(throws: WitnessRefusal.unproven) { try await room.prove(own: touch) }
            }
            let good = try member.touch(.own, on: bench.clock.now)
            try await room.endKeys([member.key.credentialID])
            await #expect(throws: WitnessRefusal.unproven) { try await room.prove(own: good) }
            #expect(try bench.book("proved").isEmpty)
        }
    }
}

/// Somebody of the office, or a member, with a key in software.
private struct SoftStaff {
    let staff = Handle<SoftStaff>.mint().text
    var key = SoftAuthenticator(
        relyingParty: "office.localhost",
        origin: "http://office.localhost:8082"
    )

    init() { key.userHandle = randomBytes(32) }

    var terms: StaffKeyTerms {
        StaffKeyTerms(
            staff: staff,
            role: "clerk",
            origin: key.origin,
            key: EnrolledKey(
                credential: key.credentialID,
                publicKey: key.coseKey,
                userHandle: key.userHandle ?? [],
                isBackupEligible: false,
                model: [UInt8](repeating: 0, count: 16),
                attestation: []
            )
        )
    }

    func own(_ name: String) -> OwnKey {
        OwnKey(
            name: name,
            party: key.relyingParty,
            origins: [key.origin],
            key: terms.key
        )
    }

    mutating func touch(_ use: WitnessedTouch.Use = .staff, on time: Moment) throws
        -> WitnessedTouch
    {
        key.signCount += 1
        let (day, digest) = (Day(time), randomBytes(32))
        let signed = try key.sign(
            Base64URL.encode(WitnessedTouch.challenge(use, day: day, digest: digest))
        )
        return WitnessedTouch(
            day: day,
            digest: digest,
            touch: KeyTouch(
                credential: key.credentialID,
                clientData: signed.clientData,
                authenticatorData: signed.authenticatorData,
                signature: signed.signature,
                userHandle: key.userHandle
            )
        )
    }
}

extension Bench {
    /// A job of two days.
    fileprivate func terms(cap: Int, after days: Int = 0) -> JobTerms {
        let from = Day(clock.now).adding(days: days)
        return JobTerms(
            title: "送り状",
            template: [UInt8](repeating: 0, count: 32),
            audience: "みなさま",
            sink: "ファイル",
            dailyCap: cap,
            from: from,
            until: from.adding(days: 1)
        )
    }
}

extension WitnessRoom {
    fileprivate func statement(_ content: Statement.Content) -> Statement {
        Statement(proposed: clock.now(), by: "蔵", content: content)
    }

    /// A statement to which two have agreed.
    fileprivate func agreed(_ content: Statement.Content, by officers: inout [SoftOfficer])
        async throws -> Statement
    {
        let statement = statement(content)
        _ = try await line.ask(Propose(statement), as: .vault)
        for place in 0..<2 { try await line.judge(statement.hash, .approve, by: &officers[place]) }
        return statement
    }

    /// Opens one half of each name, newly sealed, on a ground.
    fileprivate func open(_ names: String..., on basis: Witness.Basis, leaf: Int = 1) async throws {
        let sealed = try names.map { try Sealed($0, to: self) }
        let opened = try await open(leaf, sealed.map(\.shut), basis)
        #expect(opened == sealed.map(\.half))
    }
}
