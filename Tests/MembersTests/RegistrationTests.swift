import Basics
import HTTPTypes
import Members
import Testing
import VaultAPI

@Suite("Registering")
struct RegistrationTests {
    private let address = "/registration/\(Handle<Challenge>.mint())"

    @Test("the code that comes back makes a member, who is welcomed in my page")
    func welcome() async throws {
        try await PlayedCounter.run { _, client in
            let browser = Browser(client)
            let seen = try await browser.post(address, ["code": "ABCD2345"])
            #expect(seen.location == "/account?welcome=1")
            #expect(await browser.holds("member"))
        }
    }

    @Test("while nobody can be found, it is a member all the same, and is told what has to wait")
    func later() async throws {
        try await PlayedCounter.run { _, client in
            let browser = Browser(client)
            let seen = try await browser.post(address, ["code": "WAYT2345"])
            #expect(seen.location == "/registered")
            #expect(await browser.holds("member"))
        }
    }

    @Test("who is a member already is told so, and where to sign in")
    func already() async throws {
        try await PlayedCounter.run { counter, client in
            counter.vault.refuse("signInFinish", with: .alreadyMember)
            let browser = Browser(client)
            let seen = try await browser.post(address, ["code": "ABCD2345"])
            #expect(seen.status == .conflict)
            #expect(seen.html.contains("もうお済みです"))
            #expect(seen.html.contains("href=\"/sign-in\""))
            #expect(await !browser.holds("member"))
        }
    }

    @Test("who signs in while nobody can be found is told to wait")
    func signingIn() async throws {
        try await PlayedCounter.run { counter, client in
            counter.vault.refuse("signInBegin", with: .sealed)
            let seen = try await Browser(client).post("/sign-in", ["email": "hanako@example.jp"])
            #expect(seen.status == .serviceUnavailable)
            #expect(seen.html.contains("ただいま表示できません"))
        }
    }
}
