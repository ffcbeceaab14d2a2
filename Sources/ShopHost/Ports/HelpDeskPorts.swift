import Basics
import HelpDesk
import Ordering
import Storage
import VaultAPI

extension OrderPort {
    /// Orders from the shop's database, which the office only reads.
    static func fromOrdering(_ shop: Database) -> OrderPort {
        let orders = OrderStore(shop)
        return OrderPort { text in
            guard let number = OrderNumber(text), let order = try await orders.find(number) else {
                return nil
            }
            return OrderPort.Order(order)
        }
    }
}

extension OrderPort.Order {
    fileprivate init(_ order: Ordering.Order) {
        self.init(
            key: order.key,
            number: order.number.description,
            placed: Day(order.placed),
            state: order.state.japanese,
            payment: order.payment.japanese,
            total: order.total,
            parcels: order.parcels.map(OrderPort.Parcel.init)
        )
    }
}

extension OrderPort.Parcel {
    fileprivate init(_ parcel: Ordering.Order.Parcel) {
        let day =
            parcel.day.map { $0.japaneseWithoutYear } ?? "\(parcel.earliest.japaneseWithoutYear)以降"
        self.init(
            position: parcel.position,
            shop: parcel.shopName,
            recipient: parcel.recipient,
            isOrderer: parcel.isOrderer,
            goods: parcel.lines.map { "\($0.title) ×\($0.count)" },
            arrival: day + (parcel.window.map { " \($0.japanese)" } ?? ""),
            tracking: parcel.carrier.map { "\($0) \(parcel.tracking ?? "")" }
        )
    }
}
