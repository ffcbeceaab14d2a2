import Basics
import Storage
import TestKit
import Testing
import VaultAPI

@testable import Vault

@Suite("What the courier carries")
struct LetterTests {
    private func sent(_ room: Strongroom) async throws -> Handle<OrderKey> {
        let order = try await room.order()
        _ = try await room.ask(
            Send(
                idempotencyKey: "accepted \(order.key)",
                basis: .order(order.key),
                letter: .orderAccepted(Sample.facts(order.key))
            )
        )
        return order.key
    }

    @Test(
        "an item comes again until it is told done, under the same Message-ID",
        arguments: TestDatabase.engines
    )
    func lease(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            _ = try await sent(room)
            let first = try #require(try await room.ask(NextItem(), from: .courier).item)
            #expect(first.name.revealed == "髙﨑 梨花子")
            #expect(first.messageID == "<\(first.id)@mail.example.jp>")
            let again = try #require(try await room.carry())
            #expect(again.messageID == first.messageID)
            #expect(try await room.carry() == nil)
            room.clock.pass(minutes: 3)
            #expect(try await room.ask(NextItem(), from: .courier).item == nil)
        }
    }

    @Test("a letter that an older vault kept is carried", arguments: TestDatabase.engines)
    func olderContent(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            _ = try await sent(room)
            let id = try #require(try await room.ask(NextItem(), from: .courier).item).id
            let old = Array(#"{"letterCode":{"_0":"ABCD2345","validDays":14}}"#.utf8)
            let box = try Box.seal(
                Padding.add(to: old),
                with: room.keys.notes.old,
                bound: Array("item \(id.text)".utf8)
            )
            _ = try await room.database.write {
                try $0.run("UPDATE item SET content = \(box) WHERE id = \(id)")
            }
            let item = try #require(try await room.ask(NextItem(), from: .courier).item)
            guard case .letterCode(let code, validDays: 14) = item.content else {
                Issue.record("another content")
                return
            }
            #expect(code.revealed == "ABCD2345")
        }
    }

    @Test(
        "an item that was dropped five times lets the others go before it",
        arguments: TestDatabase.engines
    )
    func dropped(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            _ = try await sent(room)
            let first = try #require(try await room.ask(NextItem(), from: .courier).item)
            _ = try await sent(room)
            for _ in 1..<Carrying.handedOutAtOnce {
                #expect(try await room.ask(NextItem(), from: .courier).item?.id == first.id)
            }
            let other = try #require(try await room.carry())
            #expect(other.id != first.id)
            #expect(try await room.carry() == nil)
            room.clock.pass(minutes: 2)
            #expect(try await room.carry()?.id == first.id)
            #expect(try await room.carry() == nil)
        }
    }

    @Test("an item that ends every courier is given up", arguments: TestDatabase.engines)
    func givenUp(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            _ = try await sent(room)
            for _ in 0..<Carrying.mostTries {
                #expect(try await room.ask(NextItem(), from: .courier).item != nil)
                room.clock.pass(minutes: 2)
            }
            #expect(try await room.ask(NextItem(), from: .courier).item == nil)
        }
    }

    @Test("what nobody can be told is swept after a week", arguments: TestDatabase.engines)
    func swept(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            _ = try await sent(room)
            let item = try #require(try await room.ask(NextItem(), from: .courier).item)
            try await room.tell(ItemDone(id: item.id, outcome: .refused))
            room.clock.pass(minutes: 24 * 60 * 6)
            try await room.vault.sweep(at: room.now)
            #expect(try await room.itemCount() == 1)
            room.clock.pass(minutes: 24 * 60 * 2)
            try await room.vault.sweep(at: room.now)
            #expect(try await room.itemCount() == 0)
        }
    }

    @Test("what is deferred waits longer each time, what is refused is not carried again")
    func deferred() async throws {
        try await Strongroom.with(.sqlite) { room in
            _ = try await sent(room)
            let item = try #require(try await room.ask(NextItem(), from: .courier).item)
            try await room.tell(ItemDone(id: item.id, outcome: .deferred))
            #expect(try await room.ask(NextItem(), from: .courier).item == nil)
            room.clock.pass(minutes: 1)
            #expect(try await room.ask(NextItem(), from: .courier).item?.id == item.id)
            try await room.tell(ItemDone(id: item.id, outcome: .refused))
            room.clock.pass(minutes: 60 * 24)
            #expect(try await room.ask(NextItem(), from: .courier).item == nil)
        }
    }

    @Test("a family's mailbox is marked so")
    func helper() async throws {
        try await Strongroom.with(.sqlite) { room in
            var fields = Sample.orderer
            fields[.emailKeeper] = Secret("ご家族")
            let order = try await room.order(fields)
            _ = try await room.ask(
                Send(
                    idempotencyKey: "k",
                    basis: .order(order.key),
                    letter: .paymentReceived(Sample.facts(order.key))
                )
            )
            let item = try #require(try await room.carry())
            guard case .email(_, let helper) = item.destination else {
                Issue.record("no mail")
                return
            }
            #expect(helper)
        }
    }

    @Test("a claim mails its letter once, with one line", arguments: TestDatabase.engines)
    func claimed(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let order = try await room.order()
            let lines = try await room.lineCount()
            let claim = Claim(order: order.key, letter: .orderReceived(Sample.facts(order.key)))
            _ = try await room.ask(claim)
            _ = try await room.ask(claim)
            #expect(try await room.lineCount() == lines + 1)
            let line = try #require(try await room.lastEntry())
            #expect(line.action == .claim && line.purpose == .correspondence)
            #expect(line.subjects.count == 1 && line.order == order.key)
            let mail = try #require(try await room.carry())
            #expect(mail.name.revealed == "髙﨑 梨花子")
            guard case .letter(.orderReceived, let link?, nil) = mail.content else {
                Issue.record("another letter")
                return
            }
            #expect(room.vault.order(of: link) == order.key)
            #expect(try await room.carry() == nil)
        }
    }

    @Test(
        "a claim's letter is of its own order, and needs a reader",
        arguments: TestDatabase.engines
    )
    func claimedForNobody(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let order = try await room.order()
            let letter = Letter.orderReceived(Sample.facts(.mint()))
            #expect(await room.refusal(Claim(order: order.key, letter: letter)) == .malformed)
            #expect(await room.refusal(Claim(order: order.key, letter: .memberLeft)) == .malformed)
            let waiting = try await room.ask(Unclaimed(before: room.now.adding(minutes: 1)))
            #expect(waiting.orders == [order.key])
            try await room.run(
                "UPDATE subject SET erased = \(room.now) WHERE handle = \(order.orderer)"
            )
            let own = Letter.orderReceived(Sample.facts(order.key))
            _ = try await room.ask(Claim(order: order.key, letter: own))
            #expect(try await room.carry() == nil)
            #expect(try await room.lastEntry()?.subjects == [])
        }
    }

    @Test("a letter about another order than its ground is refused")
    func otherOrder() async throws {
        try await Strongroom.with(.sqlite) { room in
            let order = try await room.order()
            let send = Send(
                idempotencyKey: "k",
                basis: .order(order.key),
                letter: .orderAccepted(Sample.facts(.mint()))
            )
            #expect(await room.refusal(send) == .malformed)
        }
    }

    @Test(
        "to an order's people after it was abandoned nothing goes",
        arguments: TestDatabase.engines
    )
    func abandoned(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let key = try await sent(room)
            _ = try await room.ask(Abandon(order: key))
            #expect(try await room.ask(NextItem(), from: .courier).item == nil)
        }
    }
}

extension Strongroom {
    fileprivate func lastEntry() async throws -> LedgerEntry? {
        let rows = try await vault.lines.rows(from: try await lineCount() - 1, limit: 1)
        return try await LedgerReading.open(try #require(rows.first).entry, vault.months)
    }

    fileprivate func itemCount() async throws -> Int {
        try await database.read {
            try $0.row("SELECT count(*) AS items FROM item")?.get("items") ?? 0
        }
    }
}
