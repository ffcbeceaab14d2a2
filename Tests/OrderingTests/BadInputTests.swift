import Basics
import HTTPTypes
import Ordering
import Testing
import VaultAPI
import Web

@Suite("What bad input gets", .serialized)
struct BadInputTests {
    @Test("the basket takes only goods that are, in numbers that can be")
    func basket() async throws {
        try await Town.with { town in
            let market = Customer(town).market
            for fields in [
                ["goods": "1"], ["goods": "1", "count": "0"], ["goods": "1", "count": "100"],
                ["goods": "x", "count": "1"], ["goods": "1", "count": "99999999999999999999"],
            ] {
                #expect(
                    try await market.post("/basket/lines", fields).status == .unprocessableContent
                )
            }
            let unknown = try await market.post("/basket/lines", ["goods": "77", "count": "1"])
            #expect(unknown.status == .notFound)
            #expect(try await market.post("/basket/lines/abc", ["count": "1"]).status == .notFound)
            #expect(try await market.get("/basket").text.contains("何も入っていません"))
        }
    }

    @Test("a basket's numbers are changed, and lines taken out, without a script")
    func change() async throws {
        try await Town.with { town in
            let market = Customer(town).market
            try await market.post("/basket/lines", ["goods": "1", "count": "2"])
            try await market.post("/basket/lines/1", ["count": "３"])
            #expect(try await market.get("/basket/count").text == "{\"count\":3}")
            try await market.post("/basket/estimate", ["prefecture": "47"])
            try await market.get("/basket")
            #expect(market.page.contains("沖縄県へ1個口"))
            #expect(
                try await market.post("/basket/estimate", ["prefecture": "99"]).status.code == 422
            )
            try await market.post("/basket/lines/1", ["count": "x", "remove": "yes"])
            #expect(try await market.get("/basket/count").text == "{\"count\":0}")
        }
    }

    @Test("posts from elsewhere change nothing")
    func crossSite() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let other = try #require(Origin("https://elsewhere.example"))
            let basket = try await customer.market.post(
                "/basket/lines",
                ["goods": "1", "count": "1"],
                from: other
            )
            #expect(basket.status == .forbidden)
            let handOver = try await customer.counter.post(
                "/checkouts",
                ["token": "x"],
                from: other
            )
            #expect(handOver.status == .forbidden)
            let checkout = try await customer.begin([(1, 1)])
            try await customer.counter.get(checkout + "/orderer")
            let forged = try await customer.counter.post(
                checkout + "/orderer",
                Customer.address.merging(["_token": "forged", "draft": "a"]) { $1 }
            )
            #expect(forged.status == .forbidden)
        }
    }

    @Test("tokens of hand-overs that are unknown, old or no tokens open nothing")
    func handOver() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let market = SiteConfiguration.sample.market
            let garbage = try await customer.counter.post(
                "/checkouts",
                ["token": "x"],
                from: market
            )
            #expect(garbage.status == .badRequest)
            let unknown = try await customer.counter.post(
                "/checkouts",
                ["token": Handle<Basket>.mint().text],
                from: market
            )
            #expect(unknown.status == .gone)
            #expect(unknown.text.contains("時間がたちました"))
        }
    }

    @Test("what does not fit an address is told beside its field, with what was typed kept")
    func address() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let checkout = try await customer.begin([(1, 1)])
            var fields = Customer.address
            fields["postcode"] = "12"
            fields["familyName"] = "👹"
            fields["email"] = "not an address"
            let wrong = try await customer.fill(checkout + "/orderer", fields)
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.text.contains("郵便番号は7桁"))
            #expect(wrong.text.contains("東町1丁目220"))
            fields["street"] = String(repeating: "あ", count: 1_000)
            #expect(try await customer.fill(checkout + "/orderer", fields).status.code == 422)
            fields["street"] = String(repeating: "a", count: 1_000_000)
            #expect(
                try await customer.fill(checkout + "/orderer", fields).status == .contentTooLarge
            )
            #expect(await town.vault.people.isEmpty)
        }
    }

    @Test("a prefecture that is not its postcode's warns once and lets through")
    func prefecture() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let checkout = try await customer.begin([(1, 1)])
            var fields = Customer.address
            fields["prefecture"] = "島根県"
            let warned = try await customer.fill(checkout + "/orderer", fields)
            #expect(warned.status == .ok)
            #expect(warned.text.contains("鳥取県の番号です"))
            fields["warned"] = "yes"
            fields["draft"] = customer.counter.value(of: "draft")
            let through = try await customer.counter.post(checkout + "/orderer", fields)
            #expect(through.status == .seeOther)
        }
    }

    @Test("the button beside the postcode fills the address and complains of nothing")
    func fill() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let checkout = try await customer.begin([(1, 1)])
            let filled = try await customer.fill(
                checkout + "/orderer",
                ["postcode": "6800011", "fill": "postcode", "familyName": "髙橋"]
            )
            #expect(filled.status == .ok)
            #expect(filled.text.contains("鳥取市"))
            #expect(filled.text.contains("髙橋"))
            #expect(!filled.text.contains("を入力してください。</a>"))
        }
    }

    @Test("another checkout's recipient is not found in this one")
    func foreignRecipient() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let checkout = try await customer.confirm([(1, 1)])
            let path = checkout + "/recipients/\(Handle<Subject>.mint())/gift"
            #expect(try await customer.counter.get(path).status == .notFound)
            #expect(try await customer.counter.get(checkout + "/recipients/x").status == .notFound)
        }
    }
}
