import Basics
import Foundation
import Storage
import TestKit
import Testing
import VaultAPI
import Wire

@testable import Vault

@Suite("What was once good is never an attack")
struct KindnessTests {
    @Test(
        "years after, what was erased is still told from an attack",
        arguments: TestDatabase.engines
    )
    func longErased(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let member = try await room.member()
            let contact = try await room.ask(
                Enrol(
                    idempotencyKey: "contact",
                    kind: .contact,
                    fields: Sample.recipient,
                    token: member.token
                )
            ).handle
            let guest = try await room.guest()
            _ = try await room.ask(Erase(token: member.token, handle: contact))
            for _ in 0..<3 {
                room.clock.pass(minutes: 60 * 24 * 401)
                try await room.vault.sweep(at: room.now)
            }
            let begun = try await room.ask(
                SignInBegin(
                    way: .mailCode(email: Secret("rikako@example.jp")),
                    source: "192.0.2.1"
                )
            )
            let code = try #require(try await room.mailedCode())
            let again = try await room.ask(
                SignInFinish(challenge: begun.challenge, proof: code, remember: false)
            )
            #expect(await room.refusalOfOpen(contact, again.token, .city) == .erased)
            #expect(try await room.freezes().isEmpty)
            // A guest's draft, which nobody can name any more, leaves nothing.
            let row = try await room.database.read { try VaultStore($0).subject(guest.handle) }
            #expect(row == nil)
        }
    }

    @Test("an expired token", arguments: TestDatabase.engines)
    func expired(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let guest = try await room.guest()
            room.clock.pass(minutes: 121)
            #expect(await room.refusalOfOpen(guest.handle, guest.token, .city) == .expired)
            #expect(try await room.freezes().isEmpty)
        }
    }

    @Test("a token that was ended, even twice", arguments: TestDatabase.engines)
    func ended(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let guest = try await room.guest()
            _ = try await room.ask(End(token: guest.token))
            _ = try await room.ask(End(token: guest.token))
            #expect(await room.refusalOfOpen(guest.handle, guest.token, .city) == .ended)
            #expect(try await room.freezes().isEmpty)
        }
    }

    @Test("a token whose row is gone", arguments: TestDatabase.engines)
    func rowGone(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let guest = try await room.guest()
            try await room.run("DELETE FROM token")
            #expect(await room.refusalOfOpen(guest.handle, guest.token, .city) == .ended)
            #expect(try await room.freezes().isEmpty)
        }
    }

    @Test("somebody erased in between", arguments: TestDatabase.engines)
    func erased(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let guest = try await room.guest()
            let recipient = try await room.recipient(of: guest.token)
            _ = try await room.ask(Erase(token: guest.token, handle: recipient))
            _ = try await room.ask(Erase(token: guest.token, handle: recipient))
            #expect(await room.refusalOfOpen(recipient, guest.token, .city) == .erased)
            #expect(try await room.freezes().isEmpty)
        }
    }

    @Test("a draft whose day is over", arguments: TestDatabase.engines)
    func draftOver(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let guest = try await room.guest()
            let order = try await room.order()
            room.clock.pass(minutes: 24 * 60 + 1)
            try await room.vault.sweep(at: room.now)
            #expect(await room.refusalOfOpen(guest.handle, guest.token, .city) == .expired)
            #expect(try await room.subjectIsErased(guest.handle))
            #expect(try await !room.subjectIsErased(order.recipient))
            #expect(try await room.freezes().isEmpty)
        }
    }

    @Test("the same enrolment twice is one person, with a token that works")
    func sameKey() async throws {
        try await Strongroom.with(.sqlite) { room in
            let enrol = Enrol(idempotencyKey: "k", kind: .orderer, fields: Sample.orderer)
            let first = try await room.ask(enrol)
            let second = try await room.ask(enrol)
            #expect(first.handle == second.handle)
            let token = try #require(second.token)
            #expect(await room.refusalOfOpen(first.handle, token, .city) == nil)
        }
    }

    @Test("who goes back and corrects the form is not answered as before")
    func otherFields() async throws {
        try await Strongroom.with(.sqlite) { room in
            let first = try await room.ask(
                Enrol(idempotencyKey: "k", kind: .orderer, fields: Sample.orderer)
            )
            let other = try await room.ask(
                Enrol(idempotencyKey: "k", kind: .orderer, fields: Sample.recipient)
            )
            #expect(other.handle != first.handle)
            #expect(try await room.freezes().isEmpty)
        }
    }

    @Test(
        "a field too long, or with a null in it",
        arguments: ["\0", String(repeating: "あ", count: 201)]
    )
    func malformed(_ text: String) async throws {
        try await Strongroom.with(.sqlite) { room in
            let enrol = Enrol(
                idempotencyKey: "k",
                kind: .orderer,
                fields: [.city: Secret(text)]
            )
            #expect(await room.refusal(enrol) == .malformed)
            let freezes = try await room.freezes()
            #expect(freezes.isEmpty)
        }
    }

    @Test("a remembered browser sees nothing personal", arguments: TestDatabase.engines)
    func remembered(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let member = try await room.member()
            let begun = try await room.ask(
                SignInBegin(
                    way: .mailCode(email: Secret("RIKAKO@example.jp")),
                    source: "192.0.2.1"
                )
            )
            let code = try #require(try await room.mailedCode())
            let answer = try await room.ask(
                SignInFinish(challenge: begun.challenge, proof: code, remember: true)
            )
            let remembered = try #require(answer.remembered)
            #expect(await room.refusalOfOpen(member.handle, remembered, .city) == .needsFreshCode)
            #expect(await room.refusal(History(token: remembered)) == .needsFreshCode)
            #expect(await room.refusal(Erase(token: remembered, handle: member.handle)) != nil)
            let lines = try await room.lineCount()
            #expect(await room.refusal(CheckSession(token: remembered)) == nil)
            #expect(await room.refusal(CheckSession(token: answer.token)) == nil)
            #expect(try await room.lineCount() == lines)
            room.clock.pass(minutes: 12 * 60)
            #expect(await room.refusal(CheckSession(token: answer.token)) == .expired)
            _ = try await room.ask(End(token: remembered))
            #expect(await room.refusal(CheckSession(token: remembered)) == .ended)
            #expect(try await room.freezes().isEmpty)
        }
    }

    @Test("clumsy people freeze nobody, all December long")
    func december() async throws {
        try await Strongroom.with(.sqlite) { room in
            for day in 0..<24 {
                let guest = try await room.guest()
                let recipient = try await room.recipient(of: guest.token)
                let key = Handle<OrderKey>.mint()
                let promote = Promote(
                    token: guest.token,
                    order: key,
                    orderer: guest.handle,
                    recipients: [recipient],
                    grants: []
                )
                // Back and forth in an old tab, then pressed twice, then changed from the old tab.
                _ = try await room.open(recipient, guest.token)
                _ = try await room.ask(promote)
                _ = try await room.ask(promote)
                let late = Change(
                    token: guest.token,
                    handle: recipient,
                    version: 1,
                    fields: [.city: Secret("古い市")]
                )
                #expect(await room.refusal(late) == .alreadyPlaced)
                _ = await room.refusal(Erase(token: guest.token, handle: recipient))
                if day.isMultiple(of: 2) { _ = try await room.ask(Claim(order: key)) }
                // The restored phone of the day before.
                room.clock.pass(minutes: 24 * 60)
                #expect(await room.refusalOfOpen(recipient, guest.token, .city) == .expired)
                #expect(try await room.ask(promote) == Done())
                #expect(await room.refusal(End(token: guest.token)) == nil)
                let garbage = SignInBegin(
                    way: .orderLink(Secret("古いリンク")),
                    source: "192.0.2.\(day)"
                )
                let begun = try await room.ask(garbage)
                let guess = SignInFinish(
                    challenge: begun.challenge,
                    proof: Secret("あてずっぽう"),
                    remember: true
                )
                #expect(await room.refusal(guess) == .wrongProof)
                try await room.vault.sweep(at: room.now)
            }
            #expect(try await room.freezes().isEmpty)
            #expect(try await room.alarms().isEmpty)
        }
    }

    @Test("clumsy members with passkeys freeze nobody, all December long")
    func decemberOfPasskeys() async throws {
        try await Strongroom.with(.sqlite) { room in
            let member = try await room.member()
            var key = try await room.passkey(of: member.token)
            while try await room.carry() != nil {}
            for _ in 0..<24 {
                // Pressed twice, Back, and pressed again when the page is old.
                let press = try await room.signIn(by: &key)
                let token = try await room.ask(press).token
                #expect(try await room.ask(press).token == token)
                room.clock.pass(minutes: 6)
                #expect(await room.refusal(press) == .expired)
                // Two tabs: what the key said in one is brought by the other.
                let (tab, other) = (
                    try await room.signIn(by: &key), try await room.beginByPasskey()
                )
                let crossed = SignInFinish(
                    challenge: other.challenge,
                    proof: tab.proof,
                    remember: false
                )
                #expect(await room.refusal(crossed) == .wrongProof)
                #expect(await room.refusal(tab) == nil)
                // A key that was never made here, or was taken away: a restored telephone.
                var unknown = SoftAuthenticator(
                    relyingParty: key.relyingParty,
                    origin: key.origin
                )
                unknown.userHandle = key.userHandle
                #expect(try await room.refusalOfSignIn(by: &unknown) == .wrongProof)
                // Who answers the next morning, in a session of the day before.
                let late = try await room.signIn(by: &key)
                room.clock.pass(minutes: 24 * 60)
                #expect(await room.refusal(late) == .expired)
                #expect(await room.refusalOfOpen(member.handle, token, .city) == .expired)
                #expect(await room.refusal(PasskeyOffer(token: token, source: "::1")) == .expired)
                #expect(await room.refusal(End(token: token)) == nil)
                try await room.vault.sweep(at: room.now)
            }
            #expect(try await room.freezes().isEmpty)
            #expect(try await room.alarms().isEmpty)
        }
    }

    @Test("clumsy clerks freeze nobody, all December long")
    func decemberOfClerks() async throws {
        try await Strongroom.with(.sqlite) { room in
            _ = try await room.member()
            var clerk = try await room.clerk()
            var colleague = try await room.clerk()
            for _ in 0..<24 {
                clerk.token = try await room.signIn(&clerk.key).token
                colleague.token = try await room.signIn(&colleague.key).token
                // Two tabs; the first's touch answers in the second, and is pressed twice, and Back.
                let first = try await room.begin(.find(), by: clerk)
                let second = try await room.begin(.find(.email(Secret("X@example.jp"))), by: clerk)
                let touch = try clerk.key.answer(first)
                let crossed = room.finish(second, touch, by: clerk)
                #expect(await room.refusal(crossed, from: .office) == .wrongProof)
                let finish = room.finish(first, touch, by: clerk)
                #expect(await room.refusal(finish, from: .office) == nil)
                #expect(await room.refusal(finish, from: .office) == .expired)
                // The neighbour's key is nearer.
                let third = try await room.begin(.find(), by: clerk)
                let others = room.finish(third, try colleague.key.answer(third), by: clerk)
                #expect(await room.refusal(others, from: .office) == .wrongProof)
                // Signed in anew in another tab, and gone on with in the old one.
                var anew = clerk
                anew.token = try await room.signIn(&clerk.key).token
                let fourth = try await room.begin(.find(), by: clerk)
                let elsewhere = room.finish(fourth, try clerk.key.answer(fourth), by: anew)
                #expect(await room.refusal(elsewhere, from: .office) == .expired)
                // Lunch: the page waits, the key is touched afterwards.
                let fifth = try await room.begin(.find(), by: clerk)
                let lunch = room.finish(fifth, try clerk.key.answer(fifth), by: clerk)
                room.clock.pass(minutes: 45)
                #expect(await room.refusal(lunch, from: .office) == .expired)
                // The clock of the clerk's computer is wrong; nothing of it is in any message. Home: the
                // session is over, twice ended, and used next morning.
                _ = try await room.ask(End(token: anew.token), from: .office)
                _ = try await room.ask(End(token: anew.token), from: .office)
                room.clock.pass(minutes: 23 * 60 + 15)
                let morning = TapBegin(
                    token: clerk.token,
                    statement: .find(),
                    source: Clerk.source
                )
                #expect(await room.refusal(morning, from: .office) == .expired)
                try await room.vault.sweep(at: room.now)
            }
            #expect(try await room.freezes().isEmpty)
            #expect(try await room.alarms().isEmpty)
        }
    }
}

extension Strongroom {
    func subjectIsErased(_ handle: Handle<Subject>) async throws -> Bool {
        try await database.read { try VaultStore($0).subject(handle)?.erased != nil }
    }
}
