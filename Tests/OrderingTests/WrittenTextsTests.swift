import Basics
import HTTPTypes
import Ordering
import Testing
import VaultAPI

/// 備考, the words of のし and card, another sender: the vault hears of them where somebody wrote any.
@Suite("Texts that somebody wrote, or nobody", .serialized)
struct WrittenTextsTests {
    @Test("who sends to oneself and writes nothing: three questions to the vault for a whole order")
    func nothing() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let (checkout, gift) = try await customer.toOneself([(1, 1)])
            #expect(gift.hasSuffix("/gift"))
            let gone = try await customer.fill(gift, ["count-1": "1"])
            #expect(gone.location == checkout + "/payment")
            try await customer.fill(checkout + "/payment", ["payment": "bankTransfer"])
            #expect(try await customer.place(checkout).location == checkout + "/thanks")
            // Who it is, the check, and the press.
            #expect(await town.vault.asked == 3)
        }
    }

    @Test("what was written is shown again, in the check too, and is gone once it is cleared")
    func cleared() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let (checkout, gift) = try await customer.toOneself([(1, 1)])
            let words = ["count-1": "1", "giftMessage": "お体を大切に"]
            try await customer.fill(gift, words)
            try await customer.fill(
                checkout + "/payment",
                ["payment": "bankTransfer", "note": "門の前へ"]
            )
            try await customer.counter.get(checkout + "/confirmation")
            #expect(customer.counter.page.contains("お体を大切に"))
            #expect(customer.counter.page.contains("門の前へ"))
            try await customer.counter.get(gift)
            #expect(customer.counter.page.contains("お体を大切に"))
            try await customer.fill(gift, ["count-1": "1", "giftMessage": ""])
            try await customer.fill(checkout + "/payment", ["payment": "bankTransfer", "note": ""])
            try await customer.counter.get(checkout + "/confirmation")
            #expect(!customer.counter.page.contains("お体を大切に"))
            #expect(!customer.counter.page.contains("門の前へ"))
            let kept = await town.vault.people.values.flatMap { $0.fields.values.map(\.revealed) }
            #expect(!kept.contains("お体を大切に") && !kept.contains("門の前へ"))
        }
    }

    @Test("a recipient who is left out and comes back still has what was written")
    func comesBack() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let (checkout, gift) = try await customer.toOneself([(1, 1)])
            try await customer.fill(gift, ["count-1": "1", "giftMessage": "お体を大切に"])
            try await customer.counter.get(checkout + "/recipients")
            try await customer.counter.post(gift.replacing("/gift", with: "/removal"))
            try await customer.counter.get(checkout + "/recipients")
            try await customer.counter.post(checkout + "/recipients/orderer")
            try await customer.counter.get(gift)
            #expect(customer.counter.page.contains("お体を大切に"))
        }
    }

    @Test("words that the vault could not take are not in the check either")
    func away() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let (checkout, gift) = try await customer.toOneself([(1, 1)])
            try await customer.counter.get(gift)
            await town.vault.setAway(true)
            let words = ["count-1": "1", "giftMessage": "お体を大切に"]
            #expect(try await customer.counter.post(gift, words).status == .serviceUnavailable)
            await town.vault.setAway(false)
            try await customer.fill(gift, ["count-1": "1"])
            try await customer.fill(checkout + "/payment", ["payment": "bankTransfer"])
            try await customer.counter.get(checkout + "/confirmation")
            #expect(!customer.counter.page.contains("お体を大切に"))
        }
    }

    @Test("the same for the others carries the words over, and clears those of others")
    func copies() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let (checkout, gift) = try await customer.toOneself([(1, 2)])
            let added = try await customer.fill(checkout + "/recipients/new", Customer.mother)
            let mother = try #require(added.location)
            try await customer.fill(gift, ["count-1": "1"])
            try await customer.fill(mother, ["count-1": "1", "giftMessage": "母の日に"])
            try await customer.counter.get(checkout + "/recipients")
            try await customer.counter.post(mother.replacing("/gift", with: "/copies"))
            try await customer.counter.get(gift)
            #expect(customer.counter.page.contains("母の日に"))
            try await customer.fill(gift, ["count-1": "1", "giftMessage": ""])
            try await customer.counter.get(checkout + "/recipients")
            try await customer.counter.post(gift.replacing("/gift", with: "/copies"))
            try await customer.counter.get(mother)
            #expect(!customer.counter.page.contains("母の日に"))
        }
    }

    @Test("the same for the others from one for whom nothing was ever written clears theirs")
    func copiesOfNothing() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let (checkout, gift) = try await customer.toOneself([(1, 2)])
            let added = try await customer.fill(checkout + "/recipients/new", Customer.mother)
            let mother = try #require(added.location)
            let words = ["count-1": "1", "noshi": "yearEnd", "place": "outer", "giftName": "髙橋"]
            try await customer.fill(mother, words)
            try await customer.fill(gift, ["count-1": "1"])
            try await customer.counter.get(checkout + "/recipients")
            try await customer.counter.post(gift.replacing("/gift", with: "/copies"))
            try await customer.fill(checkout + "/payment", ["payment": "bankTransfer"])
            try await customer.counter.get(checkout + "/confirmation")
            #expect(customer.counter.page.contains("山﨑 和子"))
            #expect(!customer.counter.page.contains("名入れ"))
            let names = await town.vault.people.values.compactMap { $0.fields[.giftName]?.revealed }
            let isCleared = names.allSatisfy(\.isEmpty)
            #expect(isCleared)
        }
    }

    /// A checkout with its orderer and two mothers among its recipients, and the gift pages of the three.
    private func three(_ customer: Customer) async throws -> (checkout: String, gifts: [String]) {
        let (checkout, gift) = try await customer.toOneself([(1, 3)])
        var gifts = [gift]
        for _ in 0..<2 {
            let added = try await customer.fill(checkout + "/recipients/new", Customer.mother)
            gifts.append(try #require(added.location))
        }
        try await customer.fill(gift, ["count-1": "1"])
        return (checkout, gifts)
    }

    private func copy(from gift: String, in checkout: String, _ customer: Customer) async throws
        -> Answer
    {
        try await customer.counter.get(checkout + "/recipients")
        return try await customer.counter.post(gift.replacing("/gift", with: "/copies"))
    }

    @Test("once the press has fixed the people, a copy clears nobody's words any more")
    func copiesAfterPress() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let (checkout, gifts) = try await three(customer)
            for gift in gifts[1...] {
                try await customer.fill(gift, ["count-1": "1", "giftMessage": "母の日に"])
            }
            let id = try #require(Handle<Checkout>(String(checkout.split(separator: "/")[1])))
            await town.vault.beforeNext(Copy.self) {
                let open = try #require(try await town.shop.checkouts.find(id))
                try await town.shop.checkouts.change(open, at: Sample.noon) {
                    $0.arePeopleFixed = true
                }
            }
            let told = try await copy(from: gifts[0], in: checkout, customer)
            #expect(told.status == .conflict)
            let words = await town.vault.people.values.compactMap {
                $0.fields[.giftMessage]?.revealed
            }
            #expect(words.filter { $0 == "母の日に" }.count == 1)
        }
    }

    @Test("what another tab wrote while a copy was under way is the same as all in the end")
    func copiesOverAnotherTab() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let (checkout, gifts) = try await three(customer)
            try await customer.fill(gifts[1], ["count-1": "1", "giftMessage": "母の日に"])
            await town.vault.beforeNext(Copy.self) {
                try await customer.fill(gifts[2], ["count-1": "1", "giftMessage": "別の画面から"])
            }
            let told = try await copy(from: gifts[0], in: checkout, customer)
            #expect(told.status == .seeOther)
            let words = await town.vault.people.values.compactMap {
                $0.fields[.giftMessage]?.revealed
            }
            let isCleared = words.allSatisfy(\.isEmpty)
            #expect(isCleared)
        }
    }

    @Test("an order to oneself that is placed again has its card again")
    func again() async throws {
        try await Town.with { town in
            let member = try await town.vault.addMember([:])
            let customer = Customer(town)
            customer.counter.setCookie("__Host-member", member.token.secret.revealed)
            let (checkout, gift) = try await customer.toOneself([(1, 1)])
            try await customer.fill(gift, ["count-1": "1", "giftMessage": "お体を大切に"])
            try await customer.fill(checkout + "/payment", ["payment": "bankTransfer"])
            try await customer.place(checkout)
            let order = try #require(try await town.shop.orders.orders(in: nil, limit: 1).first)
            try await customer.counter.get("/orders/\(order.number)")
            let reordered = try await customer.counter.post("/orders/\(order.number)/reorder")
            let next = try #require(reordered.location).replacing("/recipients", with: "")
            try await customer.fill(next + "/payment", ["payment": "bankTransfer"])
            try await customer.counter.get(next + "/confirmation")
            #expect(customer.counter.page.contains("お体を大切に"))
        }
    }
}
