public import Basics

/// What carriage costs: the city's agreement with its carrier, as data.
///
/// All amounts include tax at the standard rate.
public struct PostageTable: Hashable, Sendable {
    /// One class of size and weight.
    public struct WeightClass: Hashable, Sendable {
        public var upToGrams: Int
        /// `80サイズ`.
        public var japanese: String
        /// What it adds to the smallest class.
        public var addition: Money
        public var chilled: Money
        public var frozen: Money
    }

    /// The smallest class by zone.
    public var base: [PostageZone: Money]
    /// From the lightest to the heaviest.
    public var classes: [WeightClass]
    /// 離島の中継料, for each parcel.
    public var islandSurcharge: Money

    /// The heaviest parcel that the carrier takes.
    public var largestGrams: Int { classes.last?.upToGrams ?? 0 }

    /// The class of a parcel; what is too heavy for any pays as the largest.
    public func weightClass(grams: Int) -> WeightClass? {
        classes.first { grams <= $0.upToGrams } ?? classes.last
    }

    /// What one parcel costs.
    public func postage(grams: Int, temperature: Temperature, to destination: Destination) -> Money
    {
        guard let weight = weightClass(grams: grams), let base = base[destination.zone] else {
            return .zero
        }
        let island = destination.isIsland ? islandSurcharge : .zero
        return base + weight.addition + weight.surcharge(temperature) + island
    }

    public func postage(_ parcel: ParcelPlan, to destination: Destination) -> Money {
        postage(grams: parcel.weightGrams, temperature: parcel.temperature, to: destination)
    }
}

extension PostageTable.WeightClass {
    init(_ kilograms: Int, _ size: Int, adds: Int, chilled: Int, frozen: Int) {
        self.init(
            upToGrams: kilograms * 1000,
            japanese: "\(size)サイズ(\(kilograms)kgまで)",
            addition: Money(yen: adds),
            chilled: Money(yen: chilled),
            frozen: Money(yen: frozen)
        )
    }

    func surcharge(_ temperature: Temperature) -> Money {
        switch temperature {
        case .ambient: .zero
        case .chilled: chilled
        case .frozen: frozen
        }
    }
}

extension PostageTable {
    /// The demonstration city's table; its amounts are invented.
    public static let city = PostageTable(
        base: [
            .chugoku: 830, .kansai: 830, .shikoku: 830, .kyushu: 940, .chubu: 940,
            .shinetsuKanto: 1050, .southTohoku: 1160, .northTohoku: 1270, .hokkaido: 1600,
            .okinawa: 1710,
        ].mapValues(Money.init(yen:)),
        classes: [
            WeightClass(2, 60, adds: 0, chilled: 220, frozen: 275),
            WeightClass(5, 80, adds: 230, chilled: 220, frozen: 275),
            WeightClass(10, 100, adds: 460, chilled: 330, frozen: 385),
            WeightClass(15, 120, adds: 690, chilled: 660, frozen: 715),
            WeightClass(20, 140, adds: 920, chilled: 990, frozen: 1045),
            WeightClass(25, 160, adds: 1150, chilled: 1320, frozen: 1375),
        ],
        islandSurcharge: Money(yen: 880)
    )

    /// What a visitor is told wherever postage is shown.
    public static let words = "送料はお届け先・お店・温度帯ごとにかかります。"
}
