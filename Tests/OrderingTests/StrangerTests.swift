import Basics
import HTTPTypes
import Ordering
import Testing
import VaultAPI
import Web

/// Nobody's browser may freeze anything: what is not its own is refused before the vault is asked.
@Suite("What strangers get", .serialized)
struct StrangerTests {
    private static let checkoutPages = [
        "", "/orderer", "/recipients", "/recipients/new", "/recipients/S", "/recipients/S/gift",
        "/payment", "/confirmation", "/thanks",
    ]
    private static let checkoutForms = [
        "/orderer", "/recipients", "/recipients/orderer", "/recipients/contacts",
        "/recipients/new", "/recipients/S", "/recipients/S/removal", "/recipients/S/gift",
        "/recipients/S/copies", "/payment", "/confirmation", "/adjustment",
    ]
    private static let orderPages = ["", "/recipients/S"]
    private static let orderForms = ["/cancellation", "/recipients/S", "/invoices", "/reorder"]

    /// Sends a form with the token of a page that anybody may see.
    private func post(
        _ browser: Browser,
        _ path: String,
        _ fields: [String: String] = [:]
    ) async throws -> Answer {
        try await browser.get("/order-links/x")
        return try await browser.post(path, fields)
    }

    /// Asks for every page and sends every form, and expects that nothing is there.
    private func knock(
        _ browser: Browser,
        _ base: String,
        _ subject: Handle<Subject>,
        pages: [String],
        forms: [String],
        _ town: Town
    ) async throws {
        let before = await town.vault.asked
        for page in pages {
            let path = base + page.replacing("S", with: subject.text)
            let answer = try await browser.get(path)
            #expect([404, 410].contains(answer.status.code), "GET \(page): \(answer.status)")
            #expect(!answer.text.contains("髙橋"))
        }
        for form in forms {
            let path = base + form.replacing("S", with: subject.text)
            let answer = try await post(browser, path, Customer.address)
            #expect([404, 410].contains(answer.status.code), "POST \(form): \(answer.status)")
        }
        #expect(await town.vault.asked == before)
    }

    /// Browsers that hold no token, a good token of their own, one of another use, forged ones.
    private func strangers(
        _ town: Town,
        _ owner: Handle<Subject>
    ) async throws -> [Browser] {
        let vault = town.vault
        let other = Handle<Subject>.mint()
        let own = try await vault.token(for: owner, use: .orderView).secret.revealed
        let known = try await vault.token(for: owner, use: .remembered).secret.revealed
        var cookies: [[String: String]] = [
            [:],
            ["checkout": known, "order": known, "member": known],
            ["checkout": own, "member": own, "remembered": own],
            ["checkout": "a.b", "order": "", "member": own.dropLast(4) + "AAAA"],
        ]
        for use in [TokenClaims.Use.checkout, .orderView, .member, .remembered] {
            let token = try await vault.token(for: other, use: use).secret.revealed
            cookies.append([
                "checkout": token, "order": token, "member": token, "remembered": token,
            ])
        }
        return cookies.map { cookies in
            let browser = Customer(town).counter
            for (name, value) in cookies { browser.setCookie("__Host-" + name, value) }
            return browser
        }
    }

