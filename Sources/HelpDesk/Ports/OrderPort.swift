public import Basics
public import VaultAPI

/// Orders as the shop knows them, by their number: states and amounts, and whom they are for by handle.
public struct OrderPort: Sendable {
    /// The order of a number as somebody read it out; nil where there is none.
    public var find: @Sendable (String) async throws -> Order?

    public init(find: @escaping @Sendable (String) async throws -> Order?) { self.find = find }

    public struct Order: Sendable, Hashable {
        public var key: Handle<OrderKey>
        public var number: String
        public var placed: Day
        /// `発送しました`.
        public var state: String
        public var payment: String
        public var total: Money
        public var parcels: [Parcel]

        public init(
            key: Handle<OrderKey>,
            number: String,
            placed: Day,
            state: String,
            payment: String,
            total: Money,
            parcels: [Parcel]
        ) {
            self.key = key
            self.number = number
            self.placed = placed
            self.state = state
            self.payment = payment
            self.total = total
            self.parcels = parcels
        }
    }

    public struct Parcel: Sendable, Hashable {
        public var position: Int
        public var shop: String
        public var recipient: Handle<Subject>
        public var isOrderer: Bool
        public var goods: [String]
        /// `12月10日(木) 午前中`.
        public var arrival: String
        /// Carrier and number, once it is under way.
        public var tracking: String?

        public init(
            position: Int,
            shop: String,
            recipient: Handle<Subject>,
            isOrderer: Bool,
            goods: [String],
            arrival: String,
            tracking: String?
        ) {
            self.position = position
            self.shop = shop
            self.recipient = recipient
            self.isOrderer = isOrderer
            self.goods = goods
            self.arrival = arrival
            self.tracking = tracking
        }
    }
}
