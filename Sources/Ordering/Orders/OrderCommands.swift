public import Basics
import VaultAPI

/// What moves orders on until the office exists: the rules behind `ichi order`.
public struct OrderCommands: Sendable {
    private let orders: OrderStore
    private let placing: PlacingStore

    public init(orders: OrderStore, placing: PlacingStore) {
        self.orders = orders
        self.placing = placing
    }

    /// Where `advance` may move an order.
    public enum Target: String, Sendable, CaseIterable {
        case accepted, paid, dispatched, completed, cancelled
    }

    public enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
        case notANumber
        case unknownOrder
        case notNow(OrderState)

        public var description: String {
            switch self {
            case .notANumber: "an order number is twelve digits: 2612-0830-5517"
            case .unknownOrder:
                "there is no order of this number; `ichi order list` shows the newest"
            case .notNow(let state):
                "the order is \(state.rawValue): this step cannot be taken now"
                    + (state == .accepted ? " (paid comes before dispatched, but for cash)" : "")
            }
        }
    }

    /// The newest orders, of one state or of all.
    public func list(_ state: OrderState? = nil, limit: Int = 50) async throws -> [Order] {
        try await orders.orders(in: state, limit: limit)
    }

    /// Those of some orders that the shop has, in the order of their keys; what is no key is left out.
    public func find(keys: [String]) async throws -> [Order] {
        var found: [Order] = []
        for key in keys.compactMap({ Handle<OrderKey>($0) }) {
            if let order = try await orders.find(key) { found.append(order) }
        }
        return found
    }

    /// An order and what has happened to it; throws ``Failure``.
    public func show(_ number: String) async throws -> (order: Order, events: [Order.Event]) {
        let order = try await find(number)
        return (order, try await orders.events(of: order.key))
    }

    /// Takes the steps that lead to a state, with a letter for each; throws ``Failure``.
    ///
    /// Dispatching sends all parcels that wait, under a tracking number or one minted for each.
    public func advance(
        _ number: String,
        to target: Target,
        carrier: String = "いなば運送",
        tracking: String? = nil,
        at now: Moment
    ) async throws -> Order {
        let order = try await find(number)
        do {
            switch target {
            case .accepted: try await placing.accept(order.key, at: now)
            case .paid: try await placing.recordPayment(order.key, at: now)
            case .completed: try await placing.complete(order.key, at: now)
            case .cancelled: try await placing.cancel(order.key, by: .shop, at: now)
            case .dispatched:
                try await dispatch(order, carrier: carrier, tracking: tracking, at: now)
            }
        } catch PlacingStore.StepError.notNow(let state) {
            throw Failure.notNow(state)
        }
        return try await find(number)
    }

    private func dispatch(
        _ order: Order,
        carrier: String,
        tracking: String?,
        at now: Moment
    ) async throws {
        let waiting = order.parcels.filter { !$0.isDispatched }
        guard !waiting.isEmpty else { throw Failure.notNow(order.state) }
        for parcel in waiting {
            try await placing.dispatch(
                order.key,
                parcel: parcel.position,
                carrier: carrier,
                tracking: tracking ?? Digits.random(12),
                at: now
            )
        }
    }

    private func find(_ number: String) async throws -> Order {
        guard let number = OrderNumber(number) else { throw Failure.notANumber }
        guard let order = try await orders.find(number) else { throw Failure.unknownOrder }
        return order
    }
}
