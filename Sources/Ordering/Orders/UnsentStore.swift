public import Basics
import Storage

extension OrderStore {
    /// A shop's parcels that are accepted and may be sent now, oldest order first.
    ///
    /// What is paid beforehand is not sent before the money is there.
    public func unsent(by shop: ShopID, limit: Int) async throws -> [(Order, Order.Parcel)] {
        try await database.read { tx in
            let keys = try tx.rows(
                """
                SELECT DISTINCT orders.key AS key, placed FROM orders
                JOIN parcel ON parcel.order_key = orders.key
                WHERE shop = \(shop) AND carrier IS NULL
                    AND state IN ('accepted', 'paid', 'partlyDispatched')
                ORDER BY placed, key LIMIT \(limit)
                """
            )
            let unsent = try keys.compactMap { try OrderStore.load(tx, $0.get("key")) }
                .filter(\.maySend).flatMap { order in
                    order.parcels.filter { $0.shop == shop && !$0.isDispatched }.map { (order, $0) }
                }
            return Array(unsent.prefix(limit))
        }
    }
}

extension Order {
    fileprivate var maySend: Bool {
        [.dispatchSome, .dispatchLast].contains { state.allows($0, by: .shop, paying: payment) }
    }
}
