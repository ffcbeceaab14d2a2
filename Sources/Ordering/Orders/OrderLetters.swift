import Basics
import VaultAPI

extension Order {
    /// The facts that letters tell of the order.
    var facts: OrderFacts {
        OrderFacts(
            number: number.description,
            key: key,
            placed: placed,
            total: total,
            postage: postageTotal,
            payment: payment.japanese,
            paymentInstructions: PaymentInstructions(payment, slip: slip, placed: Day(placed))
                .lines,
            sellers: sellers.map { OrderFacts.Seller($0.parcels) }
        )
    }

    func facts(of parcel: Parcel) -> ParcelFacts {
        ParcelFacts(
            seller: parcel.shopName,
            goods: parcel.goods,
            carrier: parcel.carrier ?? "",
            trackingNumber: parcel.tracking ?? "",
            delivery: parcel.delivery
        )
    }
}

extension OrderFacts.Seller {
    fileprivate init(_ parcels: [Order.Parcel]) {
        self.init(
            name: parcels.first?.shopName ?? "",
            phone: parcels.first?.shopPhone ?? "",
            lines: parcels.flatMap(\.lines).map {
                OrderFacts.Line(goods: $0.title, count: $0.count, amount: $0.amount)
            },
            parcels: parcels.map { .init(goods: $0.goods, delivery: $0.delivery) }
        )
    }
}

extension Order.Parcel {
    /// `二十世紀梨 ×2`.
    var goods: [String] { lines.map { "\($0.title) ×\($0.count)" } }

    fileprivate var delivery: DeliveryFacts {
        DeliveryFacts(earliest: earliest, day: day, window: window?.japanese)
    }

    var arrival: String { Arrival.words(day: day, window: window, earliest: earliest) }
}
