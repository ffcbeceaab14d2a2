public import Basics
public import Storage
public import VaultAPI

/// The orders of the shop's database.
public struct OrderStore: Sendable {
    let database: Database

    public init(_ database: Database) { self.database = database }

    public func find(_ key: Handle<OrderKey>) async throws -> Order? {
        try await database.read { try OrderStore.load($0, key) }
    }

    public func find(_ number: OrderNumber) async throws -> Order? {
        try await database.read { tx in
            let row = try tx.row("SELECT key FROM orders WHERE number = \(number)")
            return try row.flatMap { try OrderStore.load(tx, $0.get("key")) }
        }
    }

    /// Which of these keys are orders; the others can become none any more.
    ///
    /// Their checkouts go in the same commit, so that a placing which is still on its way finds none.
    public func settle(_ keys: [Handle<OrderKey>]) async throws -> Set<Handle<OrderKey>> {
        try await database.write { tx in
            try tx.run("DELETE FROM checkout WHERE state = 'open' AND order_key IN \(list: keys)")
            let known = try tx.rows("SELECT key FROM orders WHERE key IN \(list: keys)")
            return Set(try known.map { try $0.get("key") })
        }
    }

    /// A member's orders, newest first.
    public func orders(
        of member: Handle<Subject>,
        limit: Int = 100
    ) async throws -> [Order] {
        try await database.read { tx in
            try tx.rows(
                """
                SELECT key FROM orders WHERE member = \(member)
                ORDER BY placed DESC, number LIMIT \(limit)
                """
            ).compactMap { try OrderStore.load(tx, $0.get("key")) }
        }
    }

    /// All orders in a state, or in any, newest first.
    public func orders(in state: OrderState?, limit: Int) async throws -> [Order] {
        try await database.read { tx in
            try tx.rows(
                """
                SELECT key FROM orders
                WHERE state = \(state) OR CAST(\(state) AS TEXT) IS NULL
                ORDER BY placed DESC, number LIMIT \(limit)
                """
            ).compactMap { try OrderStore.load(tx, $0.get("key")) }
        }
    }

    /// What has happened to an order, oldest first.
    public func events(of key: Handle<OrderKey>) async throws -> [Order.Event] {
        try await database.read { tx in
            try tx.rows(
                "SELECT at, step, actor FROM order_event WHERE order_key = \(key) ORDER BY position"
            ).map {
                Order.Event(
                    at: try $0.get("at"),
                    step: try $0.get("step"),
                    actor: try $0.get("actor")
                )
            }
        }
    }
}

extension OrderStore {
    static func load(_ tx: Transaction, _ key: Handle<OrderKey>) throws -> Order? {
        let rows = try tx.rows(
            of: "SELECT * FROM orders WHERE key = \(key)",
            "SELECT * FROM parcel WHERE order_key = \(key) ORDER BY position",
            "SELECT * FROM order_line WHERE order_key = \(key) ORDER BY parcel, goods"
        )
        guard let row = rows[0].first else { return nil }
        return Order(
            key: key,
            number: try row.get("number"),
            member: try row.get("member"),
            orderer: try row.get("orderer"),
            state: try row.get("state"),
            payment: try row.get("payment"),
            slip: try row.get("slip"),
            placed: try row.get("placed"),
            goodsTotal: try row.get("goods_total"),
            postageTotal: try row.get("postage_total"),
            feeTotal: try row.get("fee_total"),
            parcels: try parcels(rows[1], lines: rows[2])
        )
    }

    private static func parcels(_ rows: [Row], lines: [Row]) throws -> [Order.Parcel] {
        let lines = try lines.reduce(into: [Int: [Order.Line]]()) { lines, row in
            lines[try row.get("parcel"), default: []].append(try Order.Line(row))
        }
        return try rows.map { try Order.Parcel($0, lines: lines[try $0.get("position")] ?? []) }
    }

