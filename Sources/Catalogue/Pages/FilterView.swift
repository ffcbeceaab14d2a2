import Basics

/// The form by which a list is narrowed, with what is chosen now.
struct FilterView: Sendable {
    let action: String
    let query: String
    let temperatures: [Choice]
    let prices: [Choice]
    let shops: [Choice]
    let mandatoryAllergens: [Choice]
    let otherAllergens: [Choice]
    let sorts: [Choice]
    let inStock: Bool
    let noshi: Bool
    let deliveryDate: Bool
    let yearEnd: Bool
    /// Whether the part for allergens starts open.
    let showsAllergens: Bool
    let isNarrowed: Bool
    let clearAddress: String

    init(_ listing: GoodsListing, action: String, clear: String) {
        let (query, filter) = (listing.query, listing.query.filter)
        self.action = action
        self.query = query.words.text
        clearAddress = clear
        temperatures = TemperatureClass.allCases.map {
            Choice(value: $0.rawValue, words: $0.name, isChosen: $0 == filter.temperature)
        }
        prices = PriceBand.allCases.map {
            Choice(value: $0.rawValue, words: $0.name, isChosen: $0 == filter.price)
        }
        shops = listing.shops.map {
            Choice(value: $0.slug.text, words: $0.name, isChosen: $0.slug == filter.shop)
        }
        sorts = GoodsSort.allCases.map {
            Choice(value: $0.rawValue, words: $0.name, isChosen: $0 == query.sort)
        }
        let allergens = Allergen.allCases.map {
            Choice(value: $0.code, words: $0.name, isChosen: filter.without.contains($0))
        }
        mandatoryAllergens = Array(allergens.prefix { $0.value != Allergen.almond.code })
        otherAllergens = Array(allergens.drop { $0.value != Allergen.almond.code })
        inStock = filter.inStock
        noshi = filter.noshi
        deliveryDate = filter.deliveryDate
        yearEnd = filter.yearEnd
        showsAllergens = !filter.without.isEmpty
        isNarrowed = !filter.isEmpty
    }
}

/// What a page with a list of goods is made of, read at one moment.
struct GoodsListing: Sendable {
    var query: GoodsListQuery
    var list: GoodsList
    /// From the upper level to the category itself; empty for all goods.
    var path: [Category]
    var categories: [Category]
    /// The categories one level below.
    var below: [Category]
    var shops: [Signboard]
}
