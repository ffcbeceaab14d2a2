import Basics

/// What somebody wants to order.
struct Wish: Sendable {
    enum Receiver: Sendable {
        case themselves
        /// The first of the address book.
        case contact
        case other(DemoPerson)
    }

    /// Paths of goods at the market.
    var goods: [String]
    var receiver: Receiver
    var isGift: Bool
    /// A number that decides whatever the pages leave open.
    var lot: Int
}

extension Shopper {
    /// Orders, page by page.
    ///
    /// - Returns: The order's number; nil where the goods were gone before the end.
    mutating func order(_ wish: Wish) async throws -> String? {
        guard let page = try await confirmation(of: wish) else { return nil }
        return try await place(on: page)
    }

    /// The page that shows the order once more before it is placed; nil where the goods were gone.
    mutating func confirmation(of wish: Wish) async throws -> WebPage? {
        guard try await fillBasket(wish.goods) else { return nil }
        let first = try await handOver()
        let next = try await tellOrderer(on: first, receiver: wish.receiver)
        let gift = try await tellReceiver(wish.receiver, on: next)
        let payment = try await chooseGift(wish, on: gift)
        return try await pay(wish, on: payment)
    }

    private mutating func fillBasket(_ goods: [String]) async throws -> Bool {
        browser.forget(.market)
        var isFilled = false
        for path in goods {
            let page = try await browser.open(path, at: .market, .shelf)
            guard let form = page.form(to: "/basket/lines") else { continue }
            _ = try await browser.send(form, on: page, filling: ["count": "1"], .basket)
            isFilled = true
        }
        return isFilled
    }

    private mutating func handOver() async throws -> WebPage {
        let basket = try await browser.open("/basket", at: .market, .basket)
        let page = try await browser.send(
            basket.form(to: "/basket/hand-over"),
            on: basket,
            .handOver
        )
        if page.form(to: "/orderer") != nil { return page }
        // An earlier checkout of the same person is under way: the new basket counts.
        guard let new = page.links.first(where: { $0.contains("/orderer?new=") }) else {
            throw Stumble(.handOver, status: page.status)
        }
        return try await browser.open(new, .handOver)
    }

    private mutating func tellOrderer(
        on page: WebPage,
        receiver: Wish.Receiver
    ) async throws -> WebPage {
        var values = person.values.merging(["email": person.email.revealed]) { $1 }
        if case .themselves = receiver { values["to"] = "orderer" }
        let next = try await browser.send(
            page.form(to: "/orderer"),
            on: page,
            filling: values,
            .orderer
        )
        return try await heedWarning(on: next, .orderer, pressing: ["to": values["to"] ?? ""])
    }

    /// A form that only warns is sent again as it stands.
    private mutating func heedWarning(
        on page: WebPage,
        _ step: Stumble.Step,
        pressing button: [String: String] = [:]
    ) async throws -> WebPage {
        guard let form = page.forms.first(where: { $0.values["warned"] == "yes" }) else {
            return page
        }
        return try await browser.send(form, on: page, filling: button, step)
    }

    private mutating func tellReceiver(
        _ receiver: Wish.Receiver,
        on page: WebPage
    ) async throws -> WebPage {
        switch receiver {
        case .themselves: return page
        case .contact:
            return try await browser.send(
                page.form(to: "/recipients/contacts"),
                on: page,
                .recipients
            )
        case .other(let person):
            let empty = try await browser.open(page.place.name + "/new", .recipients)
            let form = empty.form(to: "/recipients/new")
            let next = try await browser.send(form, on: empty, filling: person.values, .recipients)
            return try await heedWarning(on: next, .recipients)
        }
    }

    private mutating func chooseGift(_ wish: Wish, on page: WebPage) async throws -> WebPage {
        let form = page.form(to: "/gift")
        var values: [String: String] = [:]
        if wish.isGift, let occasions = form?.choices["noshi"] {
            values["noshi"] = occasions[wish.lot % 3 == 0 ? wish.lot % occasions.count : 0]
            values["place"] = form?.choices["place"]?.first
            values["giftName"] = person.familyName.revealed
        }
        for (name, days) in form?.choices ?? [:]
        where name.hasPrefix("day-") && wish.lot % 4 == 1 {
            values[name] = days[wish.lot % days.count]
        }
        let next = try await browser.send(form, on: page, filling: values, .gift, but: [422])
        guard next.status == 422 else { return next }
        // A gift out of its season is asked about once.
        let asked = Set(next.wrongFields)
        guard !asked.isEmpty, asked.allSatisfy({ $0.hasPrefix("season-") }) else {
            throw Stumble(.gift, status: 422, fields: next.wrongFields)
        }
        return try await browser.send(
            next.form(to: "/gift"),
            on: next,
            filling: Dictionary(uniqueKeysWithValues: asked.map { ($0, "yes") }),
            .gift
        )
    }

    private mutating func pay(_ wish: Wish, on page: WebPage) async throws -> WebPage {
        let form = page.form(to: "/payment")
        guard let ways = form?.choices["payment"] else {
            throw Stumble(.payment, status: page.status)
        }
        let values = ["payment": ways[wish.lot % ways.count]]
        return try await browser.send(form, on: page, filling: values, .payment)
    }

    private mutating func place(on confirmation: WebPage) async throws -> String? {
        guard let last = confirmation.form(to: "/confirmation") else { return nil }
        let age = last.fields.contains("age") ? ["age": "yes"] : [:]
        let thanks = try await browser.send(
            last,
            on: confirmation,
            filling: age,
            .placing,
            but: [409]
        )
        if thanks.status == 409 { return nil }
        let number = PageTag.all(in: thanks.body).first { $0["class"] == "order-number" }?.text
        guard let number else { throw Stumble(.placing, status: thanks.status) }
        return number
    }
}
