import Basics
import HTTPTypes
import Ordering
import Testing
import VaultAPI
import Web

/// The counter is killed after it knows who orders and before the browser hears of it.
@Suite("An answer that is lost on its way", .serialized)
struct LostAnswerTests {
    private struct Loss {
        var checkout: String
        var fields: [String: String]
    }

    private func lose(_ customer: Customer, to target: String? = nil) async throws -> Loss {
        let checkout = try await customer.begin([(1, 1)])
        try await customer.counter.get(checkout)
        try await customer.counter.get(checkout + "/orderer")
        var fields = Customer.address
        fields["draft"] = customer.counter.value(of: "draft")
        fields["to"] = target
        try await customer.counter.postInVain(checkout + "/orderer", fields)
        return Loss(checkout: checkout, fields: fields)
    }

    @Test("the same post once more works, and brings in nobody else")
    func again() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let loss = try await lose(customer)
            let people = await town.vault.people.count
            let again = try await customer.counter.post(loss.checkout + "/orderer", loss.fields)
            #expect(again.location == loss.checkout + "/recipients")
            #expect(await town.vault.people.count == people)
            try await customer.counter.get(loss.checkout + "/recipients")
            try await customer.counter.post(loss.checkout + "/recipients/orderer")
            try await customer.fill(loss.checkout + "/payment", ["payment": "bankTransfer"])
            #expect(try await customer.place(loss.checkout).location == loss.checkout + "/thanks")
            #expect(await town.vault.forgeries == 0)
        }
    }

    @Test("whoever goes back to the page may type it again; what was typed last counts")
    func typedAgain() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let loss = try await lose(customer)
            let shown = try await customer.counter.get(loss.checkout + "/orderer")
            #expect(shown.status == .ok)
            #expect(!shown.text.contains("髙橋"), "the vault was asked without a token")
            var fields = loss.fields
            fields["street"] = "東町2丁目1"
            fields["draft"] = customer.counter.value(of: "draft")
            let typed = try await customer.counter.post(loss.checkout + "/orderer", fields)
            #expect(typed.location == loss.checkout + "/recipients")
            try await customer.counter.get(loss.checkout + "/orderer")
            #expect(customer.counter.page.contains("東町2丁目1"))
        }
    }

    @Test("who sends to oneself may say it again too, as the same or as somebody else")
    func toOneself() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let loss = try await lose(customer, to: "orderer")
            let again = try await customer.counter.post(loss.checkout + "/orderer", loss.fields)
            #expect(again.location?.hasSuffix("/gift") == true)
            let other = Customer(town)
            let second = try await lose(other, to: "orderer")
            #expect(try await other.counter.get(second.checkout + "/orderer").status == .ok)
            var fields = second.fields
            fields["street"] = "東町2丁目1"
            fields["draft"] = other.counter.value(of: "draft")
            let typed = try await other.counter.post(second.checkout + "/orderer", fields)
            let gift = try #require(typed.location)
            #expect(try await other.fill(gift, ["count-1": "1"]).status == .seeOther)
            try await other.fill(second.checkout + "/payment", ["payment": "bankTransfer"])
            try await other.counter.get(second.checkout + "/confirmation")
            #expect(other.counter.page.contains("東町2丁目1"))
            let placed = try await other.place(second.checkout)
            #expect(placed.location == second.checkout + "/thanks")
            #expect(await town.vault.forgeries == 0)
        }
    }

    @Test("a stranger with the address, and even with the post, gets nothing")
    func strangers() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let loss = try await lose(customer)
            let asked = await town.vault.asked
            let stranger = Customer(town).counter
            for page in ["", "/orderer", "/recipients", "/payment"] {
                #expect(try await stranger.get(loss.checkout + page).status == .gone)
            }
            try await stranger.get("/order-links/x")
            let stolen = try await stranger.post(loss.checkout + "/orderer", loss.fields)
            #expect(stolen.status == .gone)
            #expect(await town.vault.asked == asked)
        }
    }

    @Test("once there are recipients, whoever lost the token has lost the checkout")
    func recipients() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let loss = try await lose(customer)
            try await customer.counter.post(loss.checkout + "/orderer", loss.fields)
            try await customer.fill(loss.checkout + "/recipients/new", Customer.mother)
            customer.counter.setCookie("__Host-checkout", "")
            #expect(try await customer.counter.get(loss.checkout + "/orderer").status == .gone)
            try await customer.counter.get("/order-links/x")
            let late = try await customer.counter.post(loss.checkout + "/orderer", loss.fields)
            #expect(late.status == .gone)
        }
    }
}
