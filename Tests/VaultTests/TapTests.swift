import Basics
import Storage
import TestKit
import Testing
import VaultAPI
import WitnessAPI

@testable import Vault

@Suite("One touch, one answer")
struct TapTests {
    @Test(
        "a touch finds and answers; before it nobody is looked for",
        arguments: TestDatabase.engines
    )
    func find(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let member = try await room.member()
            var clerk = try await room.clerk()
            let lines = try await room.lineCount()
            let known = try await room.begin(.find(), by: clerk)
            let unknown = try await room.begin(.find(.phone(Secret("0857-00-0000"))), by: clerk)
            #expect(known.keys == unknown.keys)
            #expect(known.challenge.count == unknown.challenge.count)
            #expect(try await room.lineCount() == lines)
            let answer = try await room.tap(.find(), by: &clerk)
            let found = try #require(answer.found)
            #expect(found.handle == member.handle && found.kind == .member)
            #expect(found.fields[.familyName]?.revealed == "髙﨑")
            #expect(found.fields.count == 2)
            let line = try #require(try await room.entries().last)
            #expect(line.action == .tap && line.caller == .office && line.role == .clerk)
            #expect(line.caseNumber == TapStatement.number && line.purpose == .orderInquiry)
            #expect(line.source == Clerk.source && line.subjects.count == 1)
            // What was typed passed through the office too.
            #expect(Set(line.fields) == [.familyName, .givenName, .phone])
        }
    }

    @Test("by mail, member's number and order; nobody, and several")
    func keys() async throws {
        try await Strongroom.with(.sqlite) { room in
            let member = try await room.member()
            _ = try await room.member(email: "hahaoya@example.jp")
            let order = try await room.order()
            _ = try await room.ask(Claim(order: order.key))
            var clerk = try await room.clerk()
            let mail = TapStatement.find(.email(Secret("Rikako@EXAMPLE.jp")))
            #expect(try await room.tap(mail, by: &clerk).found?.handle == member.handle)
            let ordered = try await room.tap(.find(.order(order.key)), by: &clerk)
            #expect(ordered.found?.handle == order.orderer && ordered.found?.kind == .orderer)
            #expect(try await room.tap(.find(), by: &clerk) == .several(2))
            for nobody: TapStatement.Ask in [
                .phone(Secret("0857-99-9999")), .phone(Secret("12")),
                .email(Secret("nobody@example.jp")), .memberNumber(Secret("7")), .order(.mint()),
            ] {
                #expect(try await room.tap(.find(nobody), by: &clerk) == .nobody)
            }
            let misses = try await room.entries().suffix(6)
            #expect(misses.allSatisfy { $0.action == .tap && $0.subjects.isEmpty })
        }
    }

    @Test("a touch is good once, in its session, for five minutes", arguments: TestDatabase.engines)
    func once(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            _ = try await room.member()
            var clerk = try await room.clerk()
            let asked = try await room.begin(.find(), by: clerk)
            let finish = room.finish(asked, try clerk.key.answer(asked), by: clerk)
            _ = try await room.ask(finish, from: .office)
            #expect(await room.refusal(finish, from: .office) == .expired)
            let late = try await room.begin(.find(), by: clerk)
            room.clock.pass(minutes: 5)
            let tooLate = room.finish(late, try clerk.key.answer(late), by: clerk)
            #expect(await room.refusal(tooLate, from: .office) == .expired)
            // Another tab, signed in anew.
            let begun = try await room.begin(.find(), by: clerk)
            var other = clerk
            other.token = try await room.signIn(&other.key).token
            let elsewhere = room.finish(begun, try other.key.answer(begun), by: other)
            #expect(await room.refusal(elsewhere, from: .office) == .expired)
            #expect(try await room.freezes().isEmpty)
        }
    }

    @Test(
        "an answer to another question, another's key, or no key opens nothing and freezes nobody"
    )
    func hostile() async throws {
        try await Strongroom.with(.sqlite) { room in
            _ = try await room.member()
            var clerk = try await room.clerk()
            var colleague = try await room.clerk()
            let lines = try await room.lineCount()
            let first = try await room.begin(.find(), by: clerk)
            let second = try await room.begin(.find(.email(Secret("rikako@example.jp"))), by: clerk)
            let swapped = room.finish(second, try clerk.key.answer(first), by: clerk)
            #expect(await room.refusal(swapped, from: .office) == .wrongProof)
            colleague.key.userHandle = clerk.key.userHandle
            let others = room.finish(first, try colleague.key.answer(first), by: clerk)
            #expect(await room.refusal(others, from: .office) == .wrongProof)
            let third = try await room.begin(.find(), by: clerk)
            var unverified = clerk.key
            unverified.flags = 0x01
            let weak = room.finish(third, try unverified.answer(third), by: clerk)
            #expect(await room.refusal(weak, from: .office) == .wrongProof)
            let fourth = try await room.begin(.find(), by: clerk)
            let empty = KeyAssertion(
                key: CredentialID([]),
                clientDataJSON: [],
                authenticatorData: [],
                signature: [],
                userHandle: nil
            )
            let nothing = room.finish(fourth, empty, by: clerk)
            #expect(await room.refusal(nothing, from: .office) == .wrongProof)
            let entries = try await room.entries().dropFirst(lines)
            #expect(entries.map(\.action) == Array(repeating: .staffSignInFailed, count: 4))
            #expect(try await room.freezes().isEmpty)
        }
    }

    @Test("the statement is bound into the challenge: a row that was changed opens nothing")
    func bound() async throws {
        try await Strongroom.with(.sqlite) { room in
            _ = try await room.member()
            var clerk = try await room.clerk()
            let asked = try await room.begin(.find(), by: clerk)
            let other = try await room.begin(.find(.email(Secret("rikako@example.jp"))), by: clerk)
            try await room.run(
                """
                UPDATE staff_ceremony SET statement =
                    (SELECT statement FROM staff_ceremony AS o WHERE o.id = \(other.ceremony))
                WHERE id = \(asked.ceremony)
                """
            )
            let finish = room.finish(asked, try clerk.key.answer(asked), by: clerk)
            #expect(await room.refusal(finish, from: .office) == .unavailable)
        }
    }

    @Test("whom a touch found can be asked for again in that case, and nobody else")
    func reach() async throws {
        try await Strongroom.with(.sqlite) { room in
            let member = try await room.member()
            var clerk = try await room.clerk()
            _ = try await room.tap(.find(), by: &clerk)
            let again = TapStatement.find(.subject(member.handle), fields: [.city])
            let more = try await room.tap(again, by: &clerk)
            #expect(more.found?.fields[.city]?.revealed == "鳥取市幸町")
            let otherCase = TapStatement.find(.subject(member.handle), in: .mint())
            await #expect(throws: VaultRefusal.frozen) {
                try await room.begin(otherCase, by: clerk)
            }
            #expect(try await room.freezes().map(\.reason) == ["outOfReach"])
            #expect(try await room.freezes()[0].target.hasPrefix("token:"))
            var colleague = try await room.clerk()
            await #expect(throws: VaultRefusal.frozen) {
                try await room.tap(.find(.subject(member.handle)), by: &colleague)
            }
        }
    }

    @Test("an order's recipient is one of that order's, or the token is frozen")
    func recipients() async throws {
        try await Strongroom.with(.sqlite) { room in
            let order = try await room.order()
            let other = try await room.order()
            _ = try await room.ask(Claim(order: order.key))
            var clerk = try await room.clerk()
            let recipient = TapStatement.find(.recipient(order.key, order.recipient))
            #expect(try await room.tap(recipient, by: &clerk).found?.kind == .recipient)
            let foreign = TapStatement.find(.recipient(order.key, other.recipient))
            #expect(try await room.tapRefusal(foreign, by: &clerk) == .frozen)
        }
    }

    @Test("only the customer centre touches for callers", arguments: StaffRole.allCases)
    func roles(_ role: StaffRole) async throws {
        try await Strongroom.with(.sqlite) { room in
            _ = try await room.member()
            var staff = try await room.clerk(role)
            let refusal = try await room.tapRefusal(.find(), by: &staff)
            #expect(refusal == (role == .clerk ? nil : .frozen))
        }
    }

    @Test("what no page of the office asks is malformed")
    func malformed() async throws {
        try await Strongroom.with(.sqlite) { room in
            var clerk = try await room.clerk()
            var statements = [
                TapStatement.find(fields: []), .find(fields: [.label]),
                .find(fields: [.phone, .phone]), .compare([:]),
                .find(.phone(Secret(""))),
                .find(.email(Secret(String(repeating: "a", count: 255)))),
                .compare([.familyName: Secret("")]), .compare([.birthDate: Secret("1950-01-01")]),
            ]
            statements.append(.find())
            statements[8].purpose = .account
            for statement in statements {
                #expect(try await room.tapRefusal(statement, by: &clerk) == .malformed)
            }
            #expect(try await room.freezes().isEmpty)
        }
    }

    @Test("照合 answers same or different, however it is spelt", arguments: TestDatabase.engines)
    func compare(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            _ = try await room.member()
            var clerk = try await room.clerk()
            let typed: PersonalFields = [
                .familyName: Secret("高崎"), .givenName: Secret("りかこ"),
                .phone: Secret("0857(22)8111"), .postcode: Secret("6808571"),
                .email: Secret("RIKAKO@example.jp"), .street: Secret("71番地"),
                .company: Secret("なし"),
            ]
            let answer = try await room.tap(.compare(typed), by: &clerk)
            let same: [PersonalField: Bool] = [
                .familyName: true, .givenName: false, .phone: true, .postcode: true, .email: true,
                .street: true, .company: false,
            ]
            #expect(answer == .compared(same, triesLeft: 2))
            let line = try #require(try await room.entries().last)
            #expect(line.action == .compare && line.fields.contains(.street))
        }
    }

    @Test("three comparisons a case and person, whoever makes them")
    func threeTries() async throws {
        try await Strongroom.with(.sqlite) { room in
            _ = try await room.member()
            var clerks = [try await room.clerk(), try await room.clerk()]
            let wrong = TapStatement.compare([.familyName: Secret("砂丘")])
            for turn in 0..<3 {
                let answer = try await room.tap(wrong, by: &clerks[turn % 2])
                #expect(answer == .compared([.familyName: false], triesLeft: 2 - turn))
            }
            #expect(try await room.tapRefusal(wrong, by: &clerks[0]) == .tooMany)
            let right = TapStatement.compare([.familyName: Secret("髙﨑")])
            #expect(try await room.tapRefusal(right, by: &clerks[1]) == .tooMany)
            var another = right
            another.caseNumber = .mint()
            #expect(try await room.tapRefusal(another, by: &clerks[1]) == nil)
            // What was compared is not told: it cannot be asked for by its handle.
            #expect(
                try await room.tap(
                    .compare([.city: Secret("x")], .email(Secret("n@example.jp"))),
                    by: &clerks[0]
                ) == .nobody
            )
        }
    }

    @Test("a burst of look-ups ends, found or not, and a restart refills nothing")
    func burst() async throws {
        var limits = LimitPlan.city
        limits.lookUps = [.init(persons: 4, seconds: 3600)]
        try await Strongroom.with(.sqlite, limits: limits) { room in
            _ = try await room.member()
            var clerk = try await room.clerk()
            for turn in 0..<4 {
                let miss = TapStatement.find(.memberNumber(Secret("\(turn)")))
                #expect(try await room.tapRefusal(turn == 0 ? .find() : miss, by: &clerk) == nil)
            }
            #expect(try await room.tapRefusal(.find(), by: &clerk) == .tooMany)
            let again = try await room.restarted()
            #expect(try await again.tapRefusal(.find(), by: &clerk) == .tooMany)
            var colleague = try await again.clerk()
            #expect(try await again.tapRefusal(.find(), by: &colleague) == nil)
            again.clock.pass(minutes: 61)
            #expect(try await again.tapRefusal(.find(), by: &clerk) == nil)
            #expect(try await again.freezes().isEmpty)
        }
    }

    @Test(
        "the person sees who looked, why, and under which number",
        arguments: TestDatabase.engines
    )
    func history(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let member = try await room.member()
            var clerk = try await room.clerk()
            _ = try await room.tap(.find(), by: &clerk)
            _ = try await room.tap(.compare([.street: Secret("x")]), by: &clerk)
            let lines = try await room.ask(History(token: member.token)).lines
            let seen = try #require(lines.first { $0.actor == .staff(.clerk) && !$0.isComparison })
            #expect(seen.purpose == .orderInquiry && seen.caseNumber == TapStatement.number)
            #expect(Set(seen.fields) == [.familyName, .givenName, .phone])
            let compared = try #require(lines.first { $0.isComparison })
            #expect(compared.caseNumber == TapStatement.number)
            var scope = Scope(
                from: room.now.adding(days: -1),
                to: room.now.adding(days: 1),
                process: .office
            )
            await room.vault.lines.take(
                try await LineStore(room.database).lines(from: 0, limit: 1000).map(\.entry),
                into: &scope
            )
            let name = try await room.ledgerName(of: member.handle)
            let person = try #require(scope.persons.first { $0.ledgerName == name })
            #expect(person.opened.contains(.familyName) && person.passed.contains(.street))
        }
    }

    @Test("while the witness is away a touch is refused, and says nothing of anybody")
    func away() async throws {
        try await Strongroom.with(.sqlite) { room in
            _ = try await room.member()
            var clerk = try await room.clerk()
            var witness = room.witness
            witness.marks = { _ in throw WitnessRefusal.unavailable }
            let alone = try await room.restarted(with: witness)
            #expect(try await alone.tapRefusal(.find(), by: &clerk) == .sealed)
        }
    }

    @Test("a December of clumsy clerks freezes nobody")
    func clumsy() async throws {
        try await Strongroom.with(.sqlite) { room in
            let member = try await room.member()
            var clerk = try await room.clerk()
            for _ in 0..<24 {
                clerk.token = try await room.signIn(&clerk.key).token
                let number = CaseNumber.mint()
                let asked = try await room.begin(.find(in: number), by: clerk)
                // Touched twice, Back, and the old page's touch again.
                let finish = room.finish(asked, try clerk.key.answer(asked), by: clerk)
                _ = try await room.ask(finish, from: .office)
                #expect(await room.refusal(finish, from: .office) == .expired)
                // Begun and let go; the old tab of yesterday.
                _ = try await room.begin(.find(in: number), by: clerk)
                let more = TapStatement.find(.subject(member.handle), in: number)
                #expect(try await room.tapRefusal(more, by: &clerk) == nil)
                let yesterday = clerk
                room.clock.pass(minutes: 24 * 60)
                try await room.vault.sweep(at: room.now)
                #expect(await room.refusal(finish, from: .office) == .expired)
                await #expect(throws: VaultRefusal.expired) {
                    try await room.begin(more, by: yesterday)
                }
            }
            #expect(try await room.freezes().isEmpty)
        }
    }
}
