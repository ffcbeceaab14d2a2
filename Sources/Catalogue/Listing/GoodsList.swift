/// One page of a list of goods.
public struct GoodsList: Sendable {
    public var cards: [GoodsCard]
    /// Goods on all pages.
    public var total: Int
    /// From 1, never beyond the last.
    public var page: Int

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
