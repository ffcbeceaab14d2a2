/// Who placed which order: told from the order's number alone, so that nothing is kept.
struct OrderPlan {
    let size: OldShopSize
    let seed: String

    enum Orderer: Hashable {
        case member(Int)
        case guest(Int)

        /// By which chance knows this one.
        var key: String {
            switch self {
            case .member(let number): "m\(number)"
            case .guest(let number): "g\(number)"
            }
        }
    }

    /// The orderer of an order, numbered from 0.
    func orderer(of order: Int) -> Orderer {
        let before = order * size.guestOrders / size.orders
        let after = (order + 1) * size.guestOrders / size.orders
        return after > before ? .guest(guest(in: before)) : .member(member(at: order))
    }

    /// Five new ones, then one who has been here before: so none is left out, and none is too many.
    private func guest(in turn: Int) -> Int {
        let (round, place) = turn.quotientAndRemainder(dividingBy: 6)
        let known = round * 5
        guard place == 5 else { return known + place + 1 }
        var chance = Chance("\(seed)/again/\(turn)")
        return known + 5 - chance.number(0...min(known + 4, 200))
    }

    /// One who had registered by then; some come often, many once, some never.
    private func member(at order: Int) -> Int {
        let registered = max(1, size.members * order / size.orders)
        var chance = Chance("\(seed)/who/\(order)")
        var candidate = 1
        for _ in 0..<64 {
            candidate = chance.number(1...registered)
            if chance.happens(loyalty(of: candidate)) { return candidate }
        }
        return candidate
    }

    private func loyalty(of member: Int) -> Int {
        var chance = Chance("\(seed)/loyalty/\(member)")
        return switch chance.number(1...100) {
        case ...8: 100
        case ...45: 25
        case ...88: 6
        default: 0
        }
    }
}
