import Basics
import Web

/// A list of goods: of a category, of a search, or of all.
struct GoodsListPage: Page {
    static let template = "catalogue/list"

    let head: PageHead
    let heading: String
    /// What is to be said instead of a list, or before it.
    let message: String?
    /// What may have been meant instead.
    let suggestion: Link?
    let total: String
    /// Whether there are more than the total says.
    let isCut: Bool
    let hasBelow: Bool
    let below: [Link]
    let facets: [FacetView]
    let hasFacets: Bool
    /// Where on the page a list is narrowed.
    let narrowing: String
    let filter: FilterView
    let goods: [GoodsCard]
    let hasGoods: Bool
    /// Whether a sound search, or a category, has nothing to show.
    let isEmpty: Bool
    let paging: Paging

    init(_ listing: GoodsListing) {
        let query = listing.query
        let category = listing.path.last
        heading = GoodsListPage.heading(query.words, category)
        head = PageHead(
            heading,
            description: category.map { "\($0.name)の一覧です。" },
            crumbs: GoodsListPage.crumbs(listing, heading),
            query: query.words.text,
            // Lists are found by their plain addresses: each narrowing of them is not another page.
            isIndexed: query.words == .empty && query.filter.isEmpty && query.sort == .recommended
        )
        message = GoodsListPage.message(query.words)
        suggestion = listing.list.suggestion.map {
            let meant = GoodsListQuery(words: SearchQuery($0))
            return Link(name: $0, address: CatalogueURL.list(meant).path)
        }
        isCut = listing.list.isCut
        facets = FacetView.all(listing)
        hasFacets = !facets.isEmpty
        narrowing = facets.isEmpty ? "filter" : "facets"
        total = Money(yen: listing.list.total).grouped
        // Beside a search, the shelves would hide what was found.
        below = query.words == .empty ? listing.below.map { GoodsListPage.link(to: $0) } : []
        hasBelow = !below.isEmpty
        filter = FilterView(
            listing,
            action: GoodsListPage.address(category, GoodsListQuery()),
            clear: GoodsListPage.address(category, GoodsListQuery(words: query.words))
        )
        goods = listing.list.cards
        hasGoods = !goods.isEmpty
        isEmpty = goods.isEmpty && message == nil
        paging = Paging(page: listing.list.page, of: listing.list.pageCount) {
            GoodsListPage.address(category, query.page($0))
        }
    }

    private static func heading(_ words: SearchQuery, _ category: Category?) -> String {
        switch words {
        case .words(let text, _), .unreadable(let text): "「\(text)」の検索結果"
        case .tooLong: "商品を探す"
        case .empty: category?.name ?? "すべての商品"
        }
    }

    private static func message(_ words: SearchQuery) -> String? {
        switch words {
        case .tooLong: "検索の言葉が長すぎます。\(SearchQuery.longest)文字までで入力してください。"
        case .unreadable: "記号や絵文字だけでは検索できません。商品名やお店の名前などを入力してください。"
        case .empty, .words: nil
        }
    }

    private static func crumbs(_ listing: GoodsListing, _ heading: String) -> [Crumb] {
        guard !listing.path.isEmpty else { return [Crumb(heading)] }
        let upper = listing.path.dropLast().map {
            Crumb($0.name, CatalogueURL.category($0.slug, GoodsListQuery()).path)
        }
        return upper + [Crumb(heading)]
    }

    static func address(_ category: Category?, _ query: GoodsListQuery) -> String {
        (category.map { .category($0.slug, query) } ?? CatalogueURL.list(query)).path
    }

    private static func link(to category: Category) -> Link {
        Link(
            name: category.name,
            address: CatalogueURL.category(category.slug, GoodsListQuery()).path
        )
    }
}
