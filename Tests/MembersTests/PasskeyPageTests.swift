import Basics
import HTTPTypes
import Members
import Testing
import VaultAPI

@Suite("Pages of passkeys")
struct PasskeyPageTests {
    private static let signed = [
        "credential": "a2V5", "client-data": "e30", "authenticator-data": "ZGF0YQ",
        "signature": "c2lnbmF0dXJl", "user-handle": "dXNlcg",
    ]

    @Test("the module is told what to ask for; nothing of it is kept by anybody on the way")
    func asking() async throws {
        try await PlayedCounter.run { counter, client in
            let browser = Browser(client)
            let asked = try await browser.post("/sign-in/passkey/challenges")
            #expect(asked.status == .ok)
            #expect(asked.headers[.cacheControl] == "no-store")
            #expect(asked.html.contains(#""relyingParty":"counter.example.jp""#))
            await browser.hold("member", try counter.vault.token(.member))
            let offered = try await browser.post("/account/passkeys/offers")
            #expect(offered.html.contains(#""known":["a2V5"]"#))
        }
    }

    @Test("a passkey gives a session, and leads where its person wanted to go")
    func signIn() async throws {
        try await PlayedCounter.run { _, client in
            let browser = Browser(client)
            var fields = Self.signed
            fields["attempt"] = Handle<Challenge>.mint().text
            fields["for"] = "history"
            let seen = try await browser.post("/sign-in/passkey", fields)
            #expect(seen.location == "/account/history")
            #expect(await browser.holds("member"))
        }
    }

    @Test(
        "one that does not fit, or came too late, is told kindly on the page where a code can be had"
    )
    func refused() async throws {
        try await PlayedCounter.run { counter, client in
            let browser = Browser(client)
            for refusal in [VaultRefusal.wrongProof, .expired] {
                counter.vault.refuse("signInFinish", with: refusal)
                var fields = Self.signed
                fields["attempt"] = Handle<Challenge>.mint().text
                let seen = try await browser.post("/sign-in/passkey", fields)
                #expect(seen.status == .unprocessableContent)
                #expect(seen.html.contains("パスキーでは確かめられませんでした"))
                #expect(seen.html.contains("確認コードを送る"))
                #expect(await !browser.holds("member"))
            }
        }
    }

    @Test("what no page of ours sends is refused before the vault is asked")
    func malformed() async throws {
        try await PlayedCounter.run { counter, client in
            let browser = Browser(client)
            let attempt = Handle<Challenge>.mint().text
            let long = String(repeating: "A", count: 8001)
            for wrong in [[:], ["attempt": "attempt"], ["attempt": attempt, "signature": long]] {
                let fields = Self.signed.merging(wrong) { _, new in new }
                let seen = try await browser.post("/sign-in/passkey", fields)
                #expect(seen.status == .badRequest)
            }
            #expect(counter.vault.asked.isEmpty)
        }
    }

    @Test("who did not come by a code or a key of late is led to a code, and stays signed in")
    func detour() async throws {
        try await PlayedCounter.run { counter, client in
            let browser = Browser(client)
            await browser.hold("member", try counter.vault.token(.member))
            counter.vault.refuse("passkeyOffer", with: .needsFreshCode)
            let seen = try await browser.post("/account/passkeys/offers")
            #expect(seen.html.contains("passkeys") && seen.html.contains("code"))
            #expect(await browser.holds("member"))
            let sent = try await browser.post("/account/passkeys/code")
            #expect(sent.location?.hasPrefix("/sign-in/") == true)
            #expect(sent.location?.hasSuffix("for=passkeys") == true)
        }
    }

    @Test("a key is kept, named and taken away; what went wrong is told in words")
    func keeping() async throws {
        try await PlayedCounter.run { counter, client in
            let browser = Browser(client)
            await browser.hold("member", try counter.vault.token(.member))
            let made = [
                "attempt": Handle<Challenge>.mint().text, "client-data": "e30",
                "attestation": "oA", "label": "居間のパソコン",
            ]
            let kept = try await browser.post("/account/passkeys", made)
            #expect(kept.location == "/account/passkeys?done=added")
            counter.vault.refuse("passkeyAdd", with: .wrongProof)
            let failed = try #require(try await browser.post("/account/passkeys", made).location)
            #expect(try await browser.get(failed).html.contains("登録できませんでした"))
            let path = "/account/passkeys/\(PlayedVault.passkey.id)"
            let long = ["label": String(repeating: "長", count: 41)]
            let renamed = try await browser.post(path + "/label", long)
            #expect(renamed.location == "/account/passkeys?done=too-long")
            let removed = try await browser.post(path + "/removal")
            #expect(removed.location == "/account/passkeys?done=removed")
        }
    }
}
