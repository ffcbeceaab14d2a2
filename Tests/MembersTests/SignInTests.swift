import Basics
import HTTPTypes
import Members
import Testing
import VaultAPI

@Suite("Signing in")
struct SignInTests {
    @Test("an address leads to the page for the code, whoever it belongs to")
    func begins() async throws {
        try await PlayedCounter.run { _, client in
            let browser = Browser(client)
            let seen = try await browser.post("/sign-in", ["email": "hanako@example.jp"])
            #expect(seen.status == .seeOther)
            #expect(seen.location?.hasPrefix("/sign-in/") == true)
        }
    }

    @Test("the right code gives a session, a wrong one words beside the field")
    func code() async throws {
        try await PlayedCounter.run { _, client in
            let browser = Browser(client)
            let began = try await browser.post("/sign-in", ["email": "hanako@example.jp"])
            let address = try #require(began.location)
            let path = String(address.prefix { $0 != "?" })
            let wrong = try await browser.post(path, ["code": "ZZZZ2222"])
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.html.contains("確かめられませんでした"))
            let right = try await browser.post(path, ["code": "abcd2345"])
            #expect(right.location == "/account")
            #expect(await browser.holds("member"))
            #expect(await !browser.holds("remembered"))
        }
    }

    @Test("after too many wrong codes the way to a new one is shown")
    func tooMany() async throws {
        try await PlayedCounter.run { counter, client in
            let browser = Browser(client)
            counter.vault.refuse("signInFinish", with: .tooMany)
            let address = "/sign-in/\(Handle<Challenge>.mint())"
            let seen = try await browser.post(address, ["code": "ZZZZ2222"])
            #expect(seen.status == .tooManyRequests)
            #expect(seen.html.contains("新しい確認コードを受け取る"))
        }
    }

    @Test("the page for the code survives a reload and another code")
    func reload() async throws {
        try await PlayedCounter.run { counter, client in
            let browser = Browser(client)
            let address = "/sign-in/\(Handle<Challenge>.mint())"
            #expect(try await browser.get(address).status == .ok)
            #expect(try await browser.get(address).status == .ok)
            let resent = try await browser.post(address + "/codes")
            #expect(
                try await browser.get(try #require(resent.location)).html.contains("もう一度お送りしました")
            )
            #expect(counter.vault.asked == ["signInResend"])
        }
    }

    @Test("a browser is remembered only where that was asked")
    func remembered() async throws {
        try await PlayedCounter.run { _, client in
            let browser = Browser(client)
            let address = "/sign-in/\(Handle<Challenge>.mint())"
            _ = try await browser.post(address, ["code": "ABCD2345", "remember": "yes"])
            #expect(await browser.holds("remembered"))
        }
    }

    @Test("a remembered browser sees order states and nothing personal")
    func nothingPersonal() async throws {
        try await PlayedCounter.run { counter, client in
            let browser = Browser(client)
            counter.vault.keep([.familyName: Secret("髙﨑")], of: counter.vault.member)
            await browser.hold("remembered", try counter.vault.token(.remembered))
            let account = try await browser.get("/account")
            #expect(account.html.contains("発送しました"))
            #expect(!account.html.contains("髙﨑"))
            let profile = try await browser.get("/account/profile")
            #expect(profile.location == "/sign-in?for=profile")
        }
    }

    @Test(
        "a browser that was signed out elsewhere is remembered no more",
        arguments: [VaultRefusal.expired, .ended, .erased]
    )
    func rememberedNoMore(refusal: VaultRefusal) async throws {
        try await PlayedCounter.run { counter, client in
            let browser = Browser(client)
            await browser.hold("remembered", try counter.vault.token(.remembered))
            counter.vault.refuse("checkSession", with: refusal)
            let seen = try await browser.get("/account")
            #expect(seen.location == "/sign-in")
            #expect(!seen.html.contains("発送しました"))
            #expect(await !browser.holds("remembered"))
        }
    }

    @Test(
        "what was once good asks to sign in again, and is no error",
        arguments: [VaultRefusal.expired, .ended, .erased, .needsFreshCode]
    )
    func onceGood(refusal: VaultRefusal) async throws {
        try await PlayedCounter.run { counter, client in
            let browser = Browser(client)
            await browser.hold("member", try counter.vault.token(.member))
            counter.vault.refuse("open", with: refusal)
            let seen = try await browser.get("/account/profile")
            #expect(seen.location == "/sign-in?for=profile")
        }
    }

    @Test("a forged cookie is nobody's, and the vault is not asked")
    func forged() async throws {
        try await PlayedCounter.run { counter, client in
            let browser = Browser(client)
            let token = try counter.vault.token(.member)
            await browser.hold("member", Token(token.secret.revealed.dropLast(3) + "abc"))
            #expect(try await browser.get("/account").location == "/sign-in?for=account")
            #expect(counter.vault.asked.isEmpty)
        }
    }

    @Test("a checkout's token is no member's session")
    func otherUse() async throws {
        try await PlayedCounter.run { counter, client in
            let browser = Browser(client)
            await browser.hold("member", try counter.vault.token(.checkout))
            #expect(try await browser.get("/account").location == "/sign-in?for=account")
        }
    }

    @Test("signing out ends the token in the vault and the cookie in the browser")
    func out() async throws {
        try await PlayedCounter.run { counter, client in
            let browser = Browser(client)
            await browser.hold("member", try counter.vault.token(.member))
            _ = try await browser.post("/sign-out")
            #expect(counter.vault.asked == ["end"])
            #expect(await !browser.holds("member"))
        }
    }

    @Test(
        "where the vault is away, a kind page says so",
        arguments: ["/account", "/account/profile"]
    )
    func away(path: String) async throws {
        try await PlayedCounter.run { counter, client in
            let browser = Browser(client)
            await browser.hold("member", try counter.vault.token(.member))
            counter.vault.refuse("open", with: .unavailable)
            let seen = try await browser.get(path)
            #expect(seen.status == .serviceUnavailable)
            #expect(seen.html.contains("入力された内容は失われていません"))
        }
    }
}
