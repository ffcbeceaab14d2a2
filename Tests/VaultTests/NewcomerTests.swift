import Basics
import Foundation
import Storage
import TestKit
import Testing
import VaultAPI
import WitnessAPI

@testable import Vault

@Suite("Registering while the witness is away")
struct NewcomerTests {
    private static let phrase = "梨とかにと温泉まんじゅうと砂の美術館"

    /// A vault on a new database, and the word that its witness is away.
    private func with(
        _ engine: Engine,
        _ test: (Strongroom, Absence) async throws -> Void
    ) async throws {
        try await Strongroom.with(engine) { first in
            let absence = Absence()
            try await test(try await first.restarted(with: absence.port(first.witness)), absence)
        }
    }

    private func begin(_ room: Strongroom, _ email: String = "rikako@example.jp") async throws
        -> Handle<Challenge>
    {
        var fields = Sample.orderer
        fields[.email] = Secret(email)
        return try await room.ask(
            RegisterBegin(
                idempotencyKey: UUID().uuidString,
                fields: fields,
                password: Secret(Self.phrase),
                source: "192.0.2.1"
            )
        ).challenge
    }

    private func finish(_ room: Strongroom, _ challenge: Handle<Challenge>) async throws
        -> SignInFinish.Answer
    {
        let code = try #require(try await room.mailedCode())
        return try await room.ask(
            SignInFinish(challenge: challenge, proof: code, remember: false)
        )
    }

