import Basics
import Foundation
import Officers
import Storage
import TestKit
import Testing
import VaultAPI
import Wire
import WitnessAPI

@testable import Vault

@Suite("What two officers agree to, in the vault")
struct OfficersTests {
    @Test("two lift a freeze, with a line, once", arguments: TestDatabase.engines)
    func lift(_ engine: Engine) async throws {
        try await OfficersBench.with(engine) { bench in
            let freeze = try await bench.freezeCounter()
            let statement = bench.lift(freeze)
            try await bench.propose(statement)
            #expect(try await bench.standing(statement) == .waits)
            try await bench.agree(statement, 0)
            #expect(try await bench.isFrozen)
            try await bench.agree(statement, 2)
            #expect(try await !bench.isFrozen)
            #expect(try await bench.room.freezes().first?.liftedBy == "officers 1, 3")
            #expect(try await bench.standing(statement) == .done)
            #expect(try await bench.room.entries().filter { $0.action == .officers }.count == 1)
            // The same touches lift no other freeze of the same caller.
            let again = try await bench.freezeCounter()
            #expect(again.id != freeze.id)
            try await bench.room.vault.followOfficers()
            let decisions = try await bench.line.ask(AskDecisions(from: 0), as: .vault).decisions
            let liar = try await bench.lying(decisions + decisions + decisions)
            try await liar.vault.followOfficers()
            #expect(try await bench.isFrozen)
        }
    }

    @Test("what the witness tells is believed in nothing", arguments: TestDatabase.engines)
    func lies(_ engine: Engine) async throws {
        try await OfficersBench.with(engine) { bench in
            let freeze = try await bench.freezeCounter()
            let statement = bench.lift(freeze)
            try await bench.propose(statement)
            let other = bench.lift(freeze)
            try await bench.propose(other)
            var officers = bench.officers
            func approval(
                _ place: Int,
                _ hash: [UInt8],
                as number: Int? = nil,
                _ verdict: Verdict = .approve
            )
                throws -> Approval
            {
                officers[place].key.signCount += 1
                let nonce = randomBytes(32)
                let challenge = Approval.challenge(.approve, of: hash, number: nonce)
                return Approval(
                    officer: number ?? place + 1,
                    verdict: verdict,
                    number: nonce,
                    touch: try officers[place].sign(challenge),
                    at: bench.room.now
                )
            }
            let hash = statement.hash
            let good = try approval(0, hash)
            var stranger = SoftOfficer("だれか")
            stranger.key.userHandle = officers[1].key.userHandle
            let foreign = Approval(
                officer: 2,
                verdict: .approve,
                number: good.number,
                touch: try stranger.sign(
                    Approval.challenge(.approve, of: hash, number: good.number)
                ),
                at: bench.room.now
            )
            var renumbered = try approval(1, hash)
            renumbered.number = randomBytes(32)
            let lies: [[Approval]] = [
                [], [good], [good, good],
                [good, try approval(0, hash)],
                // One officer's second touch under another's number.
                [good, try approval(0, hash, as: 2)],
                [good, try approval(1, other.hash)], [good, foreign], [good, renumbered],
                [good, try approval(1, hash, .reject)],
            ]
            let room = try await bench.lying(
                lies.map { Decision(statement: statement, approvals: $0) }
            )
            for _ in lies { try await room.vault.followOfficers() }
            #expect(try await bench.isFrozen)
            let alarm = try await room.alarms().first { $0.facts.kind == .falseDecision }
            #expect(alarm?.facts.count == lies.count)
            // The statement altered under true touches.
            let genuine = [good, try approval(1, hash)]
            var altered = statement
            altered.by = "佐藤"
            let second = try await bench.lying([Decision(statement: altered, approvals: genuine)])
            try await bench.room.run("DELETE FROM vault_state WHERE name = 'officers-decisions'")
            try await second.vault.followOfficers()
            #expect(try await bench.isFrozen)
            let third = try await bench.lying([Decision(statement: statement, approvals: genuine)])
            try await bench.room.run("DELETE FROM vault_state WHERE name = 'officers-decisions'")
            try await third.vault.followOfficers()
            #expect(try await !bench.isFrozen)
        }
    }