    @Test("a checkout is nobody else's: no route of it asks the vault for a stranger")
    func checkouts() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let checkout = try await customer.confirm([(1, 1)])
            let orderer = try #require(await town.vault.people.keys.first)
            for browser in try await strangers(town, orderer) {
                try await knock(
                    browser,
                    checkout,
                    orderer,
                    pages: Self.checkoutPages,
                    forms: Self.checkoutForms,
                    town
                )
            }
            #expect(try await customer.place(checkout).location == checkout + "/thanks")
            for browser in try await strangers(town, orderer) {
                #expect(try await browser.get(checkout + "/thanks").status == .gone)
            }
        }
    }

    @Test("an order is nobody else's: no route of it asks the vault for a stranger")
    func orders() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            try await customer.place(try await customer.confirm([(1, 1)]))
            let order = try #require(try await town.shop.orders.orders(in: nil, limit: 1).first)
            var browsers = try await strangers(town, order.orderer)
            // The third one holds the order's own token, in cookies where it does not count.
            browsers.append(customer.counter)
            for browser in browsers {
                try await knock(
                    browser,
                    "/orders/\(order.number)",
                    order.orderer,
                    pages: Self.orderPages,
                    forms: Self.orderForms,
                    town
                )
            }
        }
    }

    @Test("in one's own checkout and order, somebody else's handle is not found")
    func foreignHandles() async throws {
        try await Town.with { town in
            let victim = try await town.vault.addMember([:])
            let customer = Customer(town)
            let checkout = try await customer.confirm([(1, 1)])
            let own = checkout + "/recipients/\(victim.subject)"
            let before = await town.vault.asked
            for page in ["", "/gift"] {
                #expect(try await customer.counter.get(own + page).status == .notFound)
            }
            for form in ["", "/removal", "/gift", "/copies"] {
                let answer = try await post(customer.counter, own + form, Customer.address)
                #expect(answer.status == .notFound)
            }
            let contact = try await post(
                customer.counter,
                checkout + "/recipients/contacts",
                ["contact": victim.subject.text, "draft": "a"]
            )
            #expect(contact.status == .notFound)
            #expect(await town.vault.asked == before)
            try await customer.place(checkout)
            let order = try #require(try await town.shop.orders.orders(in: nil, limit: 1).first)
            let token = try await town.vault.token(for: order.orderer, use: .orderView)
            customer.counter.setCookie("__Host-order", token.secret.revealed)
            let path = "/orders/\(order.number)/recipients/\(victim.subject)"
            #expect(try await customer.counter.get(path).status == .notFound)
            #expect(try await post(customer.counter, path, Customer.mother).status == .notFound)
            #expect(await town.vault.forgeries == 0)
        }
    }

    @Test("of two tabs that say at once who orders, the first counts and neither is an attack")
    func twoTabs() async throws {
        try await Town.with { town in
            let first = Customer(town)
            let second = Customer(town)
            let checkout = try await first.begin([(1, 1)])
            await town.vault.beforeNext(Enrol.self) {
                try await first.fill(checkout + "/orderer", Customer.address)
                try await first.fill(checkout + "/recipients/new", Customer.mother)
            }
            let late = try await second.fill(checkout + "/orderer", Customer.mother)
            #expect(late.status == .seeOther)
            #expect(try await second.counter.get(checkout + "/recipients").status == .gone)
            let list = try await first.counter.get(checkout + "/recipients")
            #expect(list.status == .ok)
            #expect(list.text.contains("山﨑"))
            #expect(await town.vault.forgeries == 0)
        }
    }

    @Test("a recipient who comes while the order is being placed is not added to it")
    func lateRecipient() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let checkout = try await customer.confirm([(1, 1)])
            let id = try #require(Handle<Checkout>(String(checkout.split(separator: "/")[1])))
            await town.vault.beforeNext(Enrol.self) {
                let open = try #require(try await town.shop.checkouts.find(id))
                try await town.shop.checkouts.change(open, at: Sample.noon) {
                    $0.arePeopleFixed = true
                }
            }
            try await customer.fill(checkout + "/recipients/new", Customer.mother)
            #expect(try await town.shop.checkouts.find(id)?.recipients.count == 1)
            let orderer = try #require(try await town.shop.checkouts.find(id)?.orderer?.subject)
            let removal = checkout + "/recipients/\(orderer)/removal"
            #expect(try await customer.counter.post(removal).status == .conflict)
        }
    }

    @Test("a member whose browser is remembered, or was signed in, is asked to sign in again")
    func remembered() async throws {
        try await Town.with { town in
            let member = try await town.vault.addMember([:])
            let customer = Customer(town)
            customer.counter.setCookie("__Host-member", member.token.secret.revealed)
            try await customer.place(try await customer.confirm([(1, 1)]))
            let order = try #require(try await town.shop.orders.orders(in: nil, limit: 1).first)
            #expect(order.member == member.subject)
            let before = await town.vault.asked
            let token = try await town.vault.token(for: member.subject, use: .remembered)
            let browser = Customer(town).counter
            browser.setCookie("__Host-remembered", token.secret.revealed)
            let shown = try await browser.get("/orders/\(order.number)")
            #expect(shown.status == .gone)
            #expect(shown.text.contains("/sign-in?for=account"))
            let reorder = try await post(browser, "/orders/\(order.number)/reorder")
            #expect(reorder.status == .gone)
            town.clock.advance(hours: 13)
            let late = try await customer.counter.get("/orders/\(order.number)")
            #expect(late.status == .gone)
            #expect(await town.vault.asked == before)
        }
    }
}
