import Basics
import HTTPTypes
import Ordering
import TestKit
import Testing
import Web

@Suite("Pages of an order are as they were kept", .serialized)
struct PageSnapshotTests {
    @Test("the basket: empty, full, with an estimate")
    func basket() async throws {
        try await Town.with { town in
            let market = Customer(town).market
            try await market.get("/basket")
            try Snapshot.expectPage(market.page, is: "basket-empty.html")
            for goods in ["1", "2"] {
                try await market.post("/basket/lines", ["goods": goods, "count": "2"])
            }
            try await market.get("/basket")
            try Snapshot.expectPage(market.page, is: "basket.html")
            try await market.post("/basket/estimate", ["prefecture": "沖縄県"])
            try await market.get("/basket")
            try Snapshot.expectPage(market.page, is: "basket-estimate.html")
        }
    }

    @Test("the checkout, page after page")
    func checkout() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let checkout = try await customer.begin([(1, 2), (3, 1)])
            try await Self.expect(customer, checkout + "/orderer", is: "orderer")
            try await customer.fill(checkout + "/orderer", Customer.address)
            try await Self.expect(customer, checkout + "/recipients", is: "recipients-none")
            let own = try await customer.counter.post(checkout + "/recipients/orderer")
            try await Self.expect(customer, try #require(own.location), is: "gift-alone")
            try await Self.expect(customer, checkout + "/recipients/new", is: "recipient")
            let added = try await customer.fill(checkout + "/recipients/new", Customer.mother)
            let gift = try #require(added.location)
            try await Self.expect(customer, gift, is: "gift")
            try await customer.fill(
                gift,
                ["count-1": "1", "count-3": "0", "noshi": "yearEnd", "place": "outer"]
            )
            try await Self.expect(customer, checkout + "/recipients", is: "recipients")
        }
    }

    @Test("payment, confirmation with sake, and thanks")
    func placing() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let checkout = try await customer.confirm([(1, 2), (2, 1), (3, 1)])
            try await Self.expect(customer, checkout + "/payment", is: "payment")
            try await Self.expect(customer, checkout + "/confirmation", is: "confirmation")
            try await customer.place(checkout, ["age": "yes"])
            try await Self.expect(customer, checkout + "/thanks", is: "thanks")
        }
    }

    @Test("the order, seen again by link and code")
    func order() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            try await customer.place(try await customer.confirm([(1, 1)]))
            let order = try #require(try await town.shop.orders.orders(in: nil, limit: 1).first)
            let later = Customer(town)
            try await Self.expect(later, "/order-links/\(order.key)", is: "order-link")
            let begun = try await later.counter.post("/order-links", ["link": order.key.text])
            let code = try #require(begun.location)
            try await Self.expect(later, code, is: "order-code")
            try await later.counter.post(code, ["code": PlayedVault.code])
            try await Self.expect(later, "/orders/\(order.number)", is: "order")
            let recipient = order.parcels[0].recipient
            let correction = "/orders/\(order.number)/recipients/\(recipient)"
            try await Self.expect(later, correction, is: "correction")
        }
    }

    private static func expect(
        _ customer: Customer,
        _ path: String,
        is name: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let answer = try await customer.counter.get(path)
        #expect(answer.status == .ok, sourceLocation: sourceLocation)
        try Snapshot.expectPage(
            answer.text,
            is: "\(name).html",
            sourceLocation: sourceLocation
        )
    }
}
