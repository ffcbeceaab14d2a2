public import Basics

/// When goods leave the shop.
public struct Dispatch: Sendable, Hashable {
    /// Days from the order to leaving the shop, at least.
    public var leadDays: Int
    /// Not before this day, however early the order: the season's first harvest.
    public var earliest: Day?
    /// 年内お届け: the last day on which an order still arrives within the year.
    public var lastOrderForYearEnd: Day?
    /// False where the sea or the field decides (日付指定不可).
    public var acceptsDeliveryDate: Bool

    public init(
        leadDays: Int,
        earliest: Day? = nil,
        lastOrderForYearEnd: Day? = nil,
        acceptsDeliveryDate: Bool = true
    ) {
        self.leadDays = leadDays
        self.earliest = earliest
        self.lastOrderForYearEnd = lastOrderForYearEnd
        self.acceptsDeliveryDate = acceptsDeliveryDate
    }

    /// Whether what is said of it depends on the day on which it is said.
    public var isSeasonal: Bool { earliest != nil || lastOrderForYearEnd != nil }

    /// The first day on which goods ordered on a day can leave the shop.
    public func firstDay(orderedOn day: Day) -> Day {
        let ready = day.adding(days: leadDays)
        return max(ready, earliest ?? ready)
    }
}
