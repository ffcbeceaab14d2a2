public import Basics

/// What carriage of a basket would cost to one place: each parcel and the sum.
public struct PostageEstimate: Hashable, Sendable {
    public struct Parcel: Hashable, Sendable {
        public var plan: ParcelPlan
        public var postage: Money
    }

    public var destination: Destination
    public var parcels: [Parcel]

    public var total: Money { parcels.map(\.postage).sum() }

    public init(
        _ lines: [ParcelPlan.Line],
        to destination: Destination,
        table: PostageTable = .city
    ) {
        self.destination = destination
        parcels = ParcelPlan.split(lines, largestGrams: table.largestGrams).map {
            Parcel(plan: $0, postage: table.postage($0, to: destination))
        }
    }
}
