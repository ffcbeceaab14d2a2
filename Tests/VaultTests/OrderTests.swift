import Basics
import Storage
import TestKit
import Testing
import VaultAPI

@testable import Vault

@Suite("The people of an order")
struct OrderTests {
    @Test(
        "placed people are not changed, claimed ones are never swept",
        arguments: TestDatabase.engines
    )
    func placed(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let order = try await room.order()
            let change = Change(
                token: order.token,
                handle: order.recipient,
                version: nil,
                fields: [.city: Secret("別の市")]
            )
            #expect(await room.refusal(change) == .alreadyPlaced)
            _ = try await room.ask(Claim(order: order.key))
            _ = try await room.ask(Claim(order: order.key))
            #expect(await room.refusal(change) == .alreadyPlaced)
            room.clock.pass(minutes: 60 * 24 * 400)
            try await room.vault.sweep(at: room.now)
            #expect(try await !room.subjectIsErased(order.orderer))
            _ = try await room.ask(Abandon(order: order.key))
            #expect(try await !room.subjectIsErased(order.orderer))
        }
    }

    @Test("what the shop has no order of is erased", arguments: TestDatabase.engines)
    func abandoned(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let order = try await room.order()
            room.clock.pass(minutes: 10)
            #expect(try await room.ask(Unclaimed(before: room.now)).orders == [order.key])
            _ = try await room.ask(Abandon(order: order.key))
            _ = try await room.ask(Abandon(order: order.key))
            #expect(try await room.ask(Unclaimed(before: room.now)).orders.isEmpty)
            #expect(try await room.subjectIsErased(order.orderer))
            #expect(try await room.subjectIsErased(order.recipient))
            #expect(await room.refusalOfOpen(order.recipient, order.token, .city) == .ended)
            #expect(await room.refusal(Claim(order: order.key)) == .erased)
            #expect(try await room.freezes().isEmpty)
        }
    }

    @Test("a second press places nothing twice, another order cannot take the same people")
    func idempotent() async throws {
        try await Strongroom.with(.sqlite) { room in
            let order = try await room.order()
            let again = Promote(
                token: order.token,
                order: order.key,
                orderer: order.orderer,
                recipients: [order.recipient],
                grants: []
            )
            let lines = try await room.lineCount()
            _ = try await room.ask(again)
            #expect(try await room.lineCount() == lines)
            var other = again
            other.order = .mint()
            #expect(await room.refusal(other) == .alreadyPlaced)
        }
    }

    @Test(
        "until the shop's commit stands, a second press may name others; who is left out ends",
        arguments: TestDatabase.engines
    )
    func promotedAnew(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let order = try await room.order()
            let other = try await room.recipient(of: order.token)
            let again = Promote(
                token: order.token,
                order: order.key,
                orderer: order.orderer,
                recipients: [other],
                grants: [.init(shop: 3, recipient: other, until: room.now.adding(days: 60))]
            )
            _ = try await room.ask(again)
            let grants = try await room.database.read { tx in
                try tx.rows("SELECT recipient FROM shop_grant").map {
                    try $0.get("recipient", as: Handle<Subject>.self)
                }
            }
            #expect(grants == [other])
            _ = try await room.ask(Claim(order: order.key))
            var late = again
            late.recipients = [order.recipient]
            late.grants = []
            _ = try await room.ask(late)
            room.clock.pass(minutes: 60 * 25)
            try await room.vault.sweep(at: room.now)
            #expect(try await room.subjectIsErased(order.recipient))
            #expect(try await !room.subjectIsErased(other))
            #expect(try await !room.subjectIsErased(order.orderer))
            #expect(try await room.freezes().isEmpty)
        }
    }

    @Test("people of somebody else cannot be placed")
    func foreign() async throws {
        try await Strongroom.with(.sqlite) { room in
            let victim = try await room.guest()
            let thief = try await room.guest()
            let promote = Promote(
                token: thief.token,
                order: .mint(),
                orderer: thief.handle,
                recipients: [victim.handle],
                grants: []
            )
            #expect(await room.refusal(promote) == .frozen)
        }
    }

    @Test("a guest sees the order again by link and code", arguments: TestDatabase.engines)
    func orderLink(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let order = try await room.order()
            let send = Send(
                idempotencyKey: "received",
                basis: .order(order.key),
                letter: .orderReceived(Sample.facts(order.key))
            )
            _ = try await room.ask(send)
            _ = try await room.ask(send)
            let letter = try #require(try await room.carry())
            guard case .letter(_, let link?, let code) = letter.content else {
                Issue.record("no link in the letter")
                return
            }
            #expect(code == nil)
            #expect(try await room.carry() == nil)
            let begun = try await room.ask(SignInBegin(way: .orderLink(link), source: "192.0.2.1"))
            let mailed = try #require(try await room.mailedCode())
            let answer = try await room.ask(
                SignInFinish(challenge: begun.challenge, proof: mailed, remember: true)
            )
            #expect(answer.order == order.key)
            #expect(answer.handle == order.orderer)
            #expect(answer.remembered == nil)
            #expect(await room.refusalOfOpen(order.recipient, answer.token, .city) == nil)
        }
    }

    @Test("without a mailbox the letter brings a code for two weeks, five tries in all")
    func letterCode() async throws {
        try await Strongroom.with(.sqlite) { room in
            var fields = Sample.orderer
            fields[.email] = nil
            let order = try await room.order(fields)
            _ = try await room.ask(
                Send(
                    idempotencyKey: "received",
                    basis: .order(order.key),
                    letter: .orderReceived(Sample.facts(order.key))
                )
            )
            let letter = try #require(try await room.carry())
            guard case .post(let postcode, _) = letter.destination,
                case .letter(_, let link?, let code?) = letter.content
            else {
                Issue.record("no letter by post with a code")
                return
            }
            #expect(postcode.revealed == "680-8571")
            room.clock.pass(minutes: 60 * 24 * 13)
            func begin() async throws -> Handle<Challenge> {
                room.clock.pass(minutes: 16)
                return try await room.ask(
                    SignInBegin(way: .orderLink(link), source: "192.0.2.1")
                ).challenge
            }
            let first = try await begin()
            let good = SignInFinish(challenge: first, proof: code, remember: false)
            #expect(try await room.ask(good).order == order.key)
            for _ in 0..<5 {
                let wrong = SignInFinish(
                    challenge: try await begin(),
                    proof: Secret("22222222"),
                    remember: false
                )
                #expect(await room.refusal(wrong) == .wrongProof)
            }
            let late = SignInFinish(challenge: try await begin(), proof: code, remember: false)
            #expect(await room.refusal(late) == .wrongProof)
        }
    }

    @Test(
        "an address-book entry becomes a recipient inside the vault",
        arguments: TestDatabase.engines
    )
    func copy(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let member = try await room.member()
            func enrol(_ kind: SubjectKind, _ fields: PersonalFields) async throws -> Handle<
                Subject
            > {
                try await room.ask(
                    Enrol(
                        idempotencyKey: kind.rawValue,
                        kind: kind,
                        fields: fields,
                        token: member.token
                    )
                ).handle
            }
            let contact = try await enrol(.contact, Sample.recipient)
            let recipient = try await enrol(.recipient, [:])
            _ = try await room.ask(
                Copy(
                    token: member.token,
                    from: contact,
                    to: recipient,
                    fields: [.familyName, .postcode, .building]
                )
            )
            let copied = try await room.open(recipient, member.token).fields
            #expect(copied[.familyName]?.revealed == "砂丘")
            #expect(copied.count == 2)
        }
    }

    @Test(
        "what was never given for the one is cleared at the other, and nothing else is",
        arguments: TestDatabase.engines
    )
    func copyOfNothing(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let member = try await room.member()
            func enrol(_ name: String, _ fields: PersonalFields) async throws -> Handle<Subject> {
                try await room.ask(
                    Enrol(
                        idempotencyKey: name,
                        kind: .recipient,
                        fields: fields,
                        token: member.token
                    )
                ).handle
            }
            let plain = try await enrol("plain", [.familyName: Secret("砂丘")])
            let words: PersonalFields = [
                .familyName: Secret("湖山"), .giftName: Secret("髙橋"), .giftMessage: Secret("母へ"),
            ]
            let other = try await enrol("other", words)
            let before = try await room.open(other, member.token)
            let changed = try await room.ask(
                Copy(
                    token: member.token,
                    from: plain,
                    to: other,
                    fields: [.giftName, .giftMessage]
                )
            )
            #expect(changed.version > before.version)
            let after = try await room.open(other, member.token).fields
            #expect(after.mapValues(\.revealed) == [.familyName: "湖山"])
            // What was destroyed is told as what was copied is: by its fields.
            var told: [LedgerEntry] = []
            for line in try await room.vault.lines.rows(from: 0, limit: 100) {
                if let entry = try await LedgerReading.open(line.entry, room.vault.months) {
                    told.append(entry)
                }
            }
            let change = try #require(told.last { $0.action == .change })
            #expect(change.fields == [.giftMessage, .giftName])
            #expect(change.subjects.count == 1)
        }
    }

    @Test(
        "who leaves is erased, with the address book; the order's people stay",
        arguments: TestDatabase.engines
    )
    func leaving(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let member = try await room.member()
            func enrol(_ kind: SubjectKind) async throws -> Handle<Subject> {
                try await room.ask(
                    Enrol(
                        idempotencyKey: kind.rawValue,
                        kind: kind,
                        fields: Sample.recipient,
                        token: member.token
                    )
                ).handle
            }
            let contact = try await enrol(.contact)
            let orderer = try await enrol(.orderer)
            let recipient = try await enrol(.recipient)
            _ = try await room.ask(
                Promote(
                    token: member.token,
                    order: .mint(),
                    orderer: orderer,
                    recipients: [recipient],
                    grants: []
                )
            )
            _ = try await room.ask(Erase(token: member.token, handle: member.handle))
            #expect(try await room.subjectIsErased(member.handle))
            #expect(try await room.subjectIsErased(contact))
            #expect(try await !room.subjectIsErased(orderer))
            #expect(try await !room.subjectIsErased(recipient))
            #expect(await room.refusal(History(token: member.token)) == .ended)
            let farewell = try #require(try await room.carry())
            guard case .letter(.memberLeft, _, _) = farewell.content,
                case .email(let address, _) = farewell.destination
            else {
                Issue.record("no farewell")
                return
            }
            #expect(address.revealed == "rikako@example.jp")
            #expect(try await room.carry() == nil)
            let waiting = try await room.database.read { try VaultStore($0).pendingErasures() }
            // The farewell's own address was told to the courier after the others.
            #expect(waiting.count == 1)
            try await room.vault.sweep(at: room.now)
            #expect(try await room.database.read { try VaultStore($0).pendingErasures() }.isEmpty)
        }
    }
}
