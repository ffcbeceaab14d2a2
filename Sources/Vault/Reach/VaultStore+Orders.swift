import Basics
import Storage
import VaultAPI

/// How far an order's people are settled.
enum OrderState: String, SQLValueConvertible, Sendable {
    /// The vault has fixed them; whether the shop's commit stood is not known here yet.
    case promoted
    /// The shop's order stands.
    case claimed
    /// The shop has no such order: its people are erased.
    case abandoned
}

/// An order as the vault knows it: a key and its people.
struct PlacedOrder: Sendable {
    var key: Handle<OrderKey>
    var principal: Handle<Subject>
    var orderer: Handle<Subject>
    var state: OrderState
}

extension VaultStore {
    /// Keeps a new order; false where its key is known.
    func keep(_ order: PlacedOrder, at now: Moment) throws -> Bool {
        try tx.change(
            """
            INSERT INTO placed_order (order_key, principal, orderer, promoted, state)
            VALUES (\(order.key), \(order.principal), \(order.orderer), \(now), \(order.state))
            ON CONFLICT (order_key) DO NOTHING
            """
        ) == 1
    }

    /// Writes down an order's people, and which shops send to them.
    func keep(
        people: [Handle<Subject>],
        grants: [Promote.Grant],
        of order: Handle<OrderKey>
    ) throws {
        try tx.insert(people.map { "(\(order), \($0))" }) {
            "INSERT INTO order_person (order_key, subject) VALUES \(fragment: $0)"
        }
        try tx.insert(grants.map { "(\($0.shop), \($0.recipient), \(order), \($0.until))" }) {
            """
            INSERT INTO shop_grant (shop, recipient, order_key, until) VALUES \(fragment: $0)
            ON CONFLICT (shop, recipient, order_key) DO NOTHING
            """
        }
    }

    /// An order without people and grants again, as it was before they were written down.
    func clear(_ order: Handle<OrderKey>) throws {
        try tx.run("DELETE FROM order_person WHERE order_key = \(order)")
        try tx.run("DELETE FROM shop_grant WHERE order_key = \(order)")
    }

    func order(_ key: Handle<OrderKey>) throws -> PlacedOrder? {
        let row = try tx.row(
            "SELECT principal, orderer, state FROM placed_order WHERE order_key = \(key)"
        )
        guard let row else { return nil }
        return PlacedOrder(
            key: key,
            principal: try row.get("principal"),
            orderer: try row.get("orderer"),
            state: try row.get("state")
        )
    }

    /// The orderer of an order that this makes claimed; nil where it does not stand promoted.
    func claim(_ order: Handle<OrderKey>) throws -> Handle<Subject>? {
        try tx.row(
            """
            UPDATE placed_order SET state = 'claimed'
            WHERE order_key = \(order) AND state = 'promoted' RETURNING orderer
            """
        )?.get("orderer")
    }

    func setState(of order: Handle<OrderKey>, _ state: OrderState) throws {
        try tx.run("UPDATE placed_order SET state = \(state) WHERE order_key = \(order)")
    }

    func people(of order: Handle<OrderKey>) throws -> [Handle<Subject>] {
        try tx.rows("SELECT subject FROM order_person WHERE order_key = \(order) ORDER BY subject")
            .map { try $0.get("subject") }
    }

    /// Orders promoted before a moment of which the shop has said nothing, oldest first.
    func unclaimed(before limit: Moment) throws -> [Handle<OrderKey>] {
        try tx.rows(
            """
            SELECT order_key FROM placed_order WHERE state = 'promoted' AND promoted < \(limit)
            ORDER BY promoted, order_key LIMIT 1000
            """
        ).map { try $0.get("order_key") }
    }
}
