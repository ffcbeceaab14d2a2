import Basics
import HTTPTypes
import Logging
import Ordering
import Storage
import Testing
import VaultAPI
import Web

@Suite("An order seen again", .serialized)
struct OrderJourneyTests {
    /// Places an order and comes back to it in another browser, by link and code.
    private func returning(
        _ town: Town,
        _ counts: [(goods: Int, count: Int)]
    ) async throws -> (order: Order, browser: Browser) {
        let customer = Customer(town)
        let checkout = try await customer.confirm(counts)
        try await customer.place(checkout)
        let order = try #require(try await town.shop.orders.orders(in: nil, limit: 1).first)
        let later = Customer(town).counter
        try await later.get("/order-links/\(order.key)")
        let begun = try await later.post("/order-links", ["link": order.key.text])
        let codePath = try #require(begun.location)
        try await later.get(codePath)
        let entered = try await later.post(codePath, ["code": PlayedVault.code])
        #expect(entered.location == "/orders/\(order.number)")
        return (order, later)
    }

    @Test("a guest sees the order again by link and code, never by its number alone")
    func linkAndCode() async throws {
        try await Town.with { town in
            let (order, later) = try await returning(town, [(1, 2)])
            let page = try await later.get("/orders/\(order.number)")
            #expect(page.status == .ok)
            #expect(page.text.contains("髙橋 花子"))
            let stranger = Customer(town).counter
            let refused = try await stranger.get("/orders/\(order.number)")
            let unknown = try await stranger.get("/orders/1111-2222-3333")
            #expect(refused.status == .notFound)
            #expect(unknown.status == .notFound)
            #expect(!refused.text.contains("髙橋"))
        }
    }

    @Test("another customer's order is the same 404 for somebody who is signed in")
    func foreign() async throws {
        try await Town.with { town in
            let (first, _) = try await returning(town, [(1, 1)])
            try await town.shop.placing.accept(first.key, at: Sample.noon)
            town.clock.advance(hours: 1)
            let (_, other) = try await returning(town, [(2, 1)])
            #expect(try await other.get("/orders/\(first.number)").status == .notFound)
            try await other.get("/order-codes/\(Handle<Challenge>.mint())")
            let cancelled = try await other.post("/orders/\(first.number)/cancellation")
            #expect(cancelled.status == .notFound)
        }
    }

