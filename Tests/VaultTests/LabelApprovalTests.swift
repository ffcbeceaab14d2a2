import Age
import Basics
import Storage
import TestKit
import Testing
import VaultAPI
import WitnessAPI

@testable import Vault

@Suite("What two officers agree to for a shop")
struct LabelApprovalTests {
    private let key = ReceiverSecret().receiver

    private func statement(_ content: Statement.Content, _ bench: OfficersBench) -> Statement {
        Statement(proposed: bench.room.now, by: "山田", content: content)
    }

    @Test("is its key and its job, once, and stands from then on", arguments: TestDatabase.engines)
    func agreed(_ engine: Engine) async throws {
        try await OfficersBench.with(engine) { bench in
            let day = Day(bench.room.now)
            let terms = LabelJob.terms(shop: 3, dailyCap: 40, from: day, until: day.adding(days: 9))
            let contents: [Statement.Content] = [
                .registerReceiver(.init(shop: 3, key: key.description)), .job(terms),
            ]
            let statements = contents.map { statement($0, bench) }
            for statement in statements {
                #expect(statement.isSound)
                try await bench.propose(statement)
                try await bench.agree(statement, 0)
            }
            #expect(try await bench.room.jobs.list().isEmpty)
            for statement in statements {
                try await bench.agree(statement, 2)
                #expect(try await bench.standing(statement) == .done)
            }
            let job = try #require(try await bench.room.jobs.list().first)
            #expect(job.shop == 3 && job.dailyCap == 40 && job.agreed == 2)
            #expect(job.by == "officers 1, 3" && job.ended == nil)
            #expect(try await bench.room.vault.jobsWithoutAgreement() == 0)
            let receivers = ReceiverStore(bench.room.database, keys: bench.room.keys)
            #expect(try await receivers.list().map(\.key) == [key])

            // Told again, the same decision brings nothing back that was ended since.
            #expect(try await bench.room.jobs.end(shop: 3, at: bench.room.now))
            let decisions = try await bench.line.ask(AskDecisions(from: 0), as: .vault).decisions
            let liar = try await bench.lying(decisions + decisions)
            try await liar.vault.followOfficers()
            #expect(try await bench.room.jobs.list().allSatisfy { $0.ended != nil })
        }
    }

    @Test("in other words than ours is nothing")
    func otherWords() throws {
        let day = try #require(Day("2026-12-08"))
        let terms = LabelJob.terms(shop: 3, dailyCap: 40, from: day, until: day)
        func job(_ change: (inout JobTerms) -> Void) -> LabelJob? {
            var changed = terms
            change(&changed)
            return LabelJob(
                changed,
                by: "officers",
                agreed: 2,
                statement: [],
                since: Moment(milliseconds: 0)
            )
        }
        #expect(job { _ in }?.shop == 3)
        #expect(job { $0.title = "加盟店4の送り状" } == nil)
        #expect(job { $0.audience = "みなさま" } == nil)
        #expect(job { $0.sink = "だれでも" } == nil)
        #expect(job { $0.template = [1] } == nil)
        #expect(job { $0.dailyCap += 1 } == nil)
    }
}
