import Basics
import HTTPTypes
import Ordering
import Testing
import VaultAPI
import Web

/// Somebody who shops: the forms as a person fills them in.
struct Customer: Sendable {
    let town: Town
    let market: Browser
    let counter: Browser

    init(_ town: Town) {
        self.town = town
        market = Browser(town.market, SiteConfiguration.sample.market)
        counter = Browser(town.counter, SiteConfiguration.sample.counter)
    }

    static let address: [String: String] = [
        "familyName": "髙橋", "givenName": "花子", "postcode": "680-0011", "prefecture": "鳥取県",
        "city": "鳥取市", "street": "東町1丁目220", "phone": "0857-00-0000",
    ]
    static let mother: [String: String] = [
        "familyName": "山﨑", "givenName": "和子", "postcode": "1000001", "prefecture": "東京都",
        "city": "千代田区", "street": "千代田1-1", "phone": "0300000000",
    ]

    /// Puts goods into the basket and goes to the counter; gives back the checkout's path.
    func begin(_ counts: [(goods: Int, count: Int)]) async throws -> String {
        for (goods, count) in counts {
            try await market.post("/basket/lines", ["goods": "\(goods)", "count": "\(count)"])
        }
        try await market.get("/basket")
        return try await handOver(try #require(market.value(of: "token")))
    }

    func handOver(_ token: String) async throws -> String {
        let handed = try await market.post("/basket/hand-over", ["token": token])
        #expect(handed.status == .temporaryRedirect)
        let taken = try await counter.post(
            "/checkouts",
            ["token": token],
            from: SiteConfiguration.sample.market
        )
        #expect(taken.status == .seeOther)
        return try #require(taken.location).replacing("/orderer", with: "")
    }

    /// Opens a page and posts its form, with the page's hidden fields.
    @discardableResult
    func fill(_ path: String, _ fields: [String: String]) async throws -> Answer {
        try await counter.get(path)
        var fields = fields
        for name in ["draft", "total"] where fields[name] == nil {
            fields[name] = counter.value(of: name)
        }
        return try await counter.post(path, fields)
    }

    /// To the page of what the orderer gets, by the button that says so.
    func toOneself(_ counts: [(goods: Int, count: Int)]) async throws -> (
        checkout: String, gift: String
    ) {
        let checkout = try await begin(counts)
        let fields = Customer.address.merging(["to": "orderer"]) { $1 }
        let told = try await fill(checkout + "/orderer", fields)
        return (checkout, try #require(told.location))
    }

    /// To the confirmation page, for oneself, by the list of recipients.
    func confirm(_ counts: [(goods: Int, count: Int)]) async throws -> String {
        let checkout = try await begin(counts)
        try await counter.get(checkout)
        try await fill(checkout + "/orderer", Customer.address)
        try await counter.get(checkout + "/recipients")
        try await counter.post(checkout + "/recipients/orderer")
        try await counter.get(checkout + "/recipients")
        let on = try await counter.post(checkout + "/recipients")
        #expect(on.location == checkout + "/payment")
        let paid = try await fill(checkout + "/payment", ["payment": "bankTransfer"])
        #expect(paid.location == checkout + "/confirmation")
        return checkout
    }

    @discardableResult
    func place(_ checkout: String, _ fields: [String: String] = [:]) async throws -> Answer {
        try await fill(checkout + "/confirmation", fields)
    }
}
