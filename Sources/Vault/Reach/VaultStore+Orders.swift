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
    /// Keeps an order with the people and grants it has now; those it had before are its no more.
    func keep(
        _ order: PlacedOrder,
        people: Set<Handle<Subject>>,
        grants: [Promote.Grant],
        at now: Moment
    ) throws {
        try tx.run(
            """
            INSERT INTO placed_order (order_key, principal, orderer, promoted, state)
            VALUES (\(order.key), \(order.principal), \(order.orderer), \(now), \(order.state))
            ON CONFLICT (order_key) DO NOTHING
            """
        )
        try tx.run("DELETE FROM order_person WHERE order_key = \(order.key)")
        for handle in people {
            try tx.run(
                "INSERT INTO order_person (order_key, subject) VALUES (\(order.key), \(handle))"
            )
        }
        try tx.run("DELETE FROM shop_grant WHERE order_key = \(order.key)")
        for grant in Set(grants) { try keep(grant, of: order.key) }
    }

    private func keep(_ grant: Promote.Grant, of order: Handle<OrderKey>) throws {
        try tx.run(
            """
            INSERT INTO shop_grant (shop, recipient, order_key, until)
            VALUES (\(grant.shop), \(grant.recipient), \(order), \(grant.until))
            ON CONFLICT (shop, recipient, order_key) DO NOTHING
            """
        )
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

    func setState(of order: Handle<OrderKey>, _ state: OrderState) throws {
        try tx.run("UPDATE placed_order SET state = \(state) WHERE order_key = \(order)")
    }

    func people(of order: Handle<OrderKey>) throws -> [Handle<Subject>] {
        try tx.rows("SELECT subject FROM order_person WHERE order_key = \(order) ORDER BY subject")
            .map { try $0.get("subject") }
    }

    /// The state of the order a person was placed in; nil for who is no part of one that stands.
    func orderState(of subject: Handle<Subject>) throws -> OrderState? {
        try tx.row(
            """
            SELECT placed_order.state AS state FROM order_person
            JOIN placed_order ON placed_order.order_key = order_person.order_key
            WHERE order_person.subject = \(subject) AND placed_order.state <> 'abandoned'
            ORDER BY placed_order.promoted DESC LIMIT 1
            """
        )?.get("state")
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
