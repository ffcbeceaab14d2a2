import Basics
import Counter
import HTTPTypes
import Testing
import VaultAPI

@Suite("favourites of members")
struct FavouriteTests {
    private let arrival = "/favourites/hand-over?token=" + PlayedFavourites.token

    @Test("hearts come from the market, wait for the sign-in and are the member's from then on")
    func signIn() async throws {
        try await PlayedCounter.run { counter, client in
            let browser = Browser(client)
            #expect(try await browser.get(arrival).location == "/account")
            #expect(await browser.holds("favourites"))
            #expect(counter.favourites.goods(of: counter.vault.member).isEmpty)

            let asked = try await browser.post("/sign-in", ["email": "hanako@example.jp"])
            let path = String(try #require(asked.location).prefix { $0 != "?" })
            _ = try await browser.post(path, ["code": "ABCD2345"])
            #expect(counter.favourites.goods(of: counter.vault.member) == [7, 8])
            #expect(await !browser.holds("favourites"))

            let list = try await browser.get("/account/favourites")
            #expect(list.html.contains("http://market.localhost:8080/goods/7"))
            let removed = try await browser.post("/account/favourites/7/removal")
            #expect(removed.location == "/account/favourites?removed=1")
            #expect(counter.favourites.goods(of: counter.vault.member) == [8])
        }
    }

    @Test("somebody who is signed in has them at once")
    func atOnce() async throws {
        try await PlayedCounter.run { counter, client in
            let browser = Browser(client)
            await browser.hold("member", try counter.vault.token(.member))
            _ = try await browser.get(arrival)
            #expect(counter.favourites.goods(of: counter.vault.member) == [7, 8])
            #expect(await !browser.holds("favourites"))
        }
    }

    @Test("a new member has them too")
    func registration() async throws {
        try await PlayedCounter.run { counter, client in
            let browser = Browser(client)
            _ = try await browser.get(arrival)
            let address = "/registration/\(Handle<Challenge>.mint())"
            _ = try await browser.post(address, ["code": "ABCD2345"])
            #expect(counter.favourites.goods(of: counter.vault.member) == [7, 8])
        }
    }

    @Test("a wrong code gives nobody anything, and what cannot be joined waits")
    func waits() async throws {
        try await PlayedCounter.run { counter, client in
            let browser = Browser(client)
            _ = try await browser.get(arrival)
            let address = "/sign-in/\(Handle<Challenge>.mint())"
            _ = try await browser.post(address, ["code": "ZZZZ2222"])
            #expect(counter.favourites.goods(of: counter.vault.member).isEmpty)
            counter.favourites.breakDown()
            let entered = try await browser.post(address, ["code": "ABCD2345"])
            #expect(entered.location == "/account")
            #expect(await browser.holds("member"))
            #expect(await browser.holds("favourites"))
        }
    }

    @Test("a token that is over, forged or missing brings nothing and harms nothing")
    func badToken() async throws {
        try await PlayedCounter.run { _, client in
            let browser = Browser(client)
            for query in [
                "", "?token=", "?token=%27", "?token=\(String(repeating: "a", count: 26))",
            ] {
                let seen = try await browser.get("/favourites/hand-over" + query)
                #expect(seen.location == "/account")
                #expect(await !browser.holds("favourites"))
            }
        }
    }

    @Test(
        "a garbled cookie gives nothing and is no error",
        arguments: ["x.y", "1..99999999999999999999"]
    )
    func garbled(cookie: String) async throws {
        try await PlayedCounter.run { counter, client in
            let browser = Browser(client)
            await browser.hold("favourites", Token(cookie))
            let address = "/sign-in/\(Handle<Challenge>.mint())"
            let entered = try await browser.post(address, ["code": "ABCD2345"])
            #expect(entered.status == .seeOther)
            let joined = counter.favourites.goods(of: counter.vault.member)
            #expect(joined == (cookie == "x.y" ? [] : [1]))
        }
    }

    @Test("others are asked to sign in before they see or remove anything")
    func strangers() async throws {
        try await PlayedCounter.run { counter, client in
            let browser = Browser(client)
            await browser.hold("remembered", try counter.vault.token(.remembered))
            let seen = try await browser.get("/account/favourites")
            #expect(seen.location == "/sign-in?for=favourites")
            let removed = try await browser.post("/account/favourites/7/removal")
            #expect(removed.location == "/sign-in?for=favourites")
        }
    }
}
