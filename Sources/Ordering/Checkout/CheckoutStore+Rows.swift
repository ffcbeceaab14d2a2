import Basics
import Storage
import VaultAPI

/// One checkout in its rows: itself and the lines of its basket.
extension CheckoutStore {
    func load(_ tx: Transaction, _ id: Handle<Checkout>) throws -> Checkout? {
        let rows = try tx.rows(
            of: "SELECT * FROM checkout WHERE id = \(id)",
            "SELECT goods, count FROM checkout_line WHERE checkout = \(id) ORDER BY position",
            "SELECT * FROM checkout_recipient WHERE checkout = \(id) ORDER BY position",
            "SELECT subject, goods, count FROM checkout_share WHERE checkout = \(id)",
            "SELECT * FROM checkout_delivery WHERE checkout = \(id)"
        )
        guard let row = rows[0].first else { return nil }
        var checkout = Checkout(
            id: id,
            key: try row.get("order_key"),
            number: try row.get("number"),
            slip: try row.get("slip"),
            created: try row.get("created"),
            ends: try row.get("ends"),
            basket: Basket(lines: try rows[1].map(BasketLine.init)),
            state: try row.get("state", as: String.self) == "placed" ? .placed : .open
        )
        checkout.member = try row.get("member")
        checkout.payment = try row.get("payment")
        checkout.isOfAge = try row.get("of_age")
        checkout.quoted = try row.get("quoted")
        checkout.arePeopleFixed = try row.get("people_fixed")
        checkout.browser = try row.get("browser")
        checkout.orderer = try orderer(row)
        checkout.recipients = try recipients(rows[2], shares: rows[3], deliveries: rows[4])
        return checkout
    }

    private func orderer(_ row: Row) throws -> Checkout.Orderer? {
        guard let subject = try row.get("orderer", as: Handle<Subject>?.self),
            let prefecture = try row.get("prefecture", as: Prefecture?.self)
        else { return nil }
        return Checkout.Orderer(
            subject: subject,
            destination: Destination(prefecture: prefecture, isIsland: try row.get("island"))
        )
    }

    /// Writes what has changed.
    func save(_ tx: Transaction, _ checkout: Checkout, insteadOf before: Checkout) throws {
        guard checkout != before else { return }
        let destination = checkout.orderer?.destination
        try tx.run(
            """
            UPDATE checkout SET member = \(checkout.member),
                orderer = \(checkout.orderer?.subject), prefecture = \(destination?.prefecture),
                island = \(destination?.isIsland ?? false), payment = \(checkout.payment),
                of_age = \(checkout.isOfAge), quoted = \(checkout.quoted),
                people_fixed = \(checkout.arePeopleFixed), browser = \(checkout.browser)
            WHERE id = \(checkout.id)
            """
        )
        if checkout.basket != before.basket { try saveLines(tx, checkout) }
        if checkout.recipients != before.recipients { try saveRecipients(tx, checkout) }
    }

    func saveLines(_ tx: Transaction, _ checkout: Checkout) throws {
        try tx.run("DELETE FROM checkout_line WHERE checkout = \(checkout.id)")
        for (position, line) in checkout.basket.lines.enumerated() {
            try tx.run(
                """
                INSERT INTO checkout_line (checkout, goods, count, position)
                VALUES (\(checkout.id), \(line.goods), \(line.count), \(position))
                """
            )
        }
    }
}

extension BasketLine {
    /// From the columns `goods` and `count`.
    fileprivate init(_ row: Row) throws {
        self.init(goods: try row.get("goods"), count: try row.get("count"))
    }
}
