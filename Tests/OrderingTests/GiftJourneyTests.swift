import Basics
import HTTPTypes
import Ordering
import Testing
import VaultAPI
import Web

@Suite("Gifts, person by person", .serialized)
struct GiftJourneyTests {
    /// A checkout with its orderer, and this many others to send to.
    private func sending(
        _ customer: Customer,
        to others: Int,
        _ counts: [(goods: Int, count: Int)]
    ) async throws -> (checkout: String, gifts: [String]) {
        let checkout = try await customer.begin(counts)
        try await customer.counter.get(checkout)
        try await customer.fill(checkout + "/orderer", Customer.address)
        var gifts: [String] = []
        for _ in 0..<others {
            let added = try await customer.fill(checkout + "/recipients/new", Customer.mother)
            gifts.append(try #require(added.location))
        }
        return (checkout, gifts)
    }

    @Test("four recipients, one のし for all, and parcels that hide their prices")
    func four() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let (checkout, gifts) = try await sending(customer, to: 4, [(1, 8)])
            let told = try await customer.counter.post(checkout + "/recipients")
            #expect(told.status == .unprocessableContent)
            #expect(told.text.contains("商品が割り当てられていないお届け先があります"))
            let fields = [
                "count-1": "2", "noshi": "yearEnd", "place": "outer", "giftName": "髙橋",
                "giftMessage": "お体を大切に", "day-10-ambient": "2026-12-20",
                "window-10-ambient": "morning",
            ]
            let first = try await customer.fill(gifts[0], fields)
            #expect(first.location == checkout + "/recipients")
            try await customer.counter.get(checkout + "/recipients")
            #expect(customer.counter.page.contains("あと6個"))
            try await customer.counter.post(gifts[0].replacing("/gift", with: "/copies"))
            try await customer.counter.get(checkout + "/recipients")
            #expect(
                try await customer.counter.post(checkout + "/recipients").location
                    == checkout + "/payment"
            )
            let cash = try await customer.fill(checkout + "/payment", ["payment": "cashOnDelivery"])
            #expect(cash.status == .unprocessableContent)
            try await customer.fill(
                checkout + "/payment",
                ["payment": "convenienceStore", "note": "よろしくお願いします"]
            )
            try await customer.counter.get(checkout + "/confirmation")
            #expect(customer.counter.page.contains("御歳暮(紅白蝶結び)"))
            #expect(customer.counter.page.contains("お体を大切に"))
            #expect(try await customer.place(checkout).status == .seeOther)
            let order = try #require(try await town.shop.orders.orders(in: nil, limit: 1).first)
            #expect(order.parcels.count == 4)
            #expect(order.parcels.allSatisfy { $0.hidesPrices && $0.gift.hasCard })
            for parcel in order.parcels {
                let name = await town.vault.people[parcel.recipient]?.fields[.giftName]
                #expect(name?.revealed == "髙橋")
            }
        }
    }

    @Test("too many and too few are told before going on")
    func leftOver() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let (checkout, gifts) = try await sending(customer, to: 2, [(1, 3)])
            try await customer.fill(gifts[0], ["count-1": "1"])
            try await customer.fill(gifts[1], ["count-1": "1"])
            try await customer.counter.get(checkout + "/recipients")
            let left = try await customer.counter.post(checkout + "/recipients")
            #expect(left.text.contains("「二十世紀梨」が1個残っています"))
            try await customer.fill(gifts[1], ["count-1": "5"])
            try await customer.counter.get(checkout + "/recipients")
            let missing = try await customer.counter.post(checkout + "/recipients")
            #expect(missing.text.contains("「二十世紀梨」が3個足りません"))
            #expect(missing.text.contains("二十世紀梨 3個多くなっています"))
        }
    }

    @Test("a day that cannot be met, and a のし the shop does not do, are refused beside the field")
    func impossible() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let (_, gifts) = try await sending(customer, to: 1, [(2, 1)])
            let early = try await customer.fill(
                gifts[0],
                ["count-2": "1", "day-11-chilled": "2026-12-02"]
            )
            #expect(early.status == .unprocessableContent)
            #expect(early.text.contains("この商品のお届けは2026年12月4日(金)からです。"))
            let inner = try await customer.fill(
                gifts[0],
                ["count-2": "1", "noshi": "thanks", "place": "inner"]
            )
            #expect(inner.status == .unprocessableContent)
            let card = try await customer.fill(
                gifts[0],
                ["count-2": "1", "giftMessage": "ありがとう"]
            )
            #expect(card.status == .unprocessableContent)
            let emoji = try await customer.fill(gifts[0], ["count-2": "1", "giftName": "🎁"])
            #expect(emoji.status == .unprocessableContent)
        }
    }

    @Test("御歳暮 after 31 December is asked about, and goes through when it is meant")
    func season() async throws {
        try await Town.with { town in
            town.clock.advance(hours: 24 * 20)
            let customer = Customer(town)
            let (checkout, gifts) = try await sending(customer, to: 1, [(1, 1)])
            var fields = [
                "count-1": "1", "noshi": "yearEnd", "place": "outer",
                "day-10-ambient": "2027-01-03",
            ]
            let asked = try await customer.fill(gifts[0], fields)
            #expect(asked.status == .unprocessableContent)
            #expect(asked.text.contains("12月31日より後"))
            fields["season-10-ambient"] = "yes"
            #expect(try await customer.fill(gifts[0], fields).location == checkout + "/payment")
        }
    }

    @Test(
        "one recipient goes straight on to the payment, and a correction straight back to the check"
    )
    func straightOn() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let (checkout, gifts) = try await sending(customer, to: 1, [(1, 2)])
            let fields = ["count-1": "2"]
            try await customer.counter.get(gifts[0])
            #expect(customer.counter.page.contains("お支払いへ進む"))
            let others = try await customer.fill(gifts[0], fields.merging(["others": "yes"]) { $1 })
            #expect(others.location == checkout + "/recipients")
            let uneven = try await customer.fill(gifts[0], ["count-1": "1"])
            #expect(uneven.location == checkout + "/recipients")
            #expect(try await customer.fill(gifts[0], fields).location == checkout + "/payment")
            try await customer.fill(checkout + "/payment", ["payment": "bankTransfer"])
            #expect(
                try await customer.fill(gifts[0], fields).location == checkout + "/confirmation"
            )
        }
    }

    @Test("a sender of one's own is asked whole, and cleared when it is given up")
    func sender() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let (_, gifts) = try await sending(customer, to: 1, [(1, 1)])
            let half = try await customer.fill(
                gifts[0],
                ["count-1": "1", "ownSender": "yes", "senderFamilyName": "田中"]
            )
            #expect(half.status == .unprocessableContent)
            let whole = [
                "count-1": "1", "ownSender": "yes", "senderFamilyName": "田中",
                "senderGivenName": "一郎", "senderPostcode": "6800011", "senderPrefecture": "鳥取県",
                "senderCity": "鳥取市", "senderStreet": "東町1", "senderPhone": "0857000000",
            ]
            #expect(try await customer.fill(gifts[0], whole).status == .seeOther)
            #expect(try await customer.fill(gifts[0], ["count-1": "1"]).status == .seeOther)
            let names = await town.vault.people.values.compactMap { $0.fields[.senderFamilyName] }
            let isCleared = names.allSatisfy { $0.revealed.isEmpty }
            #expect(isCleared)
        }
    }

    @Test("a member's order is filled from the member and the address book, and made again")
    func member() async throws {
        let book = Contacts()
        try await Town.with(contacts: book.port) { town in
            let member = try await town.vault.addMember(personal(Customer.address))
            let mother = try await town.vault.enrol(
                Enrol(
                    idempotencyKey: "mother",
                    kind: .contact,
                    fields: personal(Customer.mother),
                    token: member.token
                )
            ).handle
            await book.set(mother)
            let customer = Customer(town)
            customer.counter.setCookie("__Host-member", member.token.secret.revealed)
            let checkout = try await customer.begin([(1, 1)])
            try await customer.counter.get(checkout + "/orderer")
            #expect(customer.counter.page.contains("髙橋"))
            try await customer.fill(checkout + "/orderer", Customer.address)
            try await customer.counter.get(checkout + "/recipients")
            let draft = try #require(customer.counter.value(of: "draft"))
            let added = try await customer.counter.post(
                checkout + "/recipients/contacts",
                ["contact": mother.text, "draft": draft]
            )
            #expect(added.status == .seeOther)
            try await customer.fill(checkout + "/payment", ["payment": "bankTransfer"])
            #expect(try await customer.place(checkout).status == .seeOther)
            let stranger = Customer(town).counter
            let refused = try await stranger.get(checkout + "/thanks")
            #expect(refused.status == .gone)
            #expect(refused.text.contains("サインインして続ける"))
            let orders = try await town.shop.orders.orders(of: member.subject)
            let number = try #require(orders.first?.number)
            try await customer.counter.get("/orders/\(number)")
            #expect(customer.counter.page.contains("山﨑 和子"))
            let again = try await customer.counter.post("/orders/\(number)/reorder")
            try await customer.counter.get(try #require(again.location))
            #expect(customer.counter.page.contains("山﨑 和子"))
            #expect(customer.counter.page.contains("二十世紀梨 ×1"))
        }
    }

    private func personal(_ fields: [String: String]) -> PersonalFields {
        PersonalFields(
            uniqueKeysWithValues: fields.compactMap { name, value in
                PersonalField(rawValue: name).map { ($0, Secret(value)) }
            }
        )
    }
}

/// An address book with one entry.
actor Contacts {
    private var subject: Handle<Subject>?

    func set(_ subject: Handle<Subject>) { self.subject = subject }

    private var entries: [ContactsPort.Entry] {
        subject.map {
            [ContactsPort.Entry(subject: $0, name: Secret("母 山﨑和子"), destination: Sample.tokyo)]
        } ?? []
    }

    nonisolated var port: ContactsPort { ContactsPort { _ in await self.entries } }
}
