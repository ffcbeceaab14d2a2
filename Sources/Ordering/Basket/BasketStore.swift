public import Basics
public import Storage

/// The baskets of the market's database.
public struct BasketStore: Sendable {
    private let database: Database

    public init(_ database: Database) { self.database = database }

    /// A visitor's basket and the prefecture it is estimated for; empty where there is none.
    public func find(_ id: Handle<Basket>) async throws -> KeptBasket {
        try await database.read { try load($0, id) }
    }

    /// Changes a basket in one transaction and gives it back.
    @discardableResult
    public func change(
        _ id: Handle<Basket>,
        at now: Moment,
        _ edit: @escaping @Sendable (inout KeptBasket) -> Void
    ) async throws -> KeptBasket {
        try await database.write { tx in
            var kept = try load(tx, id)
            edit(&kept)
            try save(tx, id, kept, at: now)
            return kept
        }
    }

    /// Lets a token carry a basket to the counter, for a minute from now.
    ///
    /// Pressed again, the same token has another minute; that it begins one checkout only is kept
    /// by the checkout's unique column.
    public func handOver(
        _ id: Handle<Basket>,
        _ token: HandOverToken,
        at now: Moment
    ) async throws {
        let ends = now.adding(seconds: HandOverToken.validSeconds)
        _ = try await database.write { tx in
            try tx.run(
                """
                INSERT INTO hand_over (token_hash, basket, ends)
                VALUES (\(token.hash), \(id), \(ends))
                ON CONFLICT (token_hash) DO UPDATE SET ends = excluded.ends
                WHERE hand_over.basket = excluded.basket
                """
            )
        }
    }

    /// What a token carries, or nil where it is unknown or its minute is over.
    ///
    /// The counter reads this.
    public func handedOver(_ token: HandOverToken, at now: Moment) async throws -> Basket? {
        try await database.read { tx in
            let rows = try tx.rows(
                """
                SELECT prefecture, goods, count FROM hand_over
                JOIN basket ON basket.id = hand_over.basket
                LEFT JOIN basket_line ON basket_line.basket = basket.id
                WHERE token_hash = \(token.hash) AND ends >= \(now) ORDER BY position
                """
            )
            return rows.isEmpty ? nil : try KeptBasket(rows).basket
        }
    }

    /// A basket, and the hashes of its hand-overs of which it is not known yet whether they became an
    /// order.
    public func look(
        _ id: Handle<Basket>
    ) async throws -> (kept: KeptBasket, unsettled: [String]) {
        try await database.read { tx in
            let rows = try tx.rows(
                of: BasketStore.lines(of: id),
                """
                SELECT token_hash FROM hand_over WHERE basket = \(id) AND settled = 0
                ORDER BY ends DESC LIMIT 100
                """
            )
            return (try KeptBasket(rows[0]), try rows[1].map { try $0.get("token_hash") })
        }
    }

    /// Takes out of a basket what was ordered by way of these hand-overs, once, and gives it back.
    @discardableResult
    public func settle(
        _ id: Handle<Basket>,
        _ ordered: [String: [BasketLine]],
        at now: Moment
    ) async throws -> KeptBasket {
        try await database.write { tx in
            var kept = try load(tx, id)
            for (hash, lines) in ordered {
                let changed = try tx.change(
                    """
                    UPDATE hand_over SET settled = 1
                    WHERE token_hash = \(hash) AND basket = \(id) AND settled = 0
                    """
                )
                if changed == 1 { kept.basket.takeOut(lines) }
            }
            try save(tx, id, kept, at: now)
            return kept
        }
    }

    /// How long a basket is kept that nobody touches.
    public static let keptDays = 30

    /// Forgets baskets that nobody has touched since a moment, and hand-overs that ended before it.
    ///
    /// A hand-over is kept as long as a basket, not only for its minute: until then the basket may
    /// still have to learn what was ordered by way of it.
    @discardableResult
    public func forget(untouchedSince moment: Moment) async throws -> Int {
        try await database.write { tx in
            try tx.run("DELETE FROM hand_over WHERE ends < \(moment)")
            return try tx.change("DELETE FROM basket WHERE changed < \(moment)")
        }
    }

    private func load(_ tx: Transaction, _ id: Handle<Basket>) throws -> KeptBasket {
        try KeptBasket(try tx.rows(BasketStore.lines(of: id)))
    }

    /// A basket with its lines, or with none.
    private static func lines(of id: Handle<Basket>) -> SQL {
        """
        SELECT prefecture, goods, count FROM basket
        LEFT JOIN basket_line ON basket_line.basket = basket.id
        WHERE basket.id = \(id) ORDER BY position
        """
    }

    private func save(
        _ tx: Transaction,
        _ id: Handle<Basket>,
        _ kept: KeptBasket,
        at now: Moment
    ) throws {
        try tx.run(
            """
            INSERT INTO basket (id, prefecture, changed) VALUES (\(id), \(kept.prefecture), \(now))
            ON CONFLICT (id) DO UPDATE
            SET prefecture = excluded.prefecture, changed = excluded.changed
            """
        )
        try tx.run("DELETE FROM basket_line WHERE basket = \(id)")
        for (position, line) in kept.basket.lines.enumerated() {
            try tx.run(
                """
                INSERT INTO basket_line (basket, goods, count, position)
                VALUES (\(id), \(line.goods), \(line.count), \(position))
                """
            )
        }
    }
}

/// A basket with what else is remembered of it.
public struct KeptBasket: Hashable, Sendable {
    public var basket: Basket
    /// The prefecture for which postage is estimated.
    public var prefecture: Prefecture?

    public init(basket: Basket = Basket(), prefecture: Prefecture? = nil) {
        self.basket = basket
        self.prefecture = prefecture
    }
}

extension KeptBasket {
    /// From the rows of its lines; one without goods is that of an empty basket.
    fileprivate init(_ rows: [Row]) throws {
        let lines = try rows.compactMap { row -> BasketLine? in
            guard let goods = try row.get("goods", as: GoodsID?.self) else { return nil }
            return BasketLine(goods: goods, count: try row.get("count"))
        }
        self.init(basket: Basket(lines: lines), prefecture: try rows.first?.get("prefecture"))
    }
}
