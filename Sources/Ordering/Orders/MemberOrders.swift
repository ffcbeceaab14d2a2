public import Basics
public import VaultAPI

/// A member's orders for my page: states and amounts, nothing personal.
public struct MemberOrders: Sendable {
    public struct Entry: Hashable, Sendable {
        public var number: String
        public var placed: Day
        public var total: Money
        /// `発送しました`.
        public var state: String
        /// How far the order has come; nil where it was cancelled.
        public var progress: OrderState.Progress?
        /// `二十世紀梨 ほか2点`.
        public var summary: String
        public var address: String
        /// To be posted to: begins a checkout with the same goods and recipients.
        public var reorderAddress: String
    }

    private let orders: OrderStore

    public init(_ orders: OrderStore) { self.orders = orders }

    /// Newest first, at most 100.
    public func entries(of member: Handle<Subject>) async throws -> [Entry] {
        try await orders.orders(of: member).map(Entry.init)
    }
}

extension MemberOrders.Entry {
    init(_ order: Order) {
        let titles = order.parcels.flatMap(\.lines).map(\.title)
        let others = Set(titles).count - 1
        self.init(
            number: order.number.description,
            placed: Day(order.placed),
            total: order.total,
            state: order.state.japanese,
            progress: order.state.progress,
            summary: (titles.first ?? "") + (others > 0 ? " ほか\(others)点" : ""),
            address: OrderingPath.order(order.number),
            reorderAddress: OrderingPath.order(order.number, "reorder")
        )
    }
}