    @Test(
        "codes go first, but every second mail is the one that has waited longest",
        arguments: TestDatabase.engines
    )
    func share(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            _ = try await room.member()
            while try await room.carry() != nil {}
            for _ in 0..<2 {
                let way = SignInBegin.Way.mailCode(email: Secret("rikako@example.jp"))
                _ = try await room.ask(SignInBegin(way: way, source: "192.0.2.9"))
                room.clock.pass(seconds: 1)
            }
            for number in 0..<4 { _ = try await begin(room, "new\(number)@example.jp") }
            var codes: [Bool] = []
            while let item = try await room.carry() {
                if case .registrationCode = item.content {
                    codes.append(true)
                } else {
                    codes.append(false)
                }
            }
            // The member's own code went last.
            #expect(codes == [false, true, false, true, true, true])
        }
    }

    /// Who signs in by password; nil where nobody is found.
    private func found(_ room: Strongroom, _ email: String = "rikako@example.jp") async throws
        -> Handle<Subject>?
    {
        let way = SignInBegin.Way.password(email: Secret(email))
        let challenge = try await room.ask(SignInBegin(way: way, source: "192.0.2.9")).challenge
        let finish = SignInFinish(
            challenge: challenge,
            proof: Secret(Self.phrase),
            remember: false
        )
        do { return try await room.ask(finish).handle } catch VaultRefusal.wrongProof { return nil }
    }

    private func waiting(_ room: Strongroom) async throws -> Int {
        try await room.database.read { try $0.rows("SELECT subject FROM newcomer").count }
    }

    @Test(
        "away at the beginning, at the end, or at both: the member is there, and found when it is back",
        arguments: TestDatabase.engines,
        [[true, false], [false, true], [true, true]]
    )
    func away(_ engine: Engine, _ away: [Bool]) async throws {
        try await with(engine) { room, absence in
            absence.refusal = away[0] ? .unavailable : nil
            let challenge = try await begin(room)
            absence.refusal = away[1] ? .unavailable : nil
            let member = try await finish(room, challenge)
            #expect(member.isFindable == !away[1])
            // It orders by what it types, whoever is away.
            let recipient = try await room.recipient(of: member.token)
            #expect(try await room.vault.settle() == !away[1])
            absence.refusal = nil
            #expect(try await room.vault.settle())
            #expect(try await waiting(room) == 0)
            #expect(try await found(room) == member.handle)
            #expect(await room.refusalOfOpen(recipient, member.token, .city) == nil)
            #expect(try await room.freezes().isEmpty)
        }
    }

    @Test("a vault that is started while the witness is away registers, too")
    func started() async throws {
        try await Strongroom.with(.sqlite) { first in
            _ = try await first.order()
            let absence = Absence()
            absence.refusal = .unavailable
            let room = try await first.restarted(with: absence.port(first.witness))
            let member = try await finish(room, try await begin(room, "new@example.jp"))
            #expect(!member.isFindable)
            absence.refusal = nil
            #expect(try await room.vault.settle())
            #expect(try await found(room, "new@example.jp") == member.handle)
        }
    }

    @Test("its code goes before letters that cannot be opened, and no letter is given up for that")
    func codesFirst() async throws {
        try await with(.sqlite) { room, absence in
            let order = try await room.order()
            let letter = Letter.orderReceived(Sample.facts(order.key))
            _ = try await room.ask(Claim(order: order.key, letter: letter))
            absence.refusal = .unavailable
            for _ in 0..<100 {
                #expect(await room.refusal(NextItem(after: nil), from: .courier) == .sealed)
                room.clock.pass(minutes: 1)
            }
            _ = try await finish(room, try await begin(room))
            absence.refusal = nil
            guard case .letter = try #require(try await room.carry()).content else {
                Issue.record("another item")
                return
            }
        }
    }

    @Test("who signs in elsewhere meanwhile is told to wait, member or not")
    func signingIn() async throws {
        try await with(.sqlite) { room, absence in
            _ = try await room.member(password: Self.phrase)
            absence.refusal = .unavailable
            for email in ["rikako@example.jp", "nobody@example.jp"] {
                for way in [
                    SignInBegin.Way.mailCode(email: Secret(email)), .password(email: Secret(email)),
                ] {
                    let begin = SignInBegin(way: way, source: "192.0.2.7")
                    #expect(await room.refusal(begin) == .sealed)
                }
            }
        }
    }

    @Test(
        "an address that turns out to be a member's: the newcomer goes, its order stays, the member is told",
        arguments: TestDatabase.engines,
        [false, true]
    )
    func duplicate(_ engine: Engine, _ hasOrdered: Bool) async throws {
        try await with(engine) { room, absence in
            let member = try await room.member(password: Self.phrase)
            let challenge = try await begin(room)
            absence.refusal = .unavailable
            let newcomer = try await finish(room, challenge)
            let order = hasOrdered ? try await placed(room, newcomer.token) : nil
            absence.refusal = nil
            #expect(try await room.vault.settle())
            #expect(try await waiting(room) == 0)
            #expect(try await room.lastActions(2) == [.send, .turnAway])
            let told = try #require(try await room.carry())
            guard case .alreadyRegistered = told.content,
                case .email(let address, _) = told.destination
            else {
                Issue.record("another letter")
                return
            }
            #expect(address.revealed == "rikako@example.jp")
            #expect(await room.refusalOfOpen(newcomer.handle, newcomer.token, .city) != nil)
            #expect(try await found(room) == member.handle)
            guard let order else { return }
            let letter = Letter.orderReceived(Sample.facts(order.key))
            _ = try await room.ask(Claim(order: order.key, letter: letter))
            let item = try #require(try await room.carry())
            guard case .letter = item.content else {
                Issue.record("another item")
                return
            }
        }
    }

    /// An order of a member, by a draft of its own.
    private func placed(_ room: Strongroom, _ token: Token) async throws -> (
        key: Handle<OrderKey>, orderer: Handle<Subject>
    ) {
        let enrol = { (kind: SubjectKind, fields: PersonalFields) in
            Enrol(idempotencyKey: UUID().uuidString, kind: kind, fields: fields, token: token)
        }
        let orderer = try await room.ask(enrol(.orderer, Sample.orderer)).handle
        let recipient = try await room.ask(enrol(.recipient, Sample.recipient)).handle
        let key = Handle<OrderKey>.mint()
        _ = try await room.ask(
            Promote(
                token: token,
                order: key,
                orderer: orderer,
                recipients: [recipient],
                grants: []
            )
        )
        return (key, orderer)
    }

    @Test(
        "two who came with one address meanwhile: the first stays",
        arguments: TestDatabase.engines
    )
    func two(_ engine: Engine) async throws {
        try await with(engine) { room, absence in
            absence.refusal = .unavailable
            let first = try await finish(room, try await begin(room))
            room.clock.pass(minutes: 1)
            let second = try await finish(room, try await begin(room))
            absence.refusal = nil
            #expect(try await room.vault.settle())
            #expect(try await found(room) == first.handle)
            #expect(await room.refusalOfOpen(second.handle, second.token, .city) != nil)
        }
    }

    @Test("killed between the mark and the row, it is marked by the vault that comes after")
    func killed() async throws {
        try await with(.sqlite) { room, absence in
            absence.refusal = .unavailable
            let member = try await finish(room, try await begin(room))
            absence.refusal = nil
            // The marks that the one before had asked for, and not written.
            let inputs = try await room.database.read { try VaultStore($0).unmarked() }
                .map { try room.vault.inputs(of: $0) }
            _ = try await room.witness.mark(.init(kind: .email, bytes: inputs[0].email))
            let after = try await room.restarted(with: room.witness)
            #expect(try await waiting(after) == 0)
            #expect(try await found(after) == member.handle)
        }
    }

    @Test(
        "until it can be found, nothing is set that would find it",
        arguments: TestDatabase.engines
    )
    func notYet(_ engine: Engine) async throws {
        try await with(engine) { room, absence in
            absence.refusal = .unavailable
            let member = try await finish(room, try await begin(room))
            absence.refusal = nil
            let token = member.token
            let email = EmailBegin(token: token, email: Secret("other@example.jp"))
            #expect(await room.refusal(email) == .sealed)
            let password = SetCredential(token: token, change: .noPassword)
            #expect(await room.refusal(password) == .sealed)
            #expect(try await room.vault.settle())
            #expect(await room.refusal(email) == nil)
        }
    }

    @Test("nothing in the rows of who waits can be read, and nothing stays of who gave up")
    func unreadable() async throws {
        try await with(.sqlite) { room, absence in
            absence.refusal = .unavailable
            let challenge = try await begin(room)
            let code = try #require(try await room.mailedCode())
            try await expectUnreadable(room, code)
            let finish = SignInFinish(challenge: challenge, proof: code, remember: false)
            _ = try await room.ask(finish)
            _ = try await begin(room, "gave-up@example.jp")
            try await expectUnreadable(room, code)
            let boxes = try await room.database.read {
                try $0.rows("SELECT mailbox FROM newcomer WHERE confirmed IS NOT NULL")
                    .map { try $0.get("mailbox", as: [UInt8]?.self) }
            }
            #expect(boxes == [nil], "once confirmed, no mailbox is kept")
            room.clock.pass(minutes: 31)
            try await room.vault.sweep(at: room.now)
            #expect(try await waiting(room) == 1)
        }
    }

    private func expectUnreadable(_ room: Strongroom, _ code: Secret<String>) async throws {
        let typed = Sample.orderer.values.map(\.revealed) + [Self.phrase, code.revealed]
        for file in try await room.files() {
            for text in typed { #expect(file.range(of: Data(text.utf8)) == nil, "\(text)") }
        }
    }

    @Test("a row that was touched stops nobody else")
    func touched() async throws {
        try await with(.sqlite) { room, absence in
            absence.refusal = .unavailable
            let first = try await finish(room, try await begin(room, "first@example.jp"))
            room.clock.pass(minutes: 1)
            let second = try await finish(room, try await begin(room, "second@example.jp"))
            let handle = first.handle
            try await room.run(
                """
                UPDATE newcomer SET inputs = (
                    SELECT inputs FROM newcomer WHERE subject <> \(handle)) WHERE subject = \(handle)
                """
            )
            absence.refusal = nil
            #expect(try await room.vault.settle())
            #expect(try await found(room, "second@example.jp") == second.handle)
            #expect(try await found(room, "first@example.jp") == nil)
        }
    }
}

extension Strongroom {
    /// What the newest lines tell.
    func lastActions(_ count: Int) async throws -> [LedgerEntry.Action] {
        let end = try await lineCount()
        var actions: [LedgerEntry.Action] = []
        for line in try await vault.lines.rows(from: end - count, limit: count) {
            actions.append(
                try #require(try await LedgerReading.open(line.entry, vault.months)).action
            )
        }
        return actions
    }
}
