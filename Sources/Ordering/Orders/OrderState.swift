/// Where an order stands, and which steps lead on from there.
public enum OrderState: String, Hashable, Sendable, Codable, CaseIterable {
    case received, accepted, paid, partlyDispatched, dispatched, completed, cancelled

    public enum Step: String, Hashable, Sendable, CaseIterable {
        case correct, cancel, accept, recordPayment, dispatchSome, dispatchLast, complete
    }

    public enum Actor: String, Hashable, Sendable {
        case customer, shop
    }

    public var japanese: String {
        switch self {
        case .received: "ご注文を受け付けました"
        case .accepted: "お店が確認しました"
        case .paid: "ご入金を確認しました"
        case .partlyDispatched: "一部を発送しました"
        case .dispatched: "発送しました"
        case .completed: "お届けが終わりました"
        case .cancelled: "取り消しました"
        }
    }

    /// The state after a step, or nil where it may not be taken by them from here.
    ///
    /// The customer corrects and cancels until the shop accepts. What is paid beforehand is not
    /// sent before the money is there.
    public func after(_ step: Step, by actor: Actor, paying way: PaymentWay) -> OrderState? {
        switch (step, self, actor) {
        case (.correct, .received, .customer): .received
        case (.cancel, .received, _): .cancelled
        case (.cancel, .accepted, .shop), (.cancel, .paid, .shop): .cancelled
        case (.accept, .received, .shop): .accepted
        case (.recordPayment, .accepted, .shop) where way.isPaidBeforehand: .paid
        case (.dispatchSome, _, .shop) where canDispatch(way): .partlyDispatched
        case (.dispatchLast, _, .shop) where canDispatch(way): .dispatched
        case (.complete, .dispatched, .shop): .completed
        default: nil
        }
    }

    public func allows(_ step: Step, by actor: Actor, paying way: PaymentWay) -> Bool {
        after(step, by: actor, paying: way) != nil
    }

    private func canDispatch(_ way: PaymentWay) -> Bool {
        switch self {
        case .paid, .partlyDispatched: true
        case .accepted: !way.isPaidBeforehand
        default: false
        }
    }
}

extension OrderState {
    /// The stations of an order's way, as a customer follows them.
    public enum Progress: Int, Hashable, Sendable, CaseIterable {
        case received = 1, accepted, dispatched, completed

        public var japanese: String {
            switch self {
            case .received: "受付"
            case .accepted: "お店が準備"
            case .dispatched: "発送"
            case .completed: "お届け"
            }
        }
    }

    /// The station that has been reached; nil for what was cancelled.
    public var progress: Progress? {
        switch self {
        case .received: .received
        case .accepted, .paid: .accepted
        case .partlyDispatched, .dispatched: .dispatched
        case .completed: .completed
        case .cancelled: nil
        }
    }
}
