import Basics
import Web

/// The front page: what the market tells, and the ways into it.
struct HomePage: Page {
    static let template = "catalogue/home"

    let head = PageHead(nil, description: "いなばの里と海から、加盟店が送り出す品々。市の公式ショップです。")
    let site: String
    let shelves: [Link]
    let hasShelves: Bool
    let features: [FeatureTile]
    let hasFeatures: Bool
    let otherFeatures: [Link]
    let hasOtherFeatures: Bool
    let picks: [GoodsCard]
    let hasPicks: Bool
    let newest: [GoodsCard]
    let hasNewest: Bool
    let news: [NewsLine]
    let hasNews: Bool

    init(_ stock: HomeStock, site: String) {
        self.site = site
        features = stock.features.prefix(HomePage.shown).map(FeatureTile.init)
        otherFeatures = stock.features.dropFirst(HomePage.shown).map {
            Link(name: $0.title, address: CatalogueURL.feature($0.slug).path)
        }
        shelves = stock.categories.filter { $0.parent == nil }.map {
            Link(name: $0.name, address: CatalogueURL.category($0.slug, GoodsListQuery()).path)
        }
        picks = stock.picks
        newest = stock.newest
        news = stock.news.map(NewsLine.init)
        hasShelves = !shelves.isEmpty
        hasFeatures = !features.isEmpty
        hasOtherFeatures = !otherFeatures.isEmpty
        hasPicks = !picks.isEmpty
        hasNewest = !newest.isEmpty
        hasNews = !news.isEmpty
    }

    /// Features with a picture; the others are named below them.
    private static let shown = 4

    /// A feature as the front page shows it.
    struct FeatureTile: Sendable {
        let address: String
        let title: String
        let lead: String
        let picture: PictureView

        init(_ feature: Feature) {
            address = CatalogueURL.feature(feature.slug).path
            title = feature.title
            lead = firstSentence(paragraphs(feature.text).first ?? "")
            picture = PictureView(feature.picture, in: .firstCards)
        }
    }
}

/// What the front page is made of, read at one moment.
struct HomeStock: Sendable {
    var features: [Feature]
    var categories: [Category]
    var picks: [GoodsCard]
    var newest: [GoodsCard]
    var news: [NewsItem]
}
