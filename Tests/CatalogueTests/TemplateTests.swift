import Basics
import Storage
import TestKit
import Testing
import Web

@testable import Catalogue

@Suite("The catalogue's templates")
struct TemplateTests {
    /// Pages that together show everything in every template.
    private func samples() async throws -> [any Page] {
        var samples: [any Page] = []
        try await Samples.market(.sqlite) { database in
            samples = try await database.read { tx in
                let store = CatalogueStore(tx, .sqlite)
                guard let nashi = try store.stock(1), let crab = try store.stock(5),
                    let feature = try store.feature("winter"), let news = try store.newsItem(1)
                else { return [] }
                var home = try store.home()
                home.features += Array(repeating: feature, count: 5)
                let tokyo = Prefecture(code: 13)
                let cards = try store.cards([1, 2, 3, 5])
                return [
                    HomePage(home, site: "いなばの市"),
                    GoodsListPage(try store.listing(query("*"))),
                    GoodsListPage(try store.listing(query("龍"))),
                    GoodsListPage(try store.listing(query("がに"))),
                    GoodsListPage(try store.listing(query("因洲和紙"))),
                    GoodsListPage(
                        try store.listing(
                            GoodsListQuery(filter: GoodsFilter(price: .over10000)),
                            in: "sea"
                        )
                    ),
                    GoodsPage(
                        nashi,
                        today: Day(Samples.today),
                        postage: PostageView(nashi.goods, to: tokyo, costs: Money(yen: 990))
                    ),
                    GoodsPage(
                        crab,
                        today: Day(Samples.today),
                        postage: PostageView(crab.goods, to: nil, costs: nil)
                    ),
                    WithdrawnPage(crab), FeaturePage(feature, goods: cards),
                    NewsListPage([news]), NewsListPage([]), NewsItemPage(news),
                    FavouritesPage(cards, notice: "入れました。"), FavouritesPage([], notice: nil),
                ]
            }
        }
        return samples
    }

    @Test("every tag is a property, every template has a sample")
    func whole() async throws {
        let pages = try PageRenderer(
            site: .sample,
            frame: .market,
            assets: AssetLibrary(),
            templates: [CatalogueHandlers.templates]
        )
        let samples = try await samples()
        #expect(samples.count == 15)
        let check = TemplateCheck(pages)
        #expect(check.faults(in: samples) == [])
        #expect(try check.templates(of: CatalogueHandlers.templates, notIn: samples) == [])
    }
}
