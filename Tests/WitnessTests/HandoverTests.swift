import Basics
import TestKit
import Testing
import Wire
import WitnessAPI

@testable import Witness

@Suite("one officer leaves, one comes")
struct HandoverTests {
    @Test(
        "two others agree; who has left can neither look nor agree, and their word no longer counts"
    )
    func handover() async throws {
        try await withBench { bench in
            let room = try await bench.start()
            let line = room.line
            var (officers, sheet) = try await line.found()
            let pending = try await room.proposed()
            try await line.judge(pending.hash, .approve, by: &officers[1])
            let open = try await line.look(&officers[1])
            var comes = try await line.enrol("総務課長 高橋 恵", leaves: 2)
            let statement = try #require(room.waiting.last)
            #expect(statement.words.title == "責任者が交代する")
            #expect(!statement.isVaults)
            await #expect(throws: WitnessRefusal.wrongProof) { _ = try await line.look(&comes) }
            // Who leaves has no say in it.
            for verdict in Verdict.allCases {
                await #expect(throws: WitnessRefusal.notYours) {
                    try await line.judge(statement.hash, verdict, by: &officers[1])
                }
            }
            try await line.judge(statement.hash, .approve, by: &officers[0])
            #expect(try await line.judge(statement.hash, .approve, by: &officers[2]) == .approved)
            let now = try #require(room.officers.standing().sheet)
            #expect(now.officers.map(\.number) == [1, 3, 4])
            #expect(now.fingerprint != sheet.fingerprint)
            await #expect(throws: WitnessRefusal.wrongProof) {
                _ = try await line.look(&officers[1])
            }
            await #expect(throws: WitnessRefusal.expired) { _ = try await line.ask(AskBoard(open)) }
            // Of the two that agreed to what waits one has left: a third is wanted.
            #expect(try await line.judge(pending.hash, .approve, by: &officers[0]) == .waits)
            #expect(try await line.judge(pending.hash, .approve, by: &comes) == .approved)
            let decisions = try await line.ask(AskDecisions(from: 0), as: .vault)
            #expect(decisions.decisions.last?.approvals.map(\.officer) == [1, 4])
        }
    }

    @Test("an officer who has lost every key comes in their own place")
    func ownPlace() async throws {
        try await withBench { bench in
            let room = try await bench.start()
            let line = room.line
            var (officers, _) = try await line.found()
            var anew = try await line.enrol(officers[1].name, leaves: 2)
            let statement = try #require(room.waiting.last)
            try await line.judge(statement.hash, .approve, by: &officers[0])
            try await line.judge(statement.hash, .approve, by: &officers[2])
            _ = try await line.look(&anew)
            #expect(room.officers.standing().sheet?.officers.map(\.number) == [1, 3, 4])
        }
    }

    @Test("nobody comes in nobody's place, nor beside one of their name")
    func places() async throws {
        try await withBench { bench in
            let room = try await bench.start()
            let line = room.line
            let (officers, _) = try await line.found()
            await #expect(throws: WitnessRefusal.notASheet) {
                _ = try await line.enrol("だれか", leaves: 9)
            }
            await #expect(throws: WitnessRefusal.notASheet) {
                _ = try await line.enrol(officers[0].name, leaves: 2)
            }
            #expect(room.waiting.isEmpty)
        }
    }

    @Test("of two who come in one place one does")
    func race() async throws {
        try await withBench { bench in
            let room = try await bench.start()
            let line = room.line
            var (officers, _) = try await line.found()
            _ = try await line.enrol("甲", leaves: 2)
            _ = try await line.enrol("乙", leaves: 2)
            let hashes = room.waiting.map(\.hash)
            for place in [0, 2] { try await line.judge(hashes[0], .approve, by: &officers[place]) }
            await #expect(throws: WitnessRefusal.expired) {
                try await line.judge(hashes[1], .approve, by: &officers[0])
            }
        }
    }
}

@Suite("who may say what about officers")
struct OfficerCallerTests {
    private static let number = [UInt8](repeating: 1, count: 32)
    private static let session = OfficerSession(Secret("nobody"))

    /// Whether something is heard at all: refused or answered, but not as a message of somebody else's.
    private func isHeard(
        _ message: some WitnessMessage,
        _ line: OfficersLine,
        _ caller: WitnessCaller
    )
        async -> Bool
    {
        do {
            _ = try await line.ask(message, as: caller)
            return true
        } catch {
            return !(error is PackingFault)
        }
    }

