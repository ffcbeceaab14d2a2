import Basics
import Storage
import VaultAPI

/// The recipients of a checkout in their rows: what they get, and when each parcel is to come.
extension CheckoutStore {
    /// The recipients, from the rows of the checkout's three tables about them.
    func recipients(
        _ rows: [Row],
        shares: [Row],
        deliveries: [Row]
    ) throws -> [Checkout.Recipient] {
        let shares = try sharesBySubject(shares)
        let deliveries = try deliveriesBySubject(deliveries)
        return try rows.map { row in
            let subject = try row.get("subject", as: Handle<Subject>.self)
            return Checkout.Recipient(
                subject: subject,
                isOrderer: try row.get("is_orderer"),
                destination: Destination(
                    prefecture: try row.get("prefecture"),
                    isIsland: try row.get("island")
                ),
                gift: try GiftChoice(row),
                hasOwnSender: try row.get("own_sender"),
                deliveries: deliveries[subject] ?? [:],
                shares: shares[subject] ?? [:]
            )
        }
    }

    private func sharesBySubject(_ rows: [Row]) throws -> [Handle<Subject>: [GoodsID: Int]] {
        try rows.reduce(into: [:]) { shares, row in
            shares[try row.get("subject"), default: [:]][try row.get("goods")] =
                try row.get("count")
        }
    }

    private func deliveriesBySubject(
        _ rows: [Row]
    ) throws -> [Handle<Subject>: [ParcelKind: DeliveryChoice]] {
        try rows.reduce(into: [:]) { deliveries, row in
            let kind = ParcelKind(
                shop: try row.get("shop"),
                temperature: try row.get("temperature")
            )
            deliveries[try row.get("subject"), default: [:]][kind] = DeliveryChoice(
                day: try row.get("day"),
                window: try row.get("part_of_day"),
                acceptsSeason: try row.get("season_accepted")
            )
        }
    }

    func saveRecipients(_ tx: Transaction, _ checkout: Checkout) throws {
        try tx.run("DELETE FROM checkout_recipient WHERE checkout = \(checkout.id)")
        for (position, recipient) in checkout.recipients.enumerated() {
            try save(tx, checkout.id, recipient, position)
            try saveShares(tx, checkout.id, recipient)
            try saveDeliveries(tx, checkout.id, recipient)
        }
    }

    private func save(
        _ tx: Transaction,
        _ id: Handle<Checkout>,
        _ recipient: Checkout.Recipient,
        _ position: Int
    ) throws {
        try tx.run(
            """
            INSERT INTO checkout_recipient (checkout, subject, position, is_orderer, prefecture,
                island, noshi, noshi_place, card, own_sender)
            VALUES (\(id), \(recipient.subject), \(position), \(recipient.isOrderer),
                \(recipient.destination.prefecture), \(recipient.destination.isIsland),
                \(recipient.gift.noshi?.occasion), \(recipient.gift.noshi?.place),
                \(recipient.gift.hasCard), \(recipient.hasOwnSender))
            """
        )
    }

    private func saveShares(
        _ tx: Transaction,
        _ id: Handle<Checkout>,
        _ recipient: Checkout.Recipient
    ) throws {
        for goods in recipient.shares.keys.sorted() {
            guard let count = recipient.shares[goods], count > 0 else { continue }
            try tx.run(
                """
                INSERT INTO checkout_share (checkout, subject, goods, count)
                VALUES (\(id), \(recipient.subject), \(goods), \(count))
                """
            )
        }
    }

    private func saveDeliveries(
        _ tx: Transaction,
        _ id: Handle<Checkout>,
        _ recipient: Checkout.Recipient
    ) throws {
        for kind in recipient.deliveries.keys.sorted() {
            let delivery = recipient.delivery(of: kind)
            try tx.run(
                """
                INSERT INTO checkout_delivery
                    (checkout, subject, shop, temperature, day, part_of_day, season_accepted)
                VALUES (\(id), \(recipient.subject), \(kind.shop), \(kind.temperature),
                    \(delivery.day), \(delivery.window), \(delivery.acceptsSeason))
                """
            )
        }
    }
}

extension GiftChoice {
    /// From the columns `noshi`, `noshi_place` and `card`.
    init(_ row: Row) throws {
        let occasion = try row.get("noshi", as: NoshiOccasion?.self)
        let place = try row.get("noshi_place", as: NoshiPlace?.self)
        var noshi: Noshi?
        if let occasion, let place { noshi = Noshi(occasion: occasion, place: place) }
        self.init(noshi: noshi, hasCard: try row.get("card"))
    }
}
