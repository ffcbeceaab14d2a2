public import Basics

/// What a visitor wants a list of goods narrowed to.
public struct GoodsFilter: Sendable, Hashable {
    public var shop: Slug?
    public var temperature: TemperatureClass?
    public var price: PriceBand?
    /// Only what can be ordered now.
    public var inStock: Bool
    /// Only goods that contain none of these.
    public var without: Set<Allergen>
    /// Only goods on which the shop puts のし.
    public var noshi: Bool
    /// Only goods for which a delivery date may be chosen.
    public var deliveryDate: Bool
    /// Only goods that still arrive within the year (年内お届け).
    public var yearEnd: Bool

    public init(
        shop: Slug? = nil,
        temperature: TemperatureClass? = nil,
        price: PriceBand? = nil,
        inStock: Bool = false,
        without: Set<Allergen> = [],
        noshi: Bool = false,
        deliveryDate: Bool = false,
        yearEnd: Bool = false
    ) {
        self.shop = shop
        self.temperature = temperature
        self.price = price
        self.inStock = inStock
        self.without = without
        self.noshi = noshi
        self.deliveryDate = deliveryDate
        self.yearEnd = yearEnd
    }

    public var isEmpty: Bool { self == GoodsFilter() }
}

/// Prices as people look for them: for a gift of about so much.
public enum PriceBand: String, Sendable, Hashable, CaseIterable {
    case under2000 = "0-1999"
    case under5000 = "2000-4999"
    case under10000 = "5000-9999"
    case over10000 = "10000-"

    /// In yen, tax included.
    public var range: ClosedRange<Int> {
        switch self {
        case .under2000: 0...1999
        case .under5000: 2000...4999
        case .under10000: 5000...9999
        case .over10000: 10_000...999_999_999
        }
    }

    /// The band in which a price lies; nil for one that there is not.
    init?(of price: Int) {
        guard let band = PriceBand.allCases.first(where: { $0.range.contains(price) }) else {
            return nil
        }
        self = band
    }

    /// 「2,000円〜4,999円」.
    public var name: String {
        switch self {
        case .under2000: "2,000円未満"
        case .under5000: "2,000円〜4,999円"
        case .under10000: "5,000円〜9,999円"
        case .over10000: "10,000円以上"
        }
    }
}

/// The order of a list of goods.
public enum GoodsSort: String, Sendable, Hashable, CaseIterable {
    /// What the city recommends first; in a search, the closest match first.
    case recommended
    case newest
    case cheapest
    case dearest

    /// 「おすすめ順」.
    public var name: String {
        switch self {
        case .recommended: "おすすめ順"
        case .newest: "新着順"
        case .cheapest: "価格の安い順"
        case .dearest: "価格の高い順"
        }
    }
}