    @Test("a wrong code is told beside its field")
    func wrongCode() async throws {
        try await Town.with { town in
            let browser = Customer(town).counter
            try await browser.get("/order-links/nothing")
            let begun = try await browser.post("/order-links", ["link": "nothing"])
            let path = try #require(begun.location)
            try await browser.get(path)
            let wrong = try await browser.post(path, ["code": "ZZZZ9999"])
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.text.contains("確認コードが違います"))
            #expect(try await browser.post(path, ["code": "短い"]).status == .unprocessableContent)
        }
    }

    @Test("the customer cancels until the shop accepts; the stock comes back")
    func cancel() async throws {
        try await Town.with { town in
            let (order, later) = try await returning(town, [(1, 2)])
            try await later.get("/orders/\(order.number)")
            try await later.post("/orders/\(order.number)/cancellation")
            #expect(try await town.shop.orders.find(order.key)?.state == .cancelled)
            #expect(try await town.shop.stock(1) == 20)
            let again = try await later.post("/orders/\(order.number)/cancellation")
            #expect(again.status == .seeOther)
            #expect(try await town.shop.stock(1) == 20)
        }
    }

    @Test("once the shop has accepted, cancelling is by telephone")
    func tooLate() async throws {
        try await Town.with { town in
            let (order, later) = try await returning(town, [(1, 2)])
            try await later.get("/orders/\(order.number)")
            try await town.shop.placing.accept(order.key, at: Sample.noon)
            let refused = try await later.post("/orders/\(order.number)/cancellation")
            #expect(refused.status == .conflict)
            #expect(try await town.shop.orders.find(order.key)?.state == .accepted)
        }
    }

    @Test("address, day and window are corrected until the shop accepts")
    func correct() async throws {
        try await Town.with { town in
            let (order, later) = try await returning(town, [(1, 1)])
            let path = "/orders/\(order.number)/recipients/\(order.parcels[0].recipient)"
            try await later.get(path)
            var fields = Customer.address
            fields["street"] = "東町2丁目1"
            fields["day-10-ambient"] = "2026-12-10"
            fields["window-10-ambient"] = "from18"
            let done = try await later.post(path, fields)
            #expect(done.location == "/orders/\(order.number)")
            let parcel = try #require(try await town.shop.orders.find(order.key)?.parcels.first)
            #expect(parcel.day == Sample.day("2026-12-10"))
            #expect(parcel.window == .from18)
            let street = await town.vault.people[parcel.recipient]?.fields[.street]
            #expect(street?.revealed == "東町2丁目1")
            fields["prefecture"] = "沖縄県"
            #expect(try await later.post(path, fields).status == .unprocessableContent)
            fields["day-10-ambient"] = "2026-12-02"
            #expect(try await later.post(path, fields).status == .unprocessableContent)
        }
    }

    @Test("each parcel's day is corrected by itself, and a gift out of season is asked about again")
    func correctByParcel() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let checkout = try await customer.begin([(1, 1), (4, 1)])
            try await customer.counter.get(checkout)
            try await customer.fill(checkout + "/orderer", Customer.address)
            try await customer.counter.get(checkout + "/recipients")
            let added = try await customer.counter.post(checkout + "/recipients/orderer")
            let gift = try #require(added.location)
            try await customer.fill(
                gift,
                [
                    "count-1": "1", "count-4": "1", "noshi": "yearEnd", "place": "outer",
                    "giftName": "髙僑", "giftMessage": "お元気で", "day-10-ambient": "2026-12-08",
                    "day-12-chilled": "2026-12-09",
                ]
            )
            try await customer.fill(checkout + "/payment", ["payment": "bankTransfer"])
            try await customer.place(checkout)
            let order = try #require(try await town.shop.orders.orders(in: nil, limit: 1).first)
            let token = try await town.vault.token(for: order.orderer, use: .orderView)
            customer.counter.setCookie("__Host-order", token.secret.revealed)
            let path = "/orders/\(order.number)/recipients/\(order.parcels[0].recipient)"
            try await customer.counter.get(path)
            #expect(customer.counter.page.contains("<legend>店12(冷蔵便)</legend>"))
            #expect(customer.counter.page.contains("髙僑"))
            var fields = Customer.address
            fields["giftName"] = "髙橋"
            #expect(try await customer.counter.post(path, fields).status == .unprocessableContent)
            fields["giftMessage"] = "またね"
            fields["day-10-ambient"] = "2026-12-08"
            fields["day-12-chilled"] = "2026-12-20"
            fields["window-12-chilled"] = "morning"
            #expect(try await customer.counter.post(path, fields).status == .seeOther)
            let parcels = try #require(try await town.shop.orders.find(order.key)?.parcels)
            #expect(parcels.map(\.day) == [Sample.day("2026-12-08"), Sample.day("2026-12-20")])
            #expect(parcels.map(\.window) == [nil, .morning])
            let written = await town.vault.people[parcels[0].recipient]?.fields
            #expect(written?[.giftName]?.revealed == "髙橋")
            #expect(written?[.giftMessage]?.revealed == "またね")
            town.clock.advance(hours: 24 * 20)
            try await customer.counter.get(path)
            fields["day-12-chilled"] = "2027-01-05"
            let asked = try await customer.counter.post(path, fields)
            #expect(asked.status == .unprocessableContent)
            #expect(asked.text.contains("name=\"season-12-chilled\""))
            #expect(!asked.text.contains("name=\"season-10-ambient\""))
            fields["season-12-chilled"] = "yes"
            #expect(try await customer.counter.post(path, fields).status == .seeOther)
        }
    }

    @Test("a receipt is a PDF once the money is there, and says when it is a second one")
    func invoice() async throws {
        try await Town.with { town in
            let (order, later) = try await returning(town, [(1, 1), (2, 1)])
            let path = "/orders/\(order.number)/invoices"
            try await later.get("/orders/\(order.number)")
            #expect(try await later.post(path, ["name": "いなば商店"]).status == .conflict)
            try await town.shop.placing.accept(order.key, at: Sample.noon)
            try await town.shop.placing.recordPayment(order.key, at: Sample.noon)
            try await later.get("/orders/\(order.number)")
            let paper = try await later.post(path, ["name": "いなば商店"])
            #expect(paper.kind == "application/pdf")
            #expect(paper.text.hasPrefix("%PDF"))
            #expect(try await town.shop.placing.noteInvoice(order.key, at: Sample.noon))
        }
    }
}