    @Test("the page asks for touches alone; it proposes, invites and founds nothing")
    func page() async throws {
        try await withBench { bench in
            let room = try await bench.start()
            let line = room.line
            for caller in [WitnessCaller.page, .vault, .standby] {
                #expect(await !isHeard(InviteOfficer(officer: "一"), line, caller))
                #expect(await !isHeard(FoundOfficers(), line, caller))
            }
            #expect(await !isHeard(Propose(room.budgetStatement()), line, .page))
            #expect(await !isHeard(AskOfficers(), line, .page))
            #expect(await !isHeard(AskDecisions(from: 0), line, .page))
            for caller in [WitnessCaller.vault, .operator, .standby] {
                #expect(await !isHeard(LookBegin(), line, caller))
                #expect(await !isHeard(AskBoard(Self.session), line, caller))
            }
            #expect(await isHeard(AskBoard(Self.session), line, .page))
        }
    }

    @Test("through the witness's door the page reaches nothing of anybody's")
    func door() async throws {
        try await withBench { bench in
            let room = try await bench.start()
            let forged = Flag()
            let door = try room.port.door(
                room.operations,
                forged: { _ in forged.value = true },
                failed: { _, _ in }
            )
            let messages: [(String, [UInt8])] = [
                (OpenHalves.name, Packer.pack(OpenHalves(leaf: 1, halves: [], basis: .unproven))),
                (MarkInputs.name, Packer.pack(MarkInputs([]))),
                (EraseNames.name, Packer.pack(EraseNames(names: [], leaf: 1))),
                (AskStanding.name, []), (MakeEpoch.name, []), (AskTail.name, Packer.pack(0)),
                (LookBegin.name, [1]), (JudgeFinish.name, Array(repeating: 0, count: 40)),
            ]
            for (name, payload) in messages {
                forged.value = false
                let answer = await door.answer(.page, name, payload)
                #expect(answer == .failure(.malformed), "\(name)")
                #expect(forged.value, "\(name)")
            }
            #expect(await door.answer(.page, LookBegin.name, []) == .failure(.noOfficers))
        }
    }

    @Test("bytes of any kind by the page's line are refused, and the witness goes on")
    func noise() async throws {
        try await withBench { bench in
            let room = try await bench.start()
            var (officers, _) = try await room.line.found()
            let door = try room.port.door(
                room.operations,
                forged: { _ in },
                failed: { name, error in
                    Issue.record("\(name): \(error)")
                }
            )
            let names = [
                LookBegin.name, LookFinish.name, AskBoard.name, EndLook.name, JudgeBegin.name,
                JudgeFinish.name, OfficerKeyBegin.name, OfficerKeyFinish.name, "unknown",
            ]
            for round in 0..<2000 {
                var bytes = randomBytes(Int.random(in: 0...200))
                // Lengths that could be true lead further in.
                if round % 2 == 0, bytes.count > 16 {
                    for place in 0..<7 { bytes[place] = 0 }
                    bytes[7] = UInt8.random(in: 0...40)
                }
                _ = await door.answer(.page, names[round % names.count], bytes)
            }
            _ = try await room.line.look(&officers[0])
            #expect(room.waiting.isEmpty)
        }
    }

    @Test("the vault proposes what is done there, the operator what is done at the witness")
    func proposing() async throws {
        try await withBench { bench in
            let room = try await bench.start()
            let line = room.line
            let (_, sheet) = try await line.found()
            let lift = Statement(
                proposed: bench.clock.now,
                by: "山田",
                content: .liftFreeze(
                    FrozenCaller(
                        freeze: "f",
                        target: "process:counter",
                        reason: "outOfReach",
                        since: bench.clock.now
                    )
                )
            )
            let handover = Statement(
                proposed: bench.clock.now,
                by: "山田",
                content: .handover(
                    Handover(
                        leaves: 1,
                        comes: Officer(number: 9, name: "だれか", keys: sheet.officers[0].keys)
                    )
                )
            )
            for (statement, caller) in [
                (lift, WitnessCaller.operator), (room.budgetStatement(), .vault),
                (handover, .vault), (handover, .operator),
            ] {
                await #expect(throws: WitnessRefusal.malformed) {
                    _ = try await line.ask(Propose(statement), as: caller)
                }
            }
            _ = try await line.ask(Propose(lift), as: .vault)
            _ = try await line.ask(Propose(lift), as: .vault)
            #expect(room.waiting.count == 1)
            #expect(room.waiting.first?.words.facts.first?.value.contains("窓口") == true)
        }
    }

    @Test("fifty wait at most, and strangers' ceremonies push out no officer's")
    func flood() async throws {
        try await withBench { bench in
            let room = try await bench.start()
            var (officers, _) = try await room.line.found()
            let first = try await room.proposed()
            let session = try await room.line.look(&officers[0])
            let asked = try await room.line.ask(
                JudgeBegin(session: session, statement: first.hash, verdict: .approve)
            )
            for _ in 0..<2000 { _ = try await room.line.ask(LookBegin()) }
            let touch = try officers[0].touch(asked)
            _ = try await room.line.ask(
                JudgeFinish(session: session, number: asked.number, touch: touch)
            )
            for _ in 1..<50 { _ = try await room.proposed() }
            await #expect(throws: WitnessRefusal.tooMany) { _ = try await room.proposed() }
        }
    }
}