    @Test("a freeze that is not as it was described stays", arguments: TestDatabase.engines)
    func described(_ engine: Engine) async throws {
        try await OfficersBench.with(engine) { bench in
            let freeze = try await bench.freezeCounter()
            let statement = bench.lift(freeze, target: "token:harmless")
            try await bench.propose(statement)
            try await bench.agree(statement, 0, 1)
            #expect(try await bench.isFrozen)
            #expect(try await bench.standing(statement) == .idle)
        }
    }

    @Test("what is heard of too late is not done, and untold it waits for the witness")
    func late() async throws {
        try await OfficersBench.with(.sqlite) { bench in
            let freeze = try await bench.freezeCounter()
            let statement = bench.lift(freeze)
            try await bench.store.propose(statement)
            #expect(try await bench.standing(statement) == .untold)
            try await bench.room.vault.followOfficers()
            for place in [0, 1] {
                try await bench.line.judge(statement.hash, .approve, by: &bench.officers[place])
            }
            bench.room.clock.pass(minutes: 7 * 24 * 60)
            try await bench.room.vault.followOfficers()
            #expect(try await bench.isFrozen)
            #expect(try await bench.standing(statement) == .over)
        }
    }

    @Test("the vault follows a handover by itself; who has left lifts nothing, who came does")
    func handover() async throws {
        try await OfficersBench.with(.sqlite) { bench in
            let freeze = try await bench.freezeCounter()
            var comes = try await bench.line.enrol("総務課長 高橋 恵", leaves: 2)
            let waiting = try await bench.line.ask(AskOfficers(), as: .vault).waiting
            let hash = try #require(waiting.first).hash
            for place in [0, 2] {
                try await bench.line.judge(hash, .approve, by: &bench.officers[place])
            }
            // Away for longer than a statement waits.
            bench.room.clock.pass(minutes: 20 * 24 * 60)
            try await bench.room.vault.followOfficers()
            #expect(try await bench.store.sheet()?.officers.map(\.number) == [1, 3, 4])
            let statement = bench.lift(freeze)
            try await bench.propose(statement)
            let nonce = randomBytes(32)
            let challenge = Approval.challenge(.approve, of: statement.hash, number: nonce)
            let gone = [0, 1].map { place in
                (place + 1, try? bench.officers[place].sign(challenge))
            }
            let approvals = try gone.map { number, touch in
                Approval(
                    officer: number,
                    verdict: .approve,
                    number: nonce,
                    touch: try #require(touch),
                    at: bench.room.now
                )
            }
            let real = try await bench.line.ask(AskDecisions(from: 0), as: .vault).decisions
            let forged = Decision(statement: statement, approvals: approvals)
            let liar = try await bench.lying(real + [forged])
            try await liar.vault.followOfficers()
            #expect(try await bench.isFrozen)
            try await bench.line.judge(statement.hash, .approve, by: &bench.officers[0])
            try await bench.line.judge(statement.hash, .approve, by: &comes)
            try await bench.room.run(
                "UPDATE vault_state SET value = 1 WHERE name = 'officers-decisions'"
            )
            try await bench.room.vault.followOfficers()
            #expect(try await !bench.isFrozen)
        }
    }

    @Test("they are adopted once; their sheet lies shut, and an altered one counts for nothing")
    func adoption() async throws {
        try await OfficersBench.with(.sqlite, adopting: false) { bench in
            let store = bench.store
            #expect(try await !OfficerStore.isAdopted(bench.room.database))
            try await bench.adopt()
            #expect(try await store.sheet() == bench.sheet)
            #expect(try await !store.adopt(bench.sheet, decisions: 0, at: bench.room.now))
            let rows = try await bench.room.database.read {
                try $0.rows("SELECT sheet FROM officer_sheet").map {
                    try $0.get("sheet", as: [UInt8].self)
                }
            }
            #expect(Data(rows[0]).range(of: Data("山田".utf8)) == nil)
            try await bench.room.run(
                "UPDATE officer_sheet SET sheet = \(Array(rows[0].dropLast()))"
            )
            await #expect(throws: SheetFault.damaged) { _ = try await store.sheet() }
        }
    }
}

