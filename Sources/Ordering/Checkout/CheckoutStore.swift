public import Basics
public import Storage
public import VaultAPI

/// The checkouts under way, in the shop's database.
public struct CheckoutStore: Sendable {
    let database: Database

    public init(_ database: Database) { self.database = database }

    public enum OpenError: Error, Hashable {
        /// The hand-over's token was used before.
        case tokenUsed
    }

    /// Begins a checkout; the unique column of the token's hash lets each hand-over begin one only.
    public func open(_ checkout: Checkout, by token: HandOverToken) async throws {
        do {
            try await database.write { tx in
                try tx.run(
                    """
                    INSERT INTO checkout
                        (id, token_hash, order_key, number, slip, member, state, created, ends)
                    VALUES (\(checkout.id), \(token.hash), \(checkout.key), \(checkout.number),
                        \(checkout.slip), \(checkout.member), 'open', \(checkout.created),
                        \(checkout.ends))
                    """
                )
                try saveLines(tx, checkout)
            }
        } catch StorageError.uniqueViolation(let columns) where columns.contains("token_hash") {
            throw OpenError.tokenUsed
        }
    }

    public func find(_ id: Handle<Checkout>) async throws -> Checkout? {
        try await database.read { try load($0, id) }
    }

    /// What a hand-over's token has begun.
    public func find(by token: HandOverToken) async throws -> Checkout? {
        try await database.read { tx in
            try tx.row("SELECT id FROM checkout WHERE token_hash = \(token.hash)")
                .flatMap { try load(tx, $0.get("id")) }
        }
    }

    /// The checkout that a guest has under way.
    public func open(orderer: Handle<Subject>, at now: Moment) async throws -> Checkout? {
        try await database.read { tx in
            try tx.row(
                """
                SELECT id FROM checkout
                WHERE orderer = \(orderer) AND state = 'open' AND ends >= \(now)
                ORDER BY created DESC LIMIT 1
                """
            ).flatMap { try load(tx, $0.get("id")) }
        }
    }

    /// Changes an open checkout; one that is placed or over is given back as it is.
    @discardableResult
    public func change(
        _ id: Handle<Checkout>,
        at now: Moment,
        _ edit: @escaping @Sendable (inout Checkout) -> Void
    ) async throws -> Checkout? {
        try await database.write { tx in
            guard var checkout = try load(tx, id) else { return nil }
            guard checkout.state == .open, !checkout.isOver(at: now) else { return checkout }
            edit(&checkout)
            try save(tx, checkout)
            return checkout
        }
    }

    /// The lines of those hand-overs that became orders, by the hash of their token.
    ///
    /// The market reads this, to take out of a basket what was ordered.
    public func placed(byTokenHashes hashes: [String]) async throws -> [String: [BasketLine]] {
        guard !hashes.isEmpty else { return [:] }
        return try await database.read { tx in
            let rows = try tx.rows(
                """
                SELECT checkout.token_hash, line.goods, line.count
                FROM checkout JOIN checkout_line AS line ON line.checkout = checkout.id
                WHERE checkout.state = 'placed' AND checkout.token_hash IN \(list: hashes)
                """
            )
            return try rows.reduce(into: [:]) { placed, row in
                let line = BasketLine(goods: try row.get("goods"), count: try row.get("count"))
                placed[try row.get("token_hash"), default: []].append(line)
            }
        }
    }

    /// Forgets checkouts that ended unplaced a day ago, and placed ones once no basket is left that
    /// could still have to learn of them.
    @discardableResult
    public func forget(at now: Moment) async throws -> Int {
        let dayAgo = now.adding(days: -1)
        let longAgo = now.adding(days: -BasketStore.keptDays - 1)
        return try await database.write { tx in
            try tx.run(
                """
                DELETE FROM checkout
                WHERE state = 'open' AND ends < \(dayAgo) OR ends < \(longAgo)
                """
            )
        }
    }
}

