public import VaultAPI

/// A shop's parcels that wait to be sent, as the shop's rows know them.
public struct ParcelPort: Sendable {
    /// Accepted and unsent, oldest first, at most 500; nil where there is no such shop.
    public var waiting: @Sendable (_ shop: Int) async throws -> Waiting?

    public init(waiting: @escaping @Sendable (Int) async throws -> Waiting?) {
        self.waiting = waiting
    }

    public struct Waiting: Sendable, Hashable {
        public var shopName: String
        public var parcels: [LabelParcel]
        public init(shopName: String, parcels: [LabelParcel]) {
            self.shopName = shopName
            self.parcels = parcels
        }
    }
}
