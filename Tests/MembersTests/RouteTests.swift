import Basics
import Counter
import HTTPTypes
import Testing
import VaultAPI

@testable import Members

/// Every address of my page against everybody who may come to it.
@Suite("Who sees what of my page")
struct RouteTests {
    /// An address, and where its sign-in leads back to.
    struct Route: Sendable, CustomStringConvertible {
        let method: HTTPRequest.Method
        let path: String
        let goal: SignInGoal
        /// What a member who has signed in gets.
        var answer: HTTPResponse.Status = .ok
        /// Whether a remembered browser sees it: states of orders, nothing personal.
        var isForRemembered = false

        var description: String { "\(method) \(path)" }
        var signIn: String { "/sign-in?for=\(goal)" }

        static func get(_ path: String, _ goal: SignInGoal) -> Route {
            Route(method: .get, path: path, goal: goal)
        }

        static func post(
            _ path: String,
            _ goal: SignInGoal,
            _ answer: HTTPResponse.Status = .unprocessableContent
        ) -> Route {
            Route(method: .post, path: path, goal: goal, answer: answer)
        }
    }

    /// `C` is a contact of the member's, `H` a challenge, `P` a passkey.
    static let all: [Route] = [
        Route(method: .get, path: "/account", goal: .account, isForRemembered: true),
        .get("/account/profile", .profile), .post("/account/profile", .profile, .badRequest),
        .get("/account/confirmation", .account),
        .post("/account/confirmation", .account, .badRequest),
        .get("/account/email", .email), .post("/account/email", .email),
        .get("/account/email/H", .email), .post("/account/email/H", .email),
        .get("/account/password", .password), .post("/account/password", .password, .seeOther),
        .get("/account/passkeys", .passkeys), .post("/account/passkeys", .passkeys, .badRequest),
        .post("/account/passkeys/offers", .passkeys, .ok),
        .get("/account/passkeys/code", .passkeys),
        .post("/account/passkeys/code", .passkeys, .seeOther),
        .post("/account/passkeys/P/label", .passkeys, .seeOther),
        .post("/account/passkeys/P/removal", .passkeys, .seeOther),
        .get("/account/contacts", .contacts), .get("/account/contacts/new", .contacts),
        .post("/account/contacts", .contacts), .get("/account/contacts/C", .contacts),
        .post("/account/contacts/C", .contacts),
        .post("/account/contacts/C/removal", .contacts, .seeOther),
        .get("/account/favourites", .favourites),
        .post("/account/favourites/7/removal", .favourites, .seeOther),
        .get("/account/history", .history), .get("/account/download", .download),
        .post("/account/download", .download, .ok), .get("/account/leaving", .leaving),
        .post("/account/leaving", .leaving),
    ]

    private func visit(
        _ route: Route,
        _ prepare: @escaping @Sendable (PlayedCounter, Browser) async throws -> Void,
        _ judge: @escaping @Sendable (PlayedCounter, Browser.Seen) throws -> Void
    ) async throws {
        try await PlayedCounter.run { counter, client in
            let browser = Browser(client)
            let contact = Handle<Subject>.mint()
            try await AddressBookStore(counter.database)
                .add(contact, of: counter.vault.member, at: Moment(milliseconds: 0))
            counter.vault.keep([.familyName: Secret("髙﨑")], of: counter.vault.member)
            try await prepare(counter, browser)
            let path = route.path.replacing("C", with: contact.text)
                .replacing("H", with: Handle<Challenge>.mint().text)
                .replacing("P", with: PlayedVault.passkey.id.text)
            let seen =
                route.method == .get
                ? try await browser.get(path) : try await browser.post(path)
            try judge(counter, seen)
        }
    }

