import Basics

/// One person of the demonstration city before the pages of the market and the counter.
struct Shopper: Sendable {
    let person: DemoPerson
    var browser: Browser

    /// - Parameters:
    ///   - person: Who it is.
    ///   - number: Makes the address that the person seems to come from.
    ///   - town: Where.
    init(_ person: DemoPerson, number: Int, in town: Town) {
        self.person = person
        // Of 198.18.0.0/15, which is nobody's (RFC 2544).
        browser = Browser(town, source: "198.18.\(number / 250).\(number % 250 + 1)")
    }

    /// Registers, and is signed in afterwards; who is a member already signs in.
    mutating func becomeMember() async throws {
        let email = person.email.revealed
        let mails = MailWatch(town: browser.town)
        let before = try await mails.newest(to: email)
        let asked = try await askToRegister()
        guard let code = try await mails.code(to: email, after: before) else {
            return try await signIn()
        }
        try await enter(code, on: asked)
    }

    /// Asks to be registered; shows the page that asks for the code.
    @discardableResult
    mutating func askToRegister() async throws -> WebPage {
        let page = try await browser.open("/registration", .registering)
        return try await browser.send(
            page.form(to: "/registration"),
            on: page,
            filling: person.values.merging(["email": person.email.revealed]) { $1 },
            .registering
        )
    }

    /// Signs in by a mail code.
    mutating func signIn() async throws {
        let email = person.email.revealed
        let mails = MailWatch(town: browser.town)
        let before = try await mails.newest(to: email)
        let page = try await browser.open("/sign-in", .signingIn)
        let asked = try await browser.send(
            page.forms.first { $0.fields.contains("email") },
            on: page,
            filling: ["email": email],
            .signingIn
        )
        guard let code = try await mails.code(to: email, after: before) else {
            throw Stumble(.mail, status: 200)
        }
        try await enter(code, on: asked)
    }

    private mutating func enter(_ code: String, on page: WebPage) async throws {
        let form = page.forms.first { $0.fields.contains("code") }
        let account = try await browser.send(form, on: page, filling: ["code": code], .code)
        guard account.place.name == "/account" else { throw Stumble(.code, status: account.status) }
    }

    /// Adds somebody to the address book.
    mutating func add(_ contact: DemoPerson, called label: String) async throws {
        let page = try await browser.open("/account/contacts/new", .contacts)
        _ = try await browser.send(
            page.form(to: "/account/contacts"),
            on: page,
            filling: contact.values.merging(["label": label]) { $1 },
            .contacts
        )
    }
}

extension DemoPerson {
    /// What the person writes into a form for a name and an address; fields that a form has not are
    /// passed over there.
    var values: [String: String] {
        [
            "familyName": familyName.revealed, "givenName": givenName.revealed,
            "familyKana": familyKana.revealed, "givenKana": givenKana.revealed,
            "postcode": postcode.revealed, "prefecture": prefecture.name,
            "city": city.revealed, "street": street.revealed, "building": building.revealed,
            "phone": phone.revealed,
        ]
    }
}
