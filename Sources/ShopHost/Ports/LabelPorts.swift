import Basics
import HelpDesk
import Merchants
import Ordering
import Storage
import VaultAPI

extension ParcelPort {
    /// Parcels from the shop's database, which the office only reads.
    static func fromOrdering(_ shop: Database) -> ParcelPort {
        let orders = OrderStore(shop)
        return ParcelPort { number in
            let name = try await shop.read { tx in
                try MerchantStore(tx).shop(ShopID(rawValue: number))?.name
            }
            guard let name else { return nil }
            let unsent = try await orders.unsent(by: ShopID(rawValue: number), limit: 500)
            return Waiting(shopName: name, parcels: unsent.map { LabelParcel($0, of: $1) })
        }
    }
}

extension LabelParcel {
    fileprivate init(_ order: Order, of parcel: Order.Parcel) {
        let noshi = parcel.gift.noshi.map { "\($0.occasion.choice)・\($0.place.japanese)" }
        self.init(
            name: Name(order: order.key, position: parcel.position),
            recipient: parcel.recipient,
            number: "\(order.number)-\(parcel.position)",
            goods: parcel.lines.map { "\($0.title) ×\($0.count)" },
            cooling: parcel.temperature == .ambient ? nil : parcel.temperature.japanese,
            day: parcel.day,
            window: parcel.window?.japanese,
            noshi: noshi,
            hasCard: parcel.gift.hasCard,
            hasOwnSender: parcel.hasOwnSender
        )
    }
}
