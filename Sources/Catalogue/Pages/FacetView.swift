import Basics
import Templates

/// A link that narrows a search, or widens it again where it is chosen.
struct FacetLink: Sendable, Hashable, TemplateObject {
    let name: String
    let address: String
    let count: String
    let isChosen: Bool

    func value(named name: String) -> TemplateValue? {
        switch name {
        case "name": .text(self.name)
        case "address": .text(address)
        case "count": .text(count)
        case "isChosen": .truth(isChosen)
        default: nil
        }
    }
}

/// The choices of one kind beside a search, with how many goods each would leave.
struct FacetView: Sendable, Hashable, TemplateObject {
    let title: String
    let links: [FacetLink]

    func value(named name: String) -> TemplateValue? {
        switch name {
        case "title": .text(title)
        case "links": .objects(links)
        default: nil
        }
    }

    /// More than these of one kind would be longer than the goods themselves.
    private static let most = 8

    /// All kinds that leave something to choose; empty where nothing was searched for.
    static func all(_ listing: GoodsListing) -> [FacetView] {
        guard let facets = listing.list.facets else { return [] }
        let maker = FacetMaker(listing)
        return [
            FacetView(title: "品目", links: maker.categories(facets.categories)),
            FacetView(title: "お店", links: maker.shops(facets.shops)),
            FacetView(title: "価格", links: maker.prices(facets.prices)),
            FacetView(title: "温度帯", links: maker.temperatures(facets.temperatures)),
            FacetView(title: "お届け", links: maker.delivery(facets)),
        ].filter { !$0.links.isEmpty }
    }

    /// One choice of a kind, before it has an address.
    struct Option {
        let name: String
        let count: Int
        let isChosen: Bool
        let query: GoodsListQuery
        let category: Category?
    }

    /// The most frequent choices, and what is chosen however rare it is.
    static func mostFrequent(_ options: [Option]) -> [Option] {
        let frequent = options.enumerated().sorted {
            ($0.element.isChosen ? 0 : 1, -$0.element.count, $0.offset)
                < ($1.element.isChosen ? 0 : 1, -$1.element.count, $1.offset)
        }
        return frequent.prefix(most).map(\.element)
    }
}

/// Makes the links of one listing.
private struct FacetMaker {
    private let listing: GoodsListing
    private let query: GoodsListQuery
    private let category: Category?

    init(_ listing: GoodsListing) {
        self.listing = listing
        query = listing.query.page(1)
        category = listing.path.last
    }

    func categories(_ counts: [String: Int]) -> [FacetLink] {
        let options = listing.categories.map { each in
            let isChosen = each == category
            // Of an upper category the goods stand in its lower ones.
            let count = counts[each.slug.text] ?? (isChosen ? listing.list.total : 0)
            return option(each.name, count, isChosen, query, in: isChosen ? nil : each)
        }
        return links(FacetView.mostFrequent(options.filter { $0.count > 0 || $0.isChosen }))
    }

    func shops(_ counts: [ShopID: Int]) -> [FacetLink] {
        let options = listing.shops.map { shop in
            let isChosen = query.filter.shop == shop.slug
            return option(shop.name, counts[shop.id] ?? 0, isChosen) {
                $0.shop = isChosen ? nil : shop.slug
            }
        }
        return links(FacetView.mostFrequent(options.filter { $0.count > 0 || $0.isChosen }))
    }

    func prices(_ counts: [PriceBand: Int]) -> [FacetLink] {
        let options = PriceBand.allCases.map { band in
            let isChosen = query.filter.price == band
            return option(band.name, counts[band] ?? 0, isChosen) {
                $0.price = isChosen ? nil : band
            }
        }
        return links(options.filter { $0.count > 0 || $0.isChosen })
    }

    func temperatures(_ counts: [TemperatureClass: Int]) -> [FacetLink] {
        let options = TemperatureClass.allCases.map { each in
            let isChosen = query.filter.temperature == each
            return option(each.name, counts[each] ?? 0, isChosen) {
                $0.temperature = isChosen ? nil : each
            }
        }
        return links(options.filter { $0.count > 0 || $0.isChosen })
    }

    func delivery(_ facets: Facets) -> [FacetLink] {
        let options = [
            option("年内にお届け", facets.yearEnd, query.filter.yearEnd) { $0.yearEnd.toggle() },
            option("お届け日を指定できる", facets.deliveryDate, query.filter.deliveryDate) {
                $0.deliveryDate.toggle()
            },
        ]
        return links(options.filter { $0.count > 0 || $0.isChosen })
    }

    private func option(
        _ name: String,
        _ count: Int,
        _ isChosen: Bool,
        _ change: (inout GoodsFilter) -> Void
    ) -> FacetView.Option {
        var changed = query
        change(&changed.filter)
        return option(name, count, isChosen, changed, in: category)
    }

    private func option(
        _ name: String,
        _ count: Int,
        _ isChosen: Bool,
        _ query: GoodsListQuery,
        in category: Category?
    ) -> FacetView.Option {
        FacetView.Option(
            name: name,
            count: count,
            isChosen: isChosen,
            query: query,
            category: category
        )
    }

    // Only what is shown gets its address: shops are many.
    private func links(_ options: [FacetView.Option]) -> [FacetLink] {
        options.map {
            FacetLink(
                name: $0.name,
                address: GoodsListPage.address($0.category, $0.query),
                count: Money(yen: $0.count).grouped + (listing.list.isCut ? "+" : ""),
                isChosen: $0.isChosen
            )
        }
    }
}
