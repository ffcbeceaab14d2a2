import Basics
import Foundation
import Storage
import Synchronization
import TestKit
import Testing
import VaultAPI
import WitnessAPI

@testable import Vault

@Suite("An old shop moves in")
struct ImportTests {
    private func member(
        _ number: Int,
        email: String? = nil,
        lastUsed: Int64 = 0
    ) -> ImportPersons.Person {
        var fields = Sample.orderer
        fields[.email] = email.map { Secret($0) }
        fields[.phone] = Secret("08572200\(10 + number)")
        return ImportPersons.Person(
            key: Secret("member|\(number)"),
            aliases: [Secret("to|member|\(number)|self")],
            kind: .member,
            fields: fields,
            memberNumber: Secret("\(number)"),
            lastUsed: Moment(milliseconds: lastUsed)
        )
    }

    private func contact(_ name: String, by place: Int) -> ImportPersons.Person {
        ImportPersons.Person(
            key: Secret("to|member|1|\(name)"),
            kind: .contact,
            fields: Sample.recipient,
            enteredBy: place
        )
    }

    private func take(_ room: Strongroom, _ persons: ImportPersons.Person...) async throws
        -> [ImportPersons.Known]
    {
        try await room.ask(ImportPersons(persons), from: .importer).persons
    }

    private func signIn(_ room: Strongroom, email: String) async throws -> SignInFinish.Answer? {
        let begun = try await room.ask(
            SignInBegin(way: .mailCode(email: Secret(email)), source: "192.0.2.1")
        )
        guard let code = try await room.mailedCode() else { return nil }
        return try await room.ask(
            SignInFinish(challenge: begun.challenge, proof: code, remember: false)
        )
    }

    @Test("however many come in one message, the witness is asked for their tags twice")
    func askedTogether() async throws {
        try await Strongroom.with(.sqlite) { first in
            let asked = Asked()
            let room = try await first.restarted(with: asked.port(first.witness))
            let members = (1...40).map { member($0, email: "m\($0)@example.jp") }
            let known = try await room.ask(ImportPersons(members), from: .importer).persons
            #expect(known.map(\.outcome) == members.map { _ in .created })
            // By what they are known again, and by what they are found.
            #expect(asked.counts == [80, 120])
            _ = try await room.ask(ImportPersons(members), from: .importer)
            #expect(asked.counts == [80, 120, 80])
            #expect(try await signIn(room, email: "m7@example.jp")?.handle == known[6].handle)
        }
    }

    @Test("more than one message takes are asked for in several, and none is mixed up")
    func askedInSeveral() async throws {
        try await Strongroom.with(.sqlite) { first in
            let asked = Asked()
            let room = try await first.restarted(with: asked.port(first.witness))
            let members = (1...600).map { member($0) }
            let known = try await room.ask(ImportPersons(members), from: .importer).persons
            #expect(asked.counts.prefix(2) == [1024, 176])
            let last = try await room.ask(ImportPersons([members[599]]), from: .importer).persons
            #expect(last.map(\.handle) == [known[599].handle])
        }
    }

