import Basics
import TestKit
import Testing
import Wire
import WitnessAPI

@testable import Witness

extension WitnessRoom {
    var line: OfficersLine { OfficersLine(operations.officers) }

    func budgetStatement(_ names: Int = 500) -> Statement {
        Statement(
            proposed: clock.now(),
            by: "佐藤",
            content: .raiseBudget(NameBudget(aDay: names, inThirtyDays: names))
        )
    }

    /// A statement that waits.
    func proposed(_ names: Int = 500) async throws -> Statement {
        let statement = budgetStatement(names)
        _ = try await line.ask(Propose(statement), as: .operator)
        return statement
    }

    var waiting: [StatementItem] { officers.standing().waiting }
}

@Suite("the founding with three officers")
struct FoundingTests {
    @Test("there are three at least, each with a key, and then nobody more")
    func three() async throws {
        try await withBench { bench in
            let room = try await bench.start()
            let line = room.line
            await #expect(throws: WitnessRefusal.noOfficers) { _ = try await room.proposed() }
            await #expect(throws: WitnessRefusal.notASheet) {
                _ = try await line.ask(FoundOfficers(), as: .operator)
            }
            _ = try await line.enrol("一")
            _ = try await line.enrol("二")
            // Invited, and made no key.
            _ = try await line.ask(InviteOfficer(officer: "四"), as: .operator)
            await #expect(throws: WitnessRefusal.notASheet) {
                _ = try await line.ask(FoundOfficers(), as: .operator)
            }
            // The same name is the same officer, with another key.
            _ = try await line.enrol("二")
            await #expect(throws: WitnessRefusal.notASheet) {
                _ = try await line.ask(FoundOfficers(), as: .operator)
            }
            _ = try await line.enrol("三")
            let sheet = try await line.ask(FoundOfficers(), as: .operator)
            #expect(sheet.officers.map(\.name) == ["一", "二", "三"])
            #expect(sheet.officers.map(\.keys.count) == [1, 2, 1])
            await #expect(throws: WitnessRefusal.founded) { _ = try await line.enrol("五") }
            await #expect(throws: WitnessRefusal.founded) {
                _ = try await line.ask(FoundOfficers(), as: .operator)
            }
        }
    }

    @Test(
        "the sheet is in the book, the same after a restart, and one digit makes another fingerprint"
    )
    func durable() async throws {
        try await withBench { bench in
            var room = try await bench.start()
            let (_, sheet) = try await room.line.found()
            await room.close()
            room = try await bench.start()
            #expect(room.officers.standing().sheet == sheet)
            #expect(try bench.book("officers").count == 7)
            #expect(PaperDigits.fits(sheet.fingerprint.uppercased(), sheet.hash))
            var officers = sheet.officers
            officers[0].name += "。"
            #expect(try OfficersSheet(officers).fingerprint != sheet.fingerprint)
        }
    }

    @Test("an invitation is good once, and for a day")
    func invitation() async throws {
        try await withBench { bench in
            let room = try await bench.start()
            let line = room.line
            let invited = try await line.ask(InviteOfficer(officer: "一"), as: .operator)
            #expect(invited.origin == "http://witness.localhost:8083")
            let offer = try await line.ask(OfficerKeyBegin(invited.code))
            var officer = SoftOfficer("一")
            officer.key.userHandle = offer.userHandle
            let made = line.made(offer, invited.code, by: officer)
            _ = try await line.ask(made)
            await #expect(throws: WitnessRefusal.expired) { _ = try await line.ask(made) }
            await #expect(throws: WitnessRefusal.expired) {
                _ = try await line.ask(OfficerKeyBegin(invited.code))
            }
            let late = try await line.ask(InviteOfficer(officer: "二"), as: .operator)
            bench.clock.advance(hours: 24)
            await #expect(throws: WitnessRefusal.expired) {
                _ = try await line.ask(OfficerKeyBegin(late.code))
            }
        }
    }

    @Test("one key is nobody else's, and a key that does not ask its person is none")
    func keys() async throws {
        try await withBench { bench in
            let room = try await bench.start()
            let line = room.line
            let first = try await line.enrol("一")
            let invited = try await line.ask(InviteOfficer(officer: "二"), as: .operator)
            let offer = try await line.ask(OfficerKeyBegin(invited.code))
            #expect(offer.others.map(\.bytes) == [first.key.credentialID])
            await #expect(throws: WitnessRefusal.notASheet) {
                _ = try await line.ask(line.made(offer, invited.code, by: first))
            }
            var careless = SoftOfficer("二")
            careless.key.flags = 0x01
            let again = try await line.ask(OfficerKeyBegin(invited.code))
            await #expect(throws: WitnessRefusal.wrongProof) {
                _ = try await line.ask(line.made(again, invited.code, by: careless))
            }
        }
    }
}

