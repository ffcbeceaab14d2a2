public import Basics
public import VaultAPI

/// What came over for a member from the shop before this one.
public struct OldShopPort: Sendable {
    public var belongings: @Sendable (Handle<Subject>) async throws -> Belongings
    /// Where its orders are shown.
    public var address: String

    public init(
        address: String,
        belongings: @escaping @Sendable (Handle<Subject>) async throws -> Belongings
    ) {
        self.address = address
        self.belongings = belongings
    }

    /// For a market without such a shop.
    public static let none = OldShopPort(address: "") { _ in Belongings(points: nil, orders: []) }

    public struct Belongings: Sendable {
        public var points: Money?
        /// Newest first.
        public var orders: [Order]

        public init(points: Money?, orders: [Order]) {
            self.points = points
            self.orders = orders
        }

        var isEmpty: Bool { points == nil && orders.isEmpty }
    }

    public struct Order: Sendable {
        public var number: String
        public var placed: Day
        public var total: Money
        public var state: String

        public init(number: String, placed: Day, total: Money, state: String) {
            self.number = number
            self.placed = placed
            self.total = total
            self.state = state
        }
    }
}
