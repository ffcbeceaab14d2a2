public import Basics

/// What tells the parcels of one recipient apart: the shop they come from, and how warm they travel.
public struct ParcelKind: Hashable, Comparable, Sendable, CustomStringConvertible {
    public var shop: ShopID
    public var temperature: Temperature

    public init(shop: ShopID, temperature: Temperature) {
        self.shop = shop
        self.temperature = temperature
    }

    /// The parcel that goods travel in.
    public init(_ offer: Offer) { self.init(shop: offer.shop, temperature: offer.temperature) }

    /// As the names of fields end: `10-chilled`.
    public var description: String { "\(shop)-\(temperature.rawValue)" }

    public static func < (a: ParcelKind, b: ParcelKind) -> Bool {
        (a.shop, a.temperature) < (b.shop, b.temperature)
    }
}
