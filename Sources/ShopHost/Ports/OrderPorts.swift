import Members
import Ordering
import Storage

extension OrdersPort {
    /// A member's orders, as ordering keeps them.
    static func fromOrdering(_ shop: Database) -> OrdersPort {
        let orders = OrderStore(shop)
        return OrdersPort(
            orders: { try await MemberOrders(orders).entries(of: $0).map(Entry.init) },
            records: { try await MemberRecords(orders).records(of: $0).map(Record.init) }
        )
    }
}

extension OrdersPort.Entry {
    fileprivate init(_ entry: MemberOrders.Entry) {
        self.init(
            number: entry.number,
            placed: entry.placed,
            total: entry.total,
            state: entry.state,
            stations: entry.progress.map(OrdersPort.stations) ?? [],
            summary: entry.summary,
            address: entry.address,
            reorderAddress: entry.reorderAddress
        )
    }
}

extension OrdersPort {
    /// The whole way of an order that has come so far.
    fileprivate static func stations(_ reached: OrderState.Progress) -> [Station] {
        OrderState.Progress.allCases.map { station in
            let isOver = station.rawValue < reached.rawValue || reached == .completed
            return Station(station.japanese, isOver ? .behind : station == reached ? .here : .ahead)
        }
    }
}

extension OrdersPort.Record {
    fileprivate init(_ record: MemberRecords.Record) {
        self.init(
            entry: OrdersPort.Entry(record.entry),
            payment: record.payment,
            orderer: record.orderer,
            recipients: record.recipients.map { recipient in
                OrdersPort.Recipient(
                    person: recipient.person,
                    parcels: recipient.parcels.map(OrdersPort.Parcel.init)
                )
            }
        )
    }
}

extension OrdersPort.Parcel {
    fileprivate init(_ parcel: MemberRecords.Parcel) {
        self.init(
            shop: parcel.shop,
            goods: parcel.goods,
            gift: parcel.gift,
            arrival: parcel.arrival,
            tracking: parcel.tracking
        )
    }
}
