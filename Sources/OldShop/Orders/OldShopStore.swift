public import Basics
public import Storage
public import VaultAPI

/// All of this room's statements.
public struct OldShopStore: Sendable {
    let database: Database

    public init(_ database: Database) { self.database = database }

    /// A member's old orders, newest first, at most 500.
    public func orders(of member: Handle<Subject>) async throws -> [OldOrder] {
        try await database.read { tx in
            try tx.rows(
                """
                SELECT order_key, orderer, number, placed, subtotal, discount, postage, fee,
                    used_points, tax, total, payable, payment, state
                FROM old_order WHERE orderer = \(member) ORDER BY placed DESC, order_key LIMIT 500
                """
            ).map(OldOrder.init)
        }
    }

    /// One of a member's old orders with its lines; nil where it is nobody's, or another's.
    public func order(_ key: String, of member: Handle<Subject>) async throws -> (
        order: OldOrder, lines: [OldOrderLine]
    )? {
        try await database.read { tx in
            let row = try tx.row(
                """
                SELECT order_key, orderer, number, placed, subtotal, discount, postage, fee,
                    used_points, tax, total, payable, payment, state
                FROM old_order WHERE order_key = \(key) AND orderer = \(member)
                """
            )
            guard let row else { return nil }
            let lines = try tx.rows(
                """
                SELECT order_key, line_key, kind, goods, code, price, count, tax_percent, recipient
                FROM old_order_line WHERE order_key = \(key) ORDER BY LENGTH(line_key), line_key
                """
            )
            return (try OldOrder(row), try lines.map(OldOrderLine.init))
        }
    }

    /// Points of the old shop; nil for a member who did not come from there.
    public func points(of member: Handle<Subject>) async throws -> Money? {
        try await database.read { tx in
            try tx.row("SELECT points FROM old_points WHERE member = \(member)")?.get("points")
        }
    }

    /// Forgets what need not be kept: the points.
    public func forget(_ member: Handle<Subject>) async throws {
        try await database.write { tx in
            _ = try tx.run("DELETE FROM old_points WHERE member = \(member)")
        }
    }
}

extension OldShopStore {
    /// Keeps members' points within a transaction; what is there stays.
    public static func keep(
        _ points: [(member: Handle<Subject>, points: Money)],
        in tx: Transaction
    ) throws {
        try tx.insert(points.map { "(\($0.member), \($0.points))" }) {
            """
            INSERT INTO old_points (member, points) VALUES \(fragment: $0) ON CONFLICT DO NOTHING
            """
        }
    }

    /// The lines' keys of those of some orders that are kept.
    public func knownLines(_ orders: [String]) async throws -> [String: Set<String>] {
        try await database.read { tx in
            let kept = try tx.rows(
                """
                SELECT old_order.order_key AS order_key, line_key FROM old_order
                LEFT JOIN old_order_line ON old_order_line.order_key = old_order.order_key
                WHERE old_order.order_key IN \(list: orders)
                """
            )
            var known: [String: Set<String>] = [:]
            for row in kept {
                let line: String? = try row.get("line_key")
                known[try row.get("order_key"), default: []].formUnion([line].compactMap { $0 })
            }
            return known
        }
    }

    /// Keeps orders and their lines within a transaction; what is there stays.
    public static func keep(
        _ orders: [OldOrder],
        _ lines: [OldOrderLine],
        in tx: Transaction
    ) throws {
        try tx.insert(orders.map(\.values)) {
            """
            INSERT INTO old_order (order_key, orderer, number, placed, subtotal, discount, postage,
                fee, used_points, tax, total, payable, payment, state)
            VALUES \(fragment: $0) ON CONFLICT DO NOTHING
            """
        }
        try tx.insert(lines.map(\.values)) {
            """
            INSERT INTO old_order_line (order_key, line_key, kind, goods, code, price, count,
                tax_percent, recipient)
            VALUES \(fragment: $0) ON CONFLICT DO NOTHING
            """
        }
    }
}

extension OldOrder {
    fileprivate var values: SQL {
        """
        (\(key), \(orderer), \(number), \(placed), \(subtotal), \(discount), \(postage), \(fee),
        \(usedPoints), \(tax), \(total), \(payable), \(payment), \(state))
        """
    }

    fileprivate init(_ row: Row) throws {
        self.init(
            key: try row.get("order_key"),
            orderer: try row.get("orderer"),
            number: try row.get("number"),
            placed: try row.get("placed"),
            subtotal: try row.get("subtotal"),
            discount: try row.get("discount"),
            postage: try row.get("postage"),
            fee: try row.get("fee"),
            usedPoints: try row.get("used_points"),
            tax: try row.get("tax"),
            total: try row.get("total"),
            payable: try row.get("payable"),
            payment: try row.get("payment"),
            state: try row.get("state")
        )
    }
}

extension OldOrderLine {
    fileprivate var values: SQL {
        """
        (\(order), \(key), \(kind), \(goods), \(code), \(price), \(count), \(taxPercent),
        \(recipient))
        """
    }

    fileprivate init(_ row: Row) throws {
        self.init(
            order: try row.get("order_key"),
            key: try row.get("line_key"),
            kind: try row.get("kind"),
            goods: try row.get("goods"),
            code: try row.get("code"),
            price: try row.get("price"),
            count: try row.get("count"),
            taxPercent: try row.get("tax_percent"),
            recipient: try row.get("recipient")
        )
    }
}