    @Test(
        "a member signs in by mail code and reads its data and its contacts",
        arguments: TestDatabase.engines
    )
    func whole(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let known = try await take(
                room,
                member(1, email: "m1@example.jp"),
                contact("母", by: 0)
            )
            #expect(known.map(\.outcome) == [.created, .created])
            let answer = try #require(try await signIn(room, email: "M1@example.jp"))
            #expect(answer.handle == known[0].handle)
            #expect(answer.mustConfirm)
            let own = try await room.open(answer.handle, answer.token)
            #expect(own.fields[.familyName] == Sample.orderer[.familyName])
            let mother = try #require(known[1].handle)
            #expect(
                try await room.open(mother, answer.token).fields[.city] == Sample.recipient[.city]
            )
            // A day later nobody is swept away as unconfirmed.
            room.clock.pass(minutes: 60 * 48)
            try await room.vault.sweep(at: room.now)
            #expect(try await signIn(room, email: "m1@example.jp") != nil)
        }
    }

    @Test("once more changes nothing and writes no line", arguments: TestDatabase.engines)
    func twice(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let first = try await take(room, member(1, email: "m1@example.jp"), contact("母", by: 0))
            let lines = try await room.lineCount()
            let second = try await take(room, member(1, email: "x@example.jp"), contact("母", by: 0))
            #expect(second.map(\.handle) == first.map(\.handle))
            #expect(second.map(\.outcome) == [.existed, .existed])
            #expect(try await room.lineCount() == lines)
        }
    }

    @Test("with the vault's keys alone no old number can be tried", arguments: TestDatabase.engines)
    func bothKeepers(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            _ = try await take(room, member(1))
            var stranger = room.witness
            stranger.marks = { $0.map { $0.bytes.reversed() } }
            var asked = member(1)
            asked.fields = nil
            let seized = try await room.restarted(with: stranger)
            #expect(try await take(seized, asked).map(\.outcome) == [.unknown])
            #expect(try await take(room, asked).map(\.outcome) == [.existed])
        }
    }

    @Test("one line tells of all, and scope counts them as passed through the importer")
    func line() async throws {
        try await Strongroom.with(.sqlite) { room in
            let before = try await room.lineCount()
            _ = try await take(room, member(1), member(2), member(3))
            #expect(try await room.lineCount() == before + 1)
            var scope = Scope(
                from: room.now.adding(days: -1),
                to: room.now.adding(days: 1),
                process: .importer
            )
            let raw = try await room.vault.lines.rows(from: 0, limit: 100).map(\.entry)
            await room.vault.lines.take(raw, into: &scope)
            #expect(scope.passed.count == 3)
            #expect(scope.opened.isEmpty)
        }
    }

    @Test("what is asked without fields is only told", arguments: TestDatabase.engines)
    func lookup(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            var asked = member(1)
            asked.fields = nil
            var answer = try await take(room, asked, contact("母", by: 0))
            #expect(answer.map(\.outcome) == [.unknown, .unknown])
            let kept = try await take(room, member(1))
            answer = try await take(room, asked, contact("母", by: 0))
            #expect(answer.map(\.outcome) == [.existed, .created])
            #expect(answer[0].handle == kept[0].handle)
        }
    }

    @Test(
        "of several with one address the last used has it, until one has confirmed",
        arguments: TestDatabase.engines
    )
    func sharing(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let both = try await take(
                room,
                member(1, email: "we@example.jp", lastUsed: 10),
                member(2, email: "we@example.jp", lastUsed: 30)
            )
            #expect(both.map(\.outcome) == [.created, .createdWithoutMailbox])
            let third = try await take(room, member(3, email: "we@example.jp", lastUsed: 20))
            #expect(third[0].outcome == .createdWithoutMailbox)
            let answer = try #require(try await signIn(room, email: "we@example.jp"))
            #expect(answer.handle == both[1].handle)
            let fourth = try await take(room, member(4, email: "we@example.jp", lastUsed: 40))
            #expect(try await signIn(room, email: "we@example.jp")?.handle == fourth[0].handle)
            _ = try await room.ask(
                ConfirmData(
                    token: try #require(try await signIn(room, email: "we@example.jp")).token
                )
            )
            _ = try await take(room, member(5, email: "we@example.jp", lastUsed: 50))
            let last = try #require(try await signIn(room, email: "we@example.jp"))
            #expect(last.handle == fourth[0].handle)
            #expect(!last.mustConfirm)
        }
    }

    @Test("who registered here keeps its address", arguments: TestDatabase.engines)
    func registered(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let own = try await room.member(email: "we@example.jp")
            let known = try await take(room, member(1, email: "we@example.jp", lastUsed: 99))
            #expect(known[0].outcome == .createdWithoutMailbox)
            #expect(try await signIn(room, email: "we@example.jp")?.handle == own.handle)
        }
    }

    @Test("who has left is never brought back, nor anybody for it", arguments: TestDatabase.engines)
    func left(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let known = try await take(room, member(1, email: "m1@example.jp"), contact("母", by: 0))
            let answer = try #require(try await signIn(room, email: "m1@example.jp"))
            _ = try await room.ask(Erase(token: answer.token, handle: answer.handle))
            let again = try await take(
                room,
                member(1, email: "m1@example.jp"),
                contact("母", by: 0),
                contact("父", by: 0)
            )
            #expect(again[0] == ImportPersons.Known(handle: known[0].handle, outcome: .erased))
            #expect(again[1].outcome == .erased)
            #expect(again[2] == ImportPersons.Known(handle: nil, outcome: .unknown))
        }
    }

    @Test("the importer can read nothing: whatever else it asks freezes it")
    func writesOnly() async throws {
        try await Strongroom.with(.sqlite) { room in
            let own = try await room.member()
            let open = Open(
                token: own.token,
                handle: own.handle,
                fields: [.email],
                purpose: .account
            )
            #expect(await room.refusal(open, from: .importer) == .frozen)
            #expect(await room.refusal(ImportPersons([]), from: .importer) == .frozen)
        }
    }

    @Test("nobody else can bring persons in")
    func others() async throws {
        try await Strongroom.with(.sqlite) { room in
            #expect(await room.refusal(ImportPersons([member(1)]), from: .counter) == .frozen)
        }
    }

    @Test("places that are none, and too many persons, are refused")
    func malformed() async throws {
        try await Strongroom.with(.sqlite) { room in
            for persons in [[contact("母", by: 0)], [member(1), contact("母", by: -1)]] {
                #expect(await room.refusal(ImportPersons(persons), from: .importer) == .malformed)
            }
            let many = (0...ImportPersons.most).map { member($0) }
            #expect(await room.refusal(ImportPersons(many), from: .importer) == .malformed)
        }
    }

    @Test("two imports of the same persons at once keep each once", arguments: TestDatabase.engines)
    func atOnce(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let persons = (1...40).map { member($0, email: "m\($0)@example.jp") }
            let answers = try await withThrowingTaskGroup(of: [ImportPersons.Known].self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        try await room.ask(ImportPersons(persons), from: .importer).persons
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(answers.map { $0.map(\.handle) }).count == 1)
            #expect(answers.flatMap(\.self).count { $0.outcome == .created } == 40)
        }
    }

    @Test("the rows say nothing of anybody")
    func dump() async throws {
        try await Strongroom.with(.sqlite) { room in
            _ = try await take(room, member(1, email: "m1@example.jp"), contact("母", by: 0))
            for file in try await room.files() {
                for text in ["m1@example.jp", "member|1", "髙﨑", "砂丘", "0857220011"] {
                    #expect(file.range(of: Data(text.utf8)) == nil, "\(text)")
                }
            }
        }
    }
}

