/// How large the old shop was.
public struct OldShopSize: Sendable, Equatable {
    public let members: Int
    public let orders: Int

    /// Nil unless there is a member, and at most ten million of each.
    public init?(members: Int, orders: Int) {
        guard (1...10_000_000).contains(members), (0...10_000_000).contains(orders) else {
            return nil
        }
        self.members = members
        self.orders = orders
    }

    /// So many members, with orders in the notice's proportion.
    public init?(members: Int) {
        let notice = OldShopSize.notice
        let orders = OldShopSize.share(of: members, notice.orders, in: notice.members)
        self.init(members: members, orders: orders)
    }

    private init(notice members: Int, _ orders: Int) {
        self.members = members
        self.orders = orders
    }

    /// What the notice of 2020 tells was lost.
    public static let notice = OldShopSize(notice: 27_270, 59_021)

    /// Persons in the orders who are no members: 10,075 to 59,021 orders, rounded.
    public var guests: Int { OldShopSize.share(of: orders, 10_075, in: OldShopSize.notice.orders) }

    /// Orders of those persons: every fifth of them comes a second time.
    var guestOrders: Int { guests + guests / 5 }

    private static func share(of count: Int, _ part: Int, in whole: Int) -> Int {
        (count.clamped(to: 0...10_000_000) * part + whole / 2) / whole
    }
}

extension Int {
    fileprivate func clamped(to range: ClosedRange<Int>) -> Int {
        Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
    }
}
