import Basics

/// How many goods of a search each choice would leave, the other choices standing as they are.
struct Facets: Sendable, Hashable {
    var categories: [String: Int] = [:]
    var shops: [ShopID: Int] = [:]
    var temperatures: [TemperatureClass: Int] = [:]
    var prices: [PriceBand: Int] = [:]
    var yearEnd = 0
    var deliveryDate = 0
}

/// A visitor's choices, held against goods one by one.
struct Narrowing: Sendable {
    private let filter: GoodsFilter
    private let shop: ShopID?
    /// The category and those below it; nil for all.
    private let categories: Set<String>?

    /// `shop` is the one that the filter names: one that there is not leaves nothing.
    init(_ filter: GoodsFilter, shop: ShopID?, categories: Set<String>?) {
        self.filter = filter
        self.shop = shop
        self.categories = categories
    }

    /// What is left, and the counts beside it.
    func apply(to found: [Candidate]) -> (left: [Candidate], facets: Facets) {
        var facets = Facets()
        let left = found.filter { candidate in
            let misses = misses(candidate)
            if misses.isSubset(of: .category) {
                facets.categories[candidate.category, default: 0] += 1
            }
            if misses.isSubset(of: .shop) { facets.shops[candidate.shop, default: 0] += 1 }
            if misses.isSubset(of: .temperature) {
                facets.temperatures[candidate.temperature, default: 0] += 1
            }
            if misses.isSubset(of: .price), let band = PriceBand(of: candidate.price) {
                facets.prices[band, default: 0] += 1
            }
            guard misses.isEmpty else { return false }
            if candidate.arrivesThisYear { facets.yearEnd += 1 }
            if candidate.acceptsDeliveryDate { facets.deliveryDate += 1 }
            return true
        }
        return (left, facets)
    }

    private func misses(_ goods: Candidate) -> Misses {
        var misses: Misses = []
        if let categories, !categories.contains(goods.category) { misses.insert(.category) }
        if filter.shop != nil && goods.shop != shop { misses.insert(.shop) }
        if let wanted = filter.temperature, wanted != goods.temperature {
            misses.insert(.temperature)
        }
        if let range = filter.price?.range, !range.contains(goods.price) { misses.insert(.price) }
        if filter.yearEnd && !goods.arrivesThisYear
            || filter.deliveryDate && !goods.acceptsDeliveryDate
            || filter.inStock && !goods.canBeOrdered || filter.noshi && !goods.hasNoshi
            || goods.allergens & filter.without.bits != 0
        {
            misses.insert(.other)
        }
        return misses
    }

    private struct Misses: OptionSet {
        let rawValue: Int
        static let category = Misses(rawValue: 1)
        static let shop = Misses(rawValue: 2)
        static let temperature = Misses(rawValue: 4)
        static let price = Misses(rawValue: 8)
        static let other = Misses(rawValue: 16)
    }
}
