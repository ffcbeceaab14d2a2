public import Basics

/// What may be chosen for one recipient: days, windows, のし, card.
///
/// Where several parcels go to them, a day must suit all that take a day, and のし and card are
/// offered where one of the parcels can have them.
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
        gift = parcels.map(\.gift).reduce(GiftService()) {
            GiftService(noshi: $0.noshi.union($1.noshi), card: $0.card || $1.card)
        }
    }

    public func allow(_ day: Day?) -> Bool { day.map(days.contains) ?? true }
    public func allow(_ window: TimeWindow?) -> Bool { window.map(windows.contains) ?? true }
}

extension ParcelPlan {
    /// What the shop can do for all goods in it.
    public var gift: GiftService { .common(to: lines.map(\.offer)) }

    public var acceptsDay: Bool { lines.allSatisfy(\.offer.dispatch.acceptsDay) }
}
