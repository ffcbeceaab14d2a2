public import Basics

/// What may be chosen for one recipient: a day and a window for each parcel, のし, card.
///
/// のし and card are offered where some of the goods can have them.
public struct RecipientChoices: Hashable, Sendable {
    public var parcels: [ParcelChoices]
    public var gift: GiftService

    public init(_ lines: [ParcelPlan.Line], to destination: Destination, at now: Moment) {
        // By weight a parcel may become two: they come on the same day.
        parcels = ParcelPlan.split(lines, largestGrams: .max).map {
            ParcelChoices($0, to: destination, at: now)
        }
        gift = .any(of: lines.map(\.offer))
    }
}

/// One parcel of a recipient's, and the days and windows it can come in.
public struct ParcelChoices: Hashable, Sendable {
    public var kind: ParcelKind
    public var lines: [ParcelPlan.Line]
    /// The first day on which all of it can be there.
    public var earliest: Day
    /// None where one of the goods takes no 日付指定.
    public var days: [Day]
    public var windows: [TimeWindow]

    init(_ plan: ParcelPlan, to destination: Destination, at now: Moment) {
        let dates = DeliveryDates(plan.lines.map(\.offer), to: destination, at: now)
        kind = plan.kind
        lines = plan.lines
        earliest = dates.earliest
        days = dates.days
        windows = destination.windows
    }

    public var acceptsDay: Bool { !days.isEmpty }

    public func allows(_ choice: DeliveryChoice) -> Bool {
        let dayFits = choice.day.map { !acceptsDay || days.contains($0) } ?? true
        return dayFits && (choice.window.map(windows.contains) ?? true)
    }

    /// What an arrival as chosen would ask of a gift of the season, if anything.
    public func question(
        _ gift: GiftChoice,
        _ choice: DeliveryChoice,
        ordered: Day
    ) -> SeasonQuestion? {
        let possible = GiftService.any(of: lines.map(\.offer)).part(of: gift)
        let arrival = (acceptsDay ? choice.day : nil) ?? earliest
        return SeasonQuestion(possible.noshi?.occasion, arrival: arrival, ordered: ordered)
    }
}

extension ParcelPlan {
    /// What the shop can do for some of the goods in it: a のし lies on the goods that can have it.
    public var gift: GiftService { .any(of: lines.map(\.offer)) }
}
