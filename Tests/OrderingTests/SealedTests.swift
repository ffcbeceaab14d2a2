import Basics
import HTTPTypes
import Ordering
import Testing
import VaultAPI
import Web

/// While nothing can be opened, whoever orders is served and whoever would read is told.
@Suite("While the witness is away", .serialized)
struct SealedTests {
    @Test("an order is placed without showing what was entered; its page waits")
    func ordersGoOn() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let checkout = try await customer.begin([(1, 2)])
            await town.vault.setSealed(true)
            let gift = try await customer.fill(
                checkout + "/orderer",
                Customer.address.merging(["to": "orderer"]) { $1 }
            )
            try await customer.fill(try #require(gift.location), ["count-1": "2"])
            try await customer.fill(checkout + "/payment", ["payment": "bankTransfer"])
            try await customer.counter.get(checkout + "/confirmation")
            let page = customer.counter.page
            #expect(page.contains("お名前とご住所は、ただいま表示できません"))
            #expect(page.contains("お届け先 1件目(鳥取県)"))
            #expect(!page.contains("髙橋"))
            let placed = try await customer.place(checkout)
            #expect(placed.location == checkout + "/thanks")
            #expect(try await customer.counter.get(checkout + "/thanks").status == .ok)
            let order = try #require(try await town.shop.orders.orders(in: nil, limit: 1).first)
            #expect(order.parcels.map(\.lines.count) == [1])
            #expect(await town.vault.forgeries == 0)
        }
    }

    @Test("who would see or correct what is kept is told, and sees it when it can be opened again")
    func readingWaits() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let checkout = try await customer.confirm([(1, 1)])
            await town.vault.setSealed(true)
            let told = try await customer.counter.get(checkout + "/orderer")
            #expect(told.status == .serviceUnavailable)
            #expect(told.text.contains("お預かりした情報を、ただいま表示できません"))
            await town.vault.setSealed(false)
            try await customer.counter.get(checkout + "/confirmation")
            #expect(customer.counter.page.contains("髙橋 花子 様"))
        }
    }
}
