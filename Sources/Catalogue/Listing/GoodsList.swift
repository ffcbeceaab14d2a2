/// One page of a list of goods.
public struct GoodsList: Sendable {
    public var cards: [GoodsCard]
    /// Goods on all pages.
    public var total: Int
    /// From 1, never beyond the last.
    public var page: Int
    /// Whether there are more than a search looks at, or than are counted with a filter: the total is
    /// the least there are.
    public var isCut = false
    /// What the choices beside a search would leave; nil where nothing was searched for.
    var facets: Facets?
    /// What may have been meant by a search that found little.
    public var suggestion: String?

    public init(cards: [GoodsCard], total: Int, page: Int) {
        self.cards = cards
        self.total = total
        self.page = page
    }

    /// At least 1, so that an empty list has a page to be shown on.
    public var pageCount: Int { GoodsList.pageCount(of: total) }

    static func pageCount(of total: Int) -> Int {
        max(1, (total + GoodsListQuery.pageSize - 1) / GoodsListQuery.pageSize)
    }
}