@Suite("what two officers agree to")
struct AgreeingTests {
    @Test("two raise the budget, at once and for good; one alone, twice, does not")
    func two() async throws {
        try await withBench { bench in
            var room = try await bench.start()
            var (officers, _) = try await room.line.found()
            let statement = try await room.proposed(500)
            #expect(try await room.line.judge(statement.hash, .approve, by: &officers[0]) == .waits)
            let item = try #require(room.waiting.first)
            #expect(item.agreed == ["危機管理課長 山田 一郎"])
            await #expect(throws: WitnessRefusal.notYours) {
                try await room.line.judge(statement.hash, .approve, by: &officers[0])
            }
            #expect(try room.standing().budget.aDay == 100)
            await room.close()
            room = try await bench.start()
            let state = try await room.line.judge(statement.hash, .approve, by: &officers[2])
            #expect(state == .approved)
            #expect(try room.standing().budget == NameBudget(aDay: 500, inThirtyDays: 500))
            await room.close()
            room = try await bench.start()
            #expect(try room.standing().budget.aDay == 500)
            #expect(room.waiting.isEmpty)
            await #expect(throws: WitnessRefusal.expired) {
                try await room.line.judge(statement.hash, .approve, by: &officers[1])
            }
        }
    }

    @Test("one rejection ends it")
    func rejected() async throws {
        try await withBench { bench in
            let room = try await bench.start()
            var (officers, _) = try await room.line.found()
            let statement = try await room.proposed()
            try await room.line.judge(statement.hash, .approve, by: &officers[0])
            let state = try await room.line.judge(statement.hash, .reject, by: &officers[1])
            #expect(state == .rejected)
            await #expect(throws: WitnessRefusal.expired) {
                try await room.line.judge(statement.hash, .approve, by: &officers[2])
            }
            #expect(try room.standing().budget.aDay == 100)
            let session = try await room.line.look(&officers[2])
            let board = try await room.line.ask(AskBoard(session))
            #expect(board.decided.map(\.state) == [.rejected])
            #expect(board.decided.first?.agreed == ["総務課長 鈴木 花子"])
        }
    }

    @Test("a touch is good once, for its own statement and word, and for five minutes")
    func bound() async throws {
        try await withBench { bench in
            let room = try await bench.start()
            let line = room.line
            var (officers, _) = try await line.found()
            let (one, other) = (try await room.proposed(500), try await room.proposed(900))
            let session = try await line.look(&officers[0])
            func begin(_ statement: Statement, _ verdict: Verdict) async throws -> TouchRequest {
                try await line.ask(
                    JudgeBegin(session: session, statement: statement.hash, verdict: verdict)
                )
            }
            func finish(_ number: [UInt8], _ touch: KeyTouch) async throws {
                _ = try await line.ask(JudgeFinish(session: session, number: number, touch: touch))
            }
            let (asked, another) = (
                try await begin(one, .approve), try await begin(other, .approve)
            )
            #expect(asked.keys.map(\.bytes) == [officers[0].key.credentialID])
            let strange = try officers[0].touch(another)
            await #expect(throws: WitnessRefusal.wrongProof) {
                try await finish(asked.number, strange)
            }
            // It was used up all the same.
            let late = try officers[0].touch(asked)
            await #expect(throws: WitnessRefusal.expired) { try await finish(asked.number, late) }
            let rejecting = try await begin(one, .reject)
            let turned = Approval.challenge(.approve, of: one.hash, number: rejecting.number)
            let forged = try officers[0].sign(turned)
            await #expect(throws: WitnessRefusal.wrongProof) {
                try await finish(rejecting.number, forged)
            }
            let good = try await begin(one, .approve)
            let touch = try officers[0].touch(good)
            try await finish(good.number, touch)
            await #expect(throws: WitnessRefusal.expired) { try await finish(good.number, touch) }
            let slow = try await begin(other, .approve)
            let slowTouch = try officers[0].touch(slow)
            bench.clock.advance(minutes: 5)
            await #expect(throws: WitnessRefusal.expired) {
                try await finish(slow.number, slowTouch)
            }
            #expect(room.waiting.map(\.agreed.count) == [1, 0])
        }
    }

    @Test("another's key, a stranger's, another site's and one that asks nobody prove nothing")
    func strangers() async throws {
        try await withBench { bench in
            let room = try await bench.start()
            let line = room.line
            var (officers, _) = try await line.found()
            let statement = try await room.proposed()
            let session = try await line.look(&officers[0])
            var stranger = SoftOfficer("だれか")
            stranger.key.userHandle = officers[0].key.userHandle
            var elsewhere = officers[0]
            elsewhere.key.origin = "http://office.localhost:8082"
            var careless = officers[0]
            careless.key.flags = 0x01
            for who in [officers[1], stranger, elsewhere, careless] {
                let asked = try await line.ask(
                    JudgeBegin(session: session, statement: statement.hash, verdict: .approve)
                )
                var who = who
                let touch = try who.touch(asked)
                await #expect(throws: WitnessRefusal.wrongProof) {
                    _ = try await line.ask(
                        JudgeFinish(session: session, number: asked.number, touch: touch)
                    )
                }
            }
            #expect(room.waiting.first?.agreed == [])
            #expect(try bench.book("alarm").isEmpty)
        }
    }

    @Test("a key that counts and does not go on is an alarm, and agrees to nothing")
    func clone() async throws {
        try await withBench { bench in
            let room = try await bench.start()
            var (officers, _) = try await room.line.found()
            let statement = try await room.proposed()
            var copy = officers[0]
            for _ in 0..<3 { _ = try await room.line.look(&officers[0]) }
            await #expect(throws: WitnessRefusal.wrongProof) {
                try await room.line.judge(statement.hash, .approve, by: &copy)
            }
            #expect(try bench.book("alarm").count == 1)
            #expect(bench.said.contains { $0.contains("clone") })
        }
    }

    @Test("after seven days nobody can agree any more, and what is dated ahead is not taken")
    func days() async throws {
        try await withBench { bench in
            let room = try await bench.start()
            var (officers, _) = try await room.line.found()
            let statement = try await room.proposed()
            try await room.line.judge(statement.hash, .approve, by: &officers[0])
            bench.clock.advance(hours: 24 * 7)
            #expect(room.waiting.isEmpty)
            await #expect(throws: WitnessRefusal.expired) {
                try await room.line.judge(statement.hash, .approve, by: &officers[1])
            }
            var ahead = room.budgetStatement()
            ahead.proposed = bench.clock.now.adding(days: 3)
            for statement in [statement, ahead] {
                await #expect(throws: WitnessRefusal.malformed) {
                    var anew = statement
                    anew.number = randomBytes(16)
                    _ = try await room.line.ask(Propose(anew), as: .operator)
                }
            }
        }
    }

    @Test("a witness that was set back takes no officer's word")
    func shut() async throws {
        try await withBench { bench in
            let room = try await bench.start()
            var (officers, _) = try await room.line.found()
            let statement = try await room.proposed()
            try await room.desk.enter(.note(.shut))
            await #expect(throws: WitnessRefusal.shut) {
                try await room.line.judge(statement.hash, .approve, by: &officers[0])
            }
        }
    }
}
