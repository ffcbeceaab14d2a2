public import Basics

/// The days on which goods can arrive at one place.
public struct DeliveryDates: Hashable, Sendable {
    /// The first day on which all of the goods can be there.
    public var earliest: Day
    /// The days to choose from; none where one of the goods takes no 日付指定.
    public var days: [Day]

    public static let daysOffered = 30
    /// Orders after this hour in Japan count as the next day's.
    public static let cutOffHour = 12
    /// Who missed the last order for the year gets the goods from this day of January on.
    public static let firstDayAfterNewYear = 6

    /// Goods that travel to one place together: the latest of them decides.
    public init(_ offers: [Offer], to destination: Destination, at now: Moment) {
        let earliest =
            offers.map { DeliveryDates.earliest($0.dispatch, to: destination, at: now) }.max()
            ?? Day(now)
        self.earliest = earliest
        let free = offers.allSatisfy(\.dispatch.acceptsDay)
        days = free ? (0..<DeliveryDates.daysOffered).map { earliest.adding(days: $0) } : []
    }

    /// Whether a day may be chosen; none at all (おまかせ) always may.
    public func allow(_ day: Day?) -> Bool { day.map(days.contains) ?? true }

    /// When these goods alone could be at the door.
    public static func earliest(
        _ terms: DispatchTerms,
        to destination: Destination,
        at now: Moment
    ) -> Day {
        let ready = firstWorkingDay(at: now).adding(days: terms.leadDays)
        let dispatch = max(ready, terms.earliest ?? ready)
        return afterNewYear(terms, dispatch.adding(days: destination.transitDays), at: now)
    }

    private static func firstWorkingDay(at now: Moment) -> Day {
        let shifted = now.adding(hours: 24 - cutOffHour)
        return Day(shifted)
    }

    private static func afterNewYear(_ terms: DispatchTerms, _ arrival: Day, at now: Moment) -> Day
    {
        let today = Day(now)
        guard let last = terms.lastOrderForYearEnd, today > last, today.year == last.year,
            let reopening = Day(year: last.year + 1, month: 1, day: firstDayAfterNewYear)
        else { return arrival }
        return max(arrival, reopening)
    }
}
