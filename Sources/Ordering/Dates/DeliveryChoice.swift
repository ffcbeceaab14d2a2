public import Basics

/// When one parcel is to come: what was chosen for it, and what was answered about its season.
public struct DeliveryChoice: Hashable, Sendable {
    public var day: Day?
    public var window: TimeWindow?
    /// The customer has been asked about a gift out of season, and keeps it.
    public var acceptsSeason: Bool

    public init(day: Day? = nil, window: TimeWindow? = nil, acceptsSeason: Bool = false) {
        self.day = day
        self.window = window
        self.acceptsSeason = acceptsSeason
    }

    /// おまかせ: nothing was chosen.
    public static let open = DeliveryChoice()
}