@Suite("Staff who has lost every key")
struct StaffRecoveryTests {
    @Test(
        "makes a new one once two officers agree; all older ones end",
        arguments: TestDatabase.engines
    )
    func recovery(_ engine: Engine) async throws {
        try await OfficersBench.with(engine) { bench in
            var clerk = try await bench.room.clerk()
            let found = try await StaffStore(bench.room.database).recover(
                clerk.handle,
                by: "山田",
                keys: bench.room.keys,
                at: bench.room.now
            )
            let recovery = try #require(found)
            let code = recovery.code
            #expect(recovery.waits)
            var key = SoftAuthenticator.office()
            await #expect(throws: VaultRefusal.wrongProof) {
                _ = try await bench.room.enrol(code, with: &key)
            }
            try await bench.room.vault.followOfficers()
            let statement = try await bench.waiting {
                if case .recoverStaff = $0 { true } else { false }
            }
            #expect(statement.words.facts.contains { $0.value == clerk.handle.text })
            try await bench.agree(statement, 0, 1)
            let entry = try await bench.room.enrol(code, with: &key)
            #expect(entry.role == .clerk && entry.keys == 1)
            await #expect(throws: VaultRefusal.wrongProof) {
                _ = try await bench.room.signIn(&clerk.key)
            }
            let old = StaffSession(token: clerk.token, source: Clerk.source)
            #expect(await bench.room.refusal(old, from: .office) == .ended)
            _ = try await bench.room.signIn(&key)
            // Good once.
            var third = SoftAuthenticator.office()
            await #expect(throws: VaultRefusal.wrongProof) {
                _ = try await bench.room.enrol(code, with: &third)
            }
            let actions = try await bench.room.entries().map(\.action)
            #expect(actions.contains(.staffRecover))
        }
    }

    @Test("two who agree to one link agree to no other, and nobody is recovered who was ended")
    func bound() async throws {
        try await OfficersBench.with(.sqlite) { bench in
            let clerk = try await bench.room.clerk()
            let staff = StaffStore(bench.room.database)
            func recover() async throws -> Secret<String> {
                let found = try await staff.recover(
                    clerk.handle,
                    by: "山田",
                    keys: bench.room.keys,
                    at: bench.room.now
                )
                return try #require(found).code
            }
            _ = try await recover()
            let other = try await recover()
            let statements = try await bench.store.statements(at: bench.room.now)
            let code = StaffStore.code(other, bench.room.keys)
            let first = try #require(
                statements.map(\.0).first { statement in
                    if case .recoverStaff(let recovery) = statement.content {
                        recovery.invitation != code
                    } else {
                        false
                    }
                }
            )
            try await bench.room.vault.followOfficers()
            try await bench.agree(first, 0, 1)
            var key = SoftAuthenticator.office()
            await #expect(throws: VaultRefusal.wrongProof) {
                _ = try await bench.room.enrol(other, with: &key)
            }
            #expect(try await staff.end(clerk.handle, at: bench.room.now))
            let gone = try await staff.recover(
                clerk.handle,
                by: "山田",
                keys: bench.room.keys,
                at: bench.room.now
            )
            #expect(gone?.waits == nil)
        }
    }

    @Test("without officers nobody else has to agree")
    func alone() async throws {
        try await OfficersBench.with(.sqlite, adopting: false) { bench in
            let clerk = try await bench.room.clerk()
            let found = try await StaffStore(bench.room.database).recover(
                clerk.handle,
                by: "山田",
                keys: bench.room.keys,
                at: bench.room.now
            )
            let recovery = try #require(found)
            #expect(!recovery.waits)
            let code = recovery.code
            var key = SoftAuthenticator.office()
            _ = try await bench.room.enrol(code, with: &key)
        }
    }
}