extension CheckoutStore {
    func load(_ tx: Transaction, _ id: Handle<Checkout>) throws -> Checkout? {
        guard let row = try tx.row("SELECT * FROM checkout WHERE id = \(id)") else { return nil }
        let lines = try tx.rows(
            "SELECT goods, count FROM checkout_line WHERE checkout = \(id) ORDER BY position"
        ).map { BasketLine(goods: try $0.get("goods"), count: try $0.get("count")) }
        var checkout = Checkout(
            id: id,
            key: try row.get("order_key"),
            number: try row.get("number"),
            slip: try row.get("slip"),
            created: try row.get("created"),
            ends: try row.get("ends"),
            basket: Basket(lines: lines),
            state: try row.get("state", as: String.self) == "placed" ? .placed : .open
        )
        checkout.member = try row.get("member")
        checkout.payment = try row.get("payment")
        checkout.isOfAge = try row.get("of_age")
        checkout.quoted = try row.get("quoted")
        checkout.arePeopleFixed = try row.get("people_fixed")
        checkout.orderer = try orderer(row)
        checkout.recipients = try recipients(tx, id)
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

    private func recipients(
        _ tx: Transaction,
        _ id: Handle<Checkout>
    ) throws -> [Checkout.Recipient] {
        let shares = try tx.rows(
            "SELECT subject, goods, count FROM checkout_share WHERE checkout = \(id)"
        )
        var bySubject: [String: [GoodsID: Int]] = [:]
        for row in shares {
            bySubject[try row.get("subject"), default: [:]][try row.get("goods")] =
                try row.get("count")
        }
        return try tx.rows(
            "SELECT * FROM checkout_recipient WHERE checkout = \(id) ORDER BY position"
        ).map { try recipient($0, shares: bySubject[try $0.get("subject")] ?? [:]) }
    }

    private func recipient(_ row: Row, shares: [GoodsID: Int]) throws -> Checkout.Recipient {
        Checkout.Recipient(
            subject: try row.get("subject"),
            isOrderer: try row.get("is_orderer"),
            destination: Destination(
                prefecture: try row.get("prefecture"),
                isIsland: try row.get("island")
            ),
            gift: try GiftChoice(row),
            hasOwnSender: try row.get("own_sender"),
            day: try row.get("day"),
            window: try row.get("part_of_day"),
            acceptsSeason: try row.get("season_accepted"),
            shares: shares
        )
    }

    private func save(_ tx: Transaction, _ checkout: Checkout) throws {
        let destination = checkout.orderer?.destination
        try tx.run(
            """
            UPDATE checkout SET member = \(checkout.member),
                orderer = \(checkout.orderer?.subject), prefecture = \(destination?.prefecture),
                island = \(destination?.isIsland ?? false), payment = \(checkout.payment),
                of_age = \(checkout.isOfAge), quoted = \(checkout.quoted),
                people_fixed = \(checkout.arePeopleFixed)
            WHERE id = \(checkout.id)
            """
        )
        try saveLines(tx, checkout)
        try tx.run("DELETE FROM checkout_recipient WHERE checkout = \(checkout.id)")
        for (position, recipient) in checkout.recipients.enumerated() {
            try saveRecipient(tx, checkout.id, recipient, position)
        }
    }

    private func saveLines(_ tx: Transaction, _ checkout: Checkout) throws {
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

    private func saveRecipient(
        _ tx: Transaction,
        _ id: Handle<Checkout>,
        _ recipient: Checkout.Recipient,
        _ position: Int
    ) throws {
        try tx.run(
            """
            INSERT INTO checkout_recipient (checkout, subject, position, is_orderer, prefecture,
                island, noshi, noshi_place, card, own_sender, day, part_of_day, season_accepted)
            VALUES (\(id), \(recipient.subject), \(position), \(recipient.isOrderer),
                \(recipient.destination.prefecture), \(recipient.destination.isIsland),
                \(recipient.gift.noshi?.occasion), \(recipient.gift.noshi?.place),
                \(recipient.gift.hasCard), \(recipient.hasOwnSender), \(recipient.day),
                \(recipient.window), \(recipient.acceptsSeason))
            """
        )
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
