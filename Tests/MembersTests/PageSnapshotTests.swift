import Basics
import HTTPTypes
import Members
import TestKit
import Testing
import VaultAPI

@Suite("Pages of a member are as they were kept")
struct PageSnapshotTests {
    @Test(
        "what anybody sees",
        arguments: [
            ("/sign-in", "sign-in"), ("/sign-in/CODE", "code"), ("/registration", "registration"),
            ("/left", "left"), ("/registered", "registered"),
        ]
    )
    func strangers(path: String, name: String) async throws {
        try await PlayedCounter.run { _, client in
            let code = Handle<Challenge>.mint().text
            let seen = try await Browser(client).get(path.replacing("CODE", with: code))
            #expect(seen.status == .ok)
            try Snapshot.expectPage(seen.html, is: "\(name).html")
        }
    }

    @Test(
        "what a member sees",
        arguments: [
            ("/account", "account"), ("/account/profile", "profile"), ("/account/email", "email"),
            ("/account/password", "password"), ("/account/contacts", "contacts"),
            ("/account/contacts/new", "contact"), ("/account/favourites", "favourites"),
            ("/account/passkeys", "passkeys"), ("/account/passkeys/code", "passkey-code"),
            ("/account/download", "download"), ("/account/leaving", "leaving"),
        ]
    )
    func member(path: String, name: String) async throws {
        try await PlayedCounter.run { counter, client in
            let browser = Browser(client)
            counter.vault.keep(
                [.familyName: Secret("髙﨑"), .givenName: Secret("祥子")],
                of: counter.vault.member
            )
            await browser.hold("member", try counter.vault.token(.member))
            let seen = try await browser.get(path)
            #expect(seen.status == .ok)
            try Snapshot.expectPage(seen.html, is: "\(name).html")
        }
    }

    @Test("what a remembered browser sees")
    func remembered() async throws {
        try await PlayedCounter.run { counter, client in
            let browser = Browser(client)
            await browser.hold("remembered", try counter.vault.token(.remembered))
            let seen = try await browser.get("/account")
            try Snapshot.expectPage(seen.html, is: "account-remembered.html")
        }
    }
}