    static func insert(_ tx: Transaction, _ order: Order, checkout: Handle<Checkout>) throws {
        try tx.run(
            """
            INSERT INTO orders (key, number, checkout, member, orderer, state, payment, slip,
                placed, goods_total, postage_total, fee_total)
            VALUES (\(order.key), \(order.number), \(checkout), \(order.member), \(order.orderer),
                \(order.state), \(order.payment), \(order.slip), \(order.placed),
                \(order.goodsTotal), \(order.postageTotal), \(order.feeTotal))
            """
        )
        for parcel in order.parcels { try insert(tx, parcel, of: order.key) }
        try tx.run(
            """
            INSERT INTO order_event (order_key, position, at, step, actor)
            VALUES (\(order.key), 1, \(order.placed), 'place',
                \(OrderState.Actor.customer.rawValue))
            """
        )
    }

    private static func insert(
        _ tx: Transaction,
        _ parcel: Order.Parcel,
        of key: Handle<OrderKey>
    ) throws {
        try tx.run(
            """
            INSERT INTO parcel (order_key, position, shop, shop_name, shop_phone, recipient,
                is_orderer, prefecture, island, temperature, weight_grams, postage, fee, noshi,
                noshi_place, card, own_sender, hides_prices, earliest, day, part_of_day)
            VALUES (\(key), \(parcel.position), \(parcel.shop), \(parcel.shopName),
                \(parcel.shopPhone), \(parcel.recipient), \(parcel.isOrderer),
                \(parcel.destination.prefecture), \(parcel.destination.isIsland),
                \(parcel.temperature), \(parcel.weightGrams), \(parcel.postage), \(parcel.fee),
                \(parcel.gift.noshi?.occasion), \(parcel.gift.noshi?.place),
                \(parcel.gift.hasCard), \(parcel.hasOwnSender), \(parcel.hidesPrices),
                \(parcel.earliest), \(parcel.day), \(parcel.window))
            """
        )
        for line in parcel.lines {
            try tx.run(
                """
                INSERT INTO order_line
                    (order_key, parcel, goods, title, contents, price, tax_rate, count)
                VALUES (\(key), \(parcel.position), \(line.goods), \(line.title),
                    \(line.contents), \(line.price), \(line.taxRate), \(line.count))
                """
            )
        }
    }

    static func note(
        _ tx: Transaction,
        _ key: Handle<OrderKey>,
        _ step: String,
        by actor: OrderState.Actor,
        at now: Moment
    ) throws {
        try tx.run(
            """
            INSERT INTO order_event (order_key, position, at, step, actor)
            SELECT \(key), count(*) + 1, \(now), \(step), \(actor.rawValue)
            FROM order_event WHERE order_key = \(key)
            """
        )
    }
}

extension Order.Parcel {
    fileprivate init(_ row: Row, lines: [Order.Line]) throws {
        self.init(
            position: try row.get("position"),
            shop: try row.get("shop"),
            shopName: try row.get("shop_name"),
            shopPhone: try row.get("shop_phone"),
            recipient: try row.get("recipient"),
            isOrderer: try row.get("is_orderer"),
            destination: Destination(
                prefecture: try row.get("prefecture"),
                isIsland: try row.get("island")
            ),
            temperature: try row.get("temperature"),
            weightGrams: try row.get("weight_grams"),
            postage: try row.get("postage"),
            fee: try row.get("fee"),
            gift: try GiftChoice(row),
            hasOwnSender: try row.get("own_sender"),
            hidesPrices: try row.get("hides_prices"),
            earliest: try row.get("earliest"),
            day: try row.get("day"),
            window: try row.get("part_of_day"),
            carrier: try row.get("carrier"),
            tracking: try row.get("tracking"),
            lines: lines
        )
    }
}

extension Order.Line {
    fileprivate init(_ row: Row) throws {
        self.init(
            goods: try row.get("goods"),
            title: try row.get("title"),
            contents: try row.get("contents"),
            price: try row.get("price"),
            taxRate: try row.get("tax_rate"),
            count: try row.get("count")
        )
    }
}

extension GiftChoice {
    /// From the columns `noshi`, `noshi_place` and `card`.
    fileprivate init(_ row: Row) throws {
        let occasion = try row.get("noshi", as: NoshiOccasion?.self)
        let place = try row.get("noshi_place", as: NoshiPlace?.self)
        var noshi: Noshi?
        if let occasion, let place { noshi = Noshi(occasion: occasion, place: place) }
        self.init(noshi: noshi, hasCard: try row.get("card"))
    }
}
