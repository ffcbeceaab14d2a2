public import Basics
public import VaultAPI

/// A member's orders, as Ordering keeps them.
public struct OrdersPort: Sendable {
    /// Newest first.
    public var orders: @Sendable (Handle<Subject>) async throws -> [Entry]

    public init(orders: @escaping @Sendable (Handle<Subject>) async throws -> [Entry]) {
        self.orders = orders
    }

    /// What my page shows of an order: nothing personal.
    public struct Entry: Sendable {
        public var number: String
        public var placed: Day
        public var total: Money
        /// The state, in words: `発送しました`.
        public var state: String
        /// The first goods and how many more: `二十世紀梨 ほか2点`.
        public var summary: String
        public var address: String
        /// Where the same goods are put into the basket again, with the recipients of last time.
        public var reorderAddress: String

        public init(
            number: String,
            placed: Day,
            total: Money,
            state: String,
            summary: String,
            address: String,
            reorderAddress: String
        ) {
            self.number = number
            self.placed = placed
            self.total = total
            self.state = state
            self.summary = summary
            self.address = address
            self.reorderAddress = reorderAddress
        }
    }
}

/// What else the shop keeps of a member, and what happens to it when the member leaves.
public struct KeepsakesPort: Sendable {
    /// Names of goods the member has a heart on.
    public var favourites: @Sendable (Handle<Subject>) async throws -> [String]
    /// Forgets whatever the shop keeps under the handle and need not keep by law.
    public var forget: @Sendable (Handle<Subject>) async throws -> Void

    public init(
        favourites: @escaping @Sendable (Handle<Subject>) async throws -> [String],
        forget: @escaping @Sendable (Handle<Subject>) async throws -> Void
    ) {
        self.favourites = favourites
        self.forget = forget
    }
}