struct OrderCommandTests {
    @Test("an order is listed, shown and moved on by its number")
    func advance() async throws {
        try await Shop.with(.sqlite) { shop in
            let order = try await shop.placed([1: 1, 2: 1])
            let commands = OrderCommands(orders: shop.orders, placing: shop.placing)
            let number = order.number.description
            #expect(try await commands.list().map(\.number) == [order.number])
            #expect(try await commands.list(.completed).isEmpty)
            for target in [OrderCommands.Target.accepted, .paid, .dispatched, .completed] {
                _ = try await commands.advance(number, to: target, at: Sample.noon)
            }
            let shown = try await commands.show(number)
            #expect(shown.order.state == .completed)
            #expect(shown.events.count == 6)
            #expect(shown.order.parcels.allSatisfy { $0.tracking?.count == 12 })
        }
    }

    @Test("what cannot be done is said")
    func failures() async throws {
        try await Shop.with(.sqlite) { shop in
            let order = try await shop.placed([1: 1])
            let commands = OrderCommands(orders: shop.orders, placing: shop.placing)
            await #expect(throws: OrderCommands.Failure.notANumber) {
                _ = try await commands.show("12")
            }
            await #expect(throws: OrderCommands.Failure.unknownOrder) {
                _ = try await commands.show("1111-1111-1111")
            }
            await #expect(throws: OrderCommands.Failure.notNow(.received)) {
                _ = try await commands.advance(
                    order.number.description,
                    to: .completed,
                    at: Sample.noon
                )
            }
        }
    }
}

struct RelayTests {
    private let quiet = Logger(label: "quiet") { _ in SwiftLogNoOpLogHandler() }

    @Test("what is due is told once the vault is there, and only once")
    func relay() async throws {
        try await Shop.with(.sqlite) { shop in
            let order = try await shop.placed([1: 1])
            let vault = PlayedVault()
            let relay = OutboxRelay(shop.outbox, orders: shop.orders, vault: vault.desk)
            await vault.setAway(true)
            #expect(await relay.run(at: Sample.noon, quiet) == 0)
            #expect(try await shop.outbox.waiting() == 1)
            await vault.setAway(false)
            #expect(await relay.run(at: Sample.noon.adding(minutes: 1), quiet) == 1)
            #expect(await vault.claimed == [order.key])
            #expect(await vault.letters.count == 1)
            #expect(await relay.run(at: Sample.noon.adding(hours: 2), quiet) == 0)
        }
    }

    @Test("the relay runs by itself until it is cancelled")
    func keepRunning() async throws {
        try await Shop.with(.sqlite) { shop in
            let order = try await shop.placed([1: 1])
            let vault = PlayedVault()
            let relay = OutboxRelay(shop.outbox, orders: shop.orders, vault: vault.desk)
            let running = Task { await relay.keepRunning(by: WallClock { Sample.noon }, quiet) }
            while await vault.letters.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
            running.cancel()
            await running.value
            #expect(await vault.claimed == [order.key])
        }
    }

    @Test("the sweep abandons what does not stand in the shop; what does is left to the outbox")
    func sweep() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let checkout = try await customer.confirm([(1, 1)])
            try await customer.place(checkout)
            let order = try #require(try await town.shop.orders.orders(in: nil, limit: 1).first)
            let lost = Handle<OrderKey>.mint()
            let person = try await town.vault.addMember([:])
            _ = try await town.vault.promote(
                Promote(
                    token: person.token,
                    order: lost,
                    orderer: person.subject,
                    recipients: [],
                    grants: []
                )
            )
            let relay = OutboxRelay(
                town.shop.outbox,
                orders: town.shop.orders,
                vault: town.vault.desk
            )
            try await relay.sweep(at: Sample.noon.adding(days: 1))
            #expect(await town.vault.abandoned == [lost])
            #expect(await town.vault.claimed.isEmpty)
            #expect(try await town.shop.outbox.due(at: Sample.noon).map(\.order) == [order.key])
        }
    }
}