    @Test("who has signed in is answered, after the vault was asked", arguments: all)
    func signedIn(route: Route) async throws {
        try await visit(route) { counter, browser in
            await browser.hold("member", try counter.vault.token(.member))
        } _: { counter, seen in
            #expect(seen.status == route.answer)
            #expect(seen.location?.hasPrefix("/sign-in") != true)
            #expect(counter.vault.asked.first == "checkSession")
        }
    }

    @Test("a remembered browser sees states of orders; all else takes a fresh code", arguments: all)
    func remembered(route: Route) async throws {
        try await visit(route) { counter, browser in
            await browser.hold("remembered", try counter.vault.token(.remembered))
        } _: { counter, seen in
            if route.isForRemembered {
                #expect(seen.status == .ok)
                #expect(seen.html.contains("発送しました") && !seen.html.contains("髙﨑"))
                #expect(counter.vault.asked == ["checkSession"])
            } else {
                #expect(seen.location == route.signIn)
                #expect(counter.vault.asked.isEmpty)
            }
        }
    }

    @Test("who was signed out elsewhere gets nothing any more", arguments: all)
    func signedOut(route: Route) async throws {
        try await visit(route) { counter, browser in
            counter.vault.refuse("checkSession", with: .ended)
            await browser.hold("member", try counter.vault.token(.member))
        } _: { counter, seen in
            #expect(seen.location == route.signIn)
            #expect(counter.vault.asked == ["checkSession"])
        }
    }

    @Test("strangers are asked to sign in, and the vault is not asked", arguments: all)
    func stranger(route: Route) async throws {
        try await visit(route) { _, _ in
        } _: { counter, seen in
            #expect(seen.location == route.signIn)
            #expect(counter.vault.asked.isEmpty)
        }
    }

    @Test(
        "tokens that are forged, or for another use, are strangers'",
        arguments: all
    )
    func forged(route: Route) async throws {
        let forgeries: [@Sendable (PlayedVault) throws -> Token] = [
            { try Token($0.token(.member).secret.revealed.dropLast(4) + "AAAA") },
            { _ in Token("a.b") }, { _ in Token("") },
            { try $0.token(.checkout) }, { try $0.token(.orderView) },
        ]
        for forge in forgeries {
            try await visit(route) { counter, browser in
                let token = try forge(counter.vault)
                await browser.hold("member", token)
                await browser.hold("remembered", token)
            } _: { counter, seen in
                #expect(seen.location == route.signIn)
                #expect(counter.vault.asked.isEmpty)
            }
        }
    }

    @Test("a session that is over leaves a remembered browser its states of orders")
    func overButRemembered() async throws {
        try await PlayedCounter.run { counter, client in
            let browser = Browser(client)
            await browser.hold("member", try counter.vault.token(.member))
            await browser.hold("remembered", try counter.vault.token(.remembered))
            counter.vault.refuse("checkSession", with: .expired)
            #expect(try await browser.get("/account").location == "/account")
            #expect(await !browser.holds("member"))
            counter.vault.refuse("checkSession", with: nil)
            #expect(try await browser.get("/account").html.contains("発送しました"))
        }
    }

    @Test("no address of my page is missing in the table")
    func complete() async throws {
        try await PlayedCounter.run { counter, _ in
            let registered = try counter.routes().filter { $0.path.hasPrefix("/account") }
            let tested = RouteTests.all.map { ($0.path, $0.method.rawValue) }
            let asked = Set(registered.map { RouteTests.named($0.path, $0.method) })
            #expect(asked.count == RouteTests.all.count)
            #expect(asked == Set(tested.map { RouteTests.named($0.0, $0.1) }))
        }
    }

    /// An address with its changing parts alike: `GET /account/contacts/*`.
    private static func named(_ path: String, _ method: String) -> String {
        let parts = path.split(separator: "/").map { part in
            let changes =
                part.first == "{" || part.first == ":" || ["C", "H", "P", "7"].contains(part)
            return changes ? "*" : String(part)
        }
        return "\(method) /" + parts.joined(separator: "/")
    }
}