@Suite("A letter's code")
struct LetterCodeTests {
    private func imported(_ room: Strongroom, email: String? = nil) async throws -> Handle<Subject>
    {
        var fields = Sample.orderer
        fields[.email] = email.map { Secret($0) }
        let person = ImportPersons.Person(
            key: Secret("member|1"),
            kind: .member,
            fields: fields,
            memberNumber: Secret("120")
        )
        let answer = try await room.ask(ImportPersons([person]), from: .importer)
        return try #require(answer.persons.first?.handle)
    }

    private func begin(_ room: Strongroom, _ identifier: String) async throws -> Handle<Challenge> {
        try await room.ask(
            SignInBegin(way: .letter(identifier: Secret(identifier)), source: "192.0.2.1")
        ).challenge
    }

    @Test("goes by post, lasts days, and lets in once", arguments: TestDatabase.engines)
    func whole(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let handle = try await imported(room)
            _ = try await begin(room, "１２０")
            let item = try #require(try await room.carry())
            guard case .post = item.destination, case .letterCode(let code, _) = item.content else {
                Issue.record("not a letter by post")
                return
            }
            room.clock.pass(minutes: 60 * 24 * 5)
            // By telephone just as well; no second letter goes out within a week.
            let challenge = try await begin(room, "0857-22-8111")
            #expect(try await room.carry() == nil)
            let finish = SignInFinish(challenge: challenge, proof: code, remember: false)
            let answer = try await room.ask(finish)
            #expect(answer.handle == handle)
            #expect(answer.mustConfirm)
            room.clock.pass(minutes: 10)
            let second = SignInFinish(
                challenge: try await begin(room, "120"),
                proof: code,
                remember: false
            )
            #expect(await room.refusal(second) == .wrongProof)
        }
    }

    @Test("who has a mailbox gets no letter, and nobody gets none, with the same answer")
    func others() async throws {
        try await Strongroom.with(.sqlite) { room in
            _ = try await imported(room, email: "m1@example.jp")
            for identifier in ["120", "121", "0857228111", "x"] {
                let challenge = try await begin(room, identifier)
                #expect(try await room.carry() == nil)
                let finish = SignInFinish(
                    challenge: challenge,
                    proof: Secret("23456789"),
                    remember: false
                )
                #expect(await room.refusal(finish) == .wrongProof)
            }
        }
    }

    @Test("after too many wrong tries the code is dead")
    func tries() async throws {
        try await Strongroom.with(.sqlite) { room in
            _ = try await imported(room)
            _ = try await begin(room, "120")
            guard case .letterCode(let code, _) = try await room.carry()?.content else { return }
            for _ in 0..<LetterCodes.tries {
                room.clock.pass(minutes: 90)
                let wrong = SignInFinish(
                    challenge: try await begin(room, "120"),
                    proof: Secret("22222222"),
                    remember: false
                )
                #expect(await room.refusal(wrong) == .wrongProof)
            }
            room.clock.pass(minutes: 90)
            let right = SignInFinish(
                challenge: try await begin(room, "120"),
                proof: code,
                remember: false
            )
            #expect(await room.refusal(right) == .wrongProof)
        }
    }
}

/// Hears how many marks the witness is asked for at a time.
private final class Asked: Sendable {
    private let heard = Mutex<[Int]>([])

    var counts: [Int] { heard.withLock { $0 } }

    func port(_ witness: Witness) -> Witness {
        var port = witness
        port.marks = { inputs in
            self.heard.withLock { $0.append(inputs.count) }
            return try await witness.marks(inputs)
        }
        return port
    }
}
