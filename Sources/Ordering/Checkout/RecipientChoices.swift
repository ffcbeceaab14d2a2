public import Basics

/// What may be chosen for one recipient: days, windows, のし, card.
///
/// Where several parcels go to them, a day must suit all that take a day, and のし and card are
/// offered where some of the goods can have them.
public struct RecipientChoices: Hashable, Sendable {
    public var parcels: [ParcelPlan]
    public var days: [Day]
    public var windows: [TimeWindow]
    public var gift: GiftService

    public init(
        _ lines: [ParcelPlan.Line],
        to destination: Destination,
        at now: Moment,
        table: PostageTable = .city
    ) {
        parcels = ParcelPlan.split(lines, largestGrams: table.largestGrams)
        let free = parcels.filter(\.acceptsDay).flatMap(\.lines).map(\.offer)
        days = free.isEmpty ? [] : DeliveryDates(free, to: destination, at: now).days
        windows = destination.windows
        gift = .any(of: parcels.flatMap(\.lines).map(\.offer))
    }

    public func allow(_ day: Day?) -> Bool { day.map(days.contains) ?? true }
    public func allow(_ window: TimeWindow?) -> Bool { window.map(windows.contains) ?? true }
}

extension ParcelPlan {
    /// What the shop can do for some of the goods in it: a のし lies on the goods that can have it.
    public var gift: GiftService { .any(of: lines.map(\.offer)) }

    public var acceptsDay: Bool { lines.allSatisfy(\.offer.dispatch.acceptsDay) }
}
