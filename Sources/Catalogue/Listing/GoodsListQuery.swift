import Basics

/// All that the address of a list of goods says: words, filter, order and page.
public struct GoodsListQuery: Sendable, Hashable {
    public var words: SearchQuery
    public var filter: GoodsFilter
    public var sort: GoodsSort
    /// From 1; a number beyond the last page shows the last.
    public var page: Int

    public init(
        words: SearchQuery = .empty,
        filter: GoodsFilter = GoodsFilter(),
        sort: GoodsSort = .recommended,
        page: Int = 1
    ) {
        self.words = words
        self.filter = filter
        self.sort = sort
        self.page = page
    }

    /// Goods on one page.
    public static let pageSize = 24

    /// The query that an address holds; what is not understood is passed over.
    ///
    /// - Parameter values: all values of a name, in the order of the address.
    public init(_ values: (String) -> [String]) {
        func value(_ name: String) -> String? { values(name).first }
        words = SearchQuery(value("q") ?? "")
        filter = GoodsFilter(
            shop: value("shop").flatMap { Slug($0) },
            temperature: value("temperature").flatMap { TemperatureClass(rawValue: $0) },
            price: value("price").flatMap { PriceBand(rawValue: $0) },
            inStock: value("stock") == "1",
            without: Set(values("without").compactMap(Allergen.init(code:))),
            noshi: value("noshi") == "1",
            deliveryDate: value("date") == "1",
            yearEnd: value("within") == "year"
        )
        sort = value("sort").flatMap { GoodsSort(rawValue: $0) } ?? .recommended
        page = max(1, value("page").flatMap { Int($0) } ?? 1)
    }

    /// The same as names and values, those left out that say nothing.
    public var parameters: [(name: String, value: String)] {
        var list: [(name: String, value: String)] = []
        if !words.text.isEmpty { list.append(("q", words.text)) }
        if let shop = filter.shop { list.append(("shop", shop.text)) }
        if let temperature = filter.temperature {
            list.append(("temperature", temperature.rawValue))
        }
        if let price = filter.price { list.append(("price", price.rawValue)) }
        if filter.inStock { list.append(("stock", "1")) }
        for allergen in filter.without.sorted() { list.append(("without", allergen.code)) }
        if filter.noshi { list.append(("noshi", "1")) }
        if filter.deliveryDate { list.append(("date", "1")) }
        if filter.yearEnd { list.append(("within", "year")) }
        if sort != .recommended { list.append(("sort", sort.rawValue)) }
        if page > 1 { list.append(("page", String(page))) }
        return list
    }

    public func page(_ number: Int) -> GoodsListQuery {
        var query = self
        query.page = number
        return query
    }
}
