import Age
import Basics
import Foundation
import Storage
import TestKit
import Testing
import VaultAPI
import Witness
import WitnessAPI

@testable import Vault

@Suite("What the vault shows the witness it opens for")
struct GroundTests {
    @Test(
        "touches of a key that two officers know count for themselves, until it ends",
        arguments: TestDatabase.engines
    )
    func touches(_ engine: Engine) async throws {
        try await OfficersBench.with(engine) { bench in
            let room = bench.room
            _ = try await room.member()
            var clerk = try await room.clerk()
            let first = try await bench.used {
                let answer = try await room.tap(.find(), by: &clerk)
                #expect(answer.found != nil)
            }
            #expect(first == 1)
            try await room.vault.followOfficers()
            let statement = try await bench.waiting { $0.isStaffKey }
            #expect(statement.words.facts.contains { $0.value == clerk.handle.text })
            try await bench.agree(statement, 0, 2)
            #expect(try await bench.standing(statement) == .done)

            room.clock.pass(minutes: 24 * 60)
            clerk.token = try await room.signIn(&clerk.key).token
            let later = try await bench.used {
                let answer = try await room.tap(.find(), by: &clerk)
                #expect(answer.found != nil)
                let compared = try await room.tap(
                    .compare([.familyName: Secret("髙﨑")]),
                    by: &clerk
                )
                #expect(compared == .compared([.familyName: true], triesLeft: 2))
            }
            #expect(later == 0)
            #expect(try bench.book("opened").count { $0.contains(" touch:") } == 2)

            #expect(try await StaffStore(room.database).end(clerk.handle, at: room.now))
            for _ in 0..<2 { try await room.vault.followOfficers() }
            #expect(try bench.book("forgot").count == 1)
        }
    }

    @Test("labels of an approved job count for themselves", arguments: TestDatabase.engines)
    func labels(_ engine: Engine) async throws {
        try await OfficersBench.with(engine) { bench in
            let room = bench.room
            var keeper = try await room.shopkeeper()
            let day = Day(room.now)
            let terms = LabelJob.terms(
                shop: keeper.shop,
                dailyCap: 40,
                from: day,
                until: day.adding(days: 9)
            )
            let statement = Statement(proposed: room.now, by: "山田", content: .job(terms))
            try await bench.propose(statement)
            try await bench.agree(statement, 0, 1)
            let parcels = [try await room.parcel(), try await room.parcel()]
            let asked = try await room.ask(room.begin(parcels, keeper), from: .office)
            _ = try await room.ask(room.finish(asked, &keeper), from: .office)
            let work = try #require(try await room.nextLabels())
            let used = try await bench.used {
                let labels = try await room.carry(work)
                #expect(labels[1].people?.recipient[.familyName] != nil)
            }
            #expect(used == 0)
            let job = try #require(
                try await room.jobs.list().last { $0.ended == nil && $0.shop == keeper.shop }
            )
            #expect(job.statement == statement.hash)
            #expect(try bench.book("opened").contains { $0.contains(" job:") })
        }
    }

    @Test(
        "a ground that the witness cannot prove costs the account that all shares, and nobody waits"
    )
    func forgotten() async throws {
        try await OfficersBench.with(.sqlite) { bench in
            let room = bench.room
            _ = try await room.member()
            var clerk = try await room.clerk()
            try await room.vault.followOfficers()
            try await bench.agree(try await bench.waiting { $0.isStaffKey }, 0, 1)
            try await bench.witness.port.endKeys([clerk.key.credentialID])
            let used = try await bench.used {
                let answer = try await room.tap(.find(), by: &clerk)
                #expect(answer.found != nil)
            }
            #expect(used == 1)
            #expect(try bench.book("alarm").contains { $0.contains(" unproven ") })
        }
    }

    @Test(
        "a member who comes by its own key costs nothing, once the witness knows the key",
        arguments: TestDatabase.engines
    )
    func own(_ engine: Engine) async throws {
        try await OfficersBench.with(engine, adopting: false) { bench in
            let room = bench.room
            let member = try await room.member()
            var key = try await room.passkey(of: member.token)
            func come() async throws -> Int {
                try await bench.used {
                    let entered = try await room.ask(try await room.signIn(by: &key))
                    _ = try await room.open(member.handle, entered.token, [.phone])
                }
            }
            #expect(try await come() == 1)
            room.clock.pass(minutes: 40 * 24 * 60)
            #expect(try await come() == 0)
            #expect(try bench.book("proved").count == 2)

            let entered = try await room.ask(try await room.signIn(by: &key))
            let kept = try await room.ask(Passkeys(token: entered.token)).keys
            _ = try await room.ask(
                PasskeyRemove(token: entered.token, passkey: try #require(kept.first).id)
            )
            #expect(try bench.book("forgot").count == 1)
        }
    }

    @Test("another key than the one that was made is not taken for it")
    func other() async throws {
        try await OfficersBench.with(.sqlite) { bench in
            let clerk = try await bench.room.clerk()
            try await bench.room.vault.followOfficers()
            let made = try await bench.waiting { $0.isStaffKey }
            guard case .staffKey(var terms) = made.content else { return }
            terms.key.publicKey = SoftAuthenticator.office().coseKey
            let other = Statement(proposed: bench.room.now, by: "蔵", content: .staffKey(terms))
            try await bench.propose(other)
            try await bench.agree(other, 0, 1)
            #expect(try await bench.standing(other) == .idle)
            let keys = try await bench.room.database.read { [keys = bench.room.keys] in
                try VaultStore($0).staffKeys(of: clerk.handle, keys)
            }
            #expect(keys.map(\.isWitnessed) == [false])
        }
    }
}

extension Statement.Content {
    fileprivate var isStaffKey: Bool { if case .staffKey = self { true } else { false } }
}

extension OfficersBench {
    /// What something takes of the account that all shares.
    fileprivate func used(_ something: () async throws -> Void) async throws -> Int {
        let before = try witness.standing().used.inThirtyDays
        try await something()
        return try witness.standing().used.inThirtyDays - before
    }

    /// The witness's lines of one word.
    fileprivate func book(_ word: String) throws -> [String] {
        let path = room.folder.path + "/officers/witness/book"
        let bytes = try Data(contentsOf: URL(filePath: path))
        // Between lines stand the frames' own bytes, of which any may be.
        return bytes.split(separator: UInt8(ascii: "\n"))
            .map { String(decoding: $0, as: UTF8.self) }
            .filter { $0.hasPrefix(word + " ") }
    }
}
