public import Basics
import Foundation
import HTTPTypes
public import Hummingbird
public import Storage
public import Web

/// What the catalogue's pages ask of other rooms.
public struct CataloguePorts: Sendable {
    /// What carriage of one box costs, tax included; nil where none can be told.
    public var postage:
        @Sendable (_ grams: Int, _ temperature: TemperatureClass, _ to: Prefecture) -> Money?

    public init(
        postage:
            @escaping @Sendable (
                _ grams: Int, _ temperature: TemperatureClass, _ to: Prefecture
            ) -> Money?
    ) {
        self.postage = postage
    }
}

/// The catalogue's public pages: the same for everyone who asks.
public struct CatalogueHandlers: Sendable {
    /// The room's templates, for the renderer.
    public static let templates = TemplateFolder("catalogue", in: .module)

    let shop: Database
    let pages: PageRenderer
    let clock: WallClock
    let ports: CataloguePorts

    /// - Parameters:
    ///   - shop: The shop's database, which is only read.
    ///   - pages: The market's renderer.
    ///   - clock: What day it is.
    ///   - ports: What other rooms answer.
    public init(
        shop: Database,
        pages: PageRenderer,
        clock: WallClock = .system,
        ports: CataloguePorts
    ) {
        self.shop = shop
        self.pages = pages
        self.clock = clock
        self.ports = ports
    }

    public func addRoutes(to router: Router<MarketContext>) {
        router.get("/", use: home)
        router.get("/goods", use: list)
        router.get("/search", use: search)
        router.get("/goods/:id", use: goods)
        router.get("/categories/:slug", use: category)
        router.get("/features/:slug", use: feature)
        router.get("/news", use: news)
        router.get("/news/:id", use: newsItem)
    }

    private func look<Value: Sendable>(
        _ body: @escaping @Sendable (CatalogueStore) throws -> Value
    ) async throws -> (value: Value, ingredients: Ingredients) {
        let engine = shop.engine
        return try await shop.look { try body(CatalogueStore($0, engine)) }
    }

    @Sendable private func home(_ request: Request, _: MarketContext) async throws -> Response {
        try await pages.show(CatalogueURL.home.path, to: request) {
            let (stock, ingredients) = try await look { try $0.home() }
            return Shown(HomePage(stock, site: pages.site.name), of: ingredients)
        }
    }

    @Sendable private func list(_ request: Request, _: MarketContext) async throws -> Response {
        let query = GoodsListQuery(try request.query().values)
        let today = Day(clock.now())
        return try await pages.show(kept(query), to: request) {
            let (listing, ingredients) = try await look { try $0.listing(query, today: today) }
            return Shown(GoodsListPage(listing), of: ingredients, at: kept(listing))
        }
    }

    /// An address that people guess.
    @Sendable private func search(_ request: Request, _: MarketContext) async throws -> Response {
        let query = GoodsListQuery(try request.query().values)
        return .redirect(to: CatalogueURL.list(query).path, type: .permanent)
    }

    @Sendable private func category(
        _ request: Request,
        _ context: MarketContext
    ) async throws -> Response {
        let query = GoodsListQuery(try request.query().values)
        let slug = try context.slug()
        let today = Day(clock.now())
        return try await pages.show(kept(query, in: slug), to: request) {
            let (listing, ingredients) = try await look {
                try $0.listing(query, in: slug, today: today)
            }
            guard !listing.path.isEmpty else { throw Problem.notFound }
            return Shown(GoodsListPage(listing), of: ingredients, at: kept(listing, in: slug))
        }
    }

    /// Where a list is kept; nil for what a visitor's own words and choices leave, which is without
    /// end.
    private func kept(_ query: GoodsListQuery, in slug: Slug? = nil) -> String? {
        guard query.words == .empty, query.filter.isEmpty else { return nil }
        return (slug.map { .category($0, query) } ?? CatalogueURL.list(query)).path
    }

    /// The same once the page is known that is shown: past the last it is the last.
    private func kept(_ listing: GoodsListing, in slug: Slug? = nil) -> String? {
        kept(listing.query.page(listing.list.page), in: slug)
    }

    @Sendable private func goods(
        _ request: Request,
        _ context: MarketContext
    ) async throws -> Response {
        let id = GoodsID(rawValue: try context.number())
        let chosen = try request.query().values("prefecture").first
            .flatMap { Int($0) }.flatMap { Prefecture(code: $0) }
        // With a prefecture there are 47 pages more of each, and hardly one is asked for twice.
        let address = chosen == nil ? CatalogueURL.goods(id).path : nil
        return try await pages.show(address, to: request) {
            let (found, ingredients) = try await look { try $0.stock(id) }
            guard let stock = found else { throw Problem.notFound }
            guard stock.goods.state != .withdrawn else {
                return Shown(WithdrawnPage(stock), status: .gone, of: ingredients)
            }
            let today = Day(clock.now())
            let page = GoodsPage(stock, today: today, postage: postage(stock.goods, to: chosen))
            return Shown(page, of: ingredients, on: stock.goods.dispatch.isSeasonal ? today : nil)
        }
    }

    private func postage(_ goods: Goods, to chosen: Prefecture?) -> PostageView {
        let costs = chosen.flatMap { ports.postage(goods.weightGrams, goods.temperature, $0) }
        return PostageView(goods, to: chosen, costs: costs)
    }

    @Sendable private func feature(
        _ request: Request,
        _ context: MarketContext
    ) async throws -> Response {
        let slug = try context.slug()
        return try await pages.show(CatalogueURL.feature(slug).path, to: request) {
            let (found, ingredients) = try await look { store in
                try store.feature(slug).map { ($0, try store.cards($0.goods)) }
            }
            guard let (feature, goods) = found else { throw Problem.notFound }
            return Shown(FeaturePage(feature, goods: goods), of: ingredients)
        }
    }

    @Sendable private func news(_ request: Request, _: MarketContext) async throws -> Response {
        try await pages.show(CatalogueURL.news.path, to: request) {
            let (news, ingredients) = try await look { try $0.news(limit: 100) }
            return Shown(NewsListPage(news), of: ingredients)
        }
    }

    @Sendable private func newsItem(
        _ request: Request,
        _ context: MarketContext
    ) async throws -> Response {
        let id = try context.number()
        return try await pages.show(CatalogueURL.newsItem(id).path, to: request) {
            let (item, ingredients) = try await look { try $0.newsItem(id) }
            guard let item else { throw Problem.notFound }
            return Shown(NewsItemPage(item), of: ingredients)
        }
    }
}

extension MarketContext {
    /// The number in the address.
    ///
    /// - Throws: ``Problem/notFound`` for what cannot be one.
    func number() throws(Problem) -> Int {
        guard let text = parameters.get("id"), text.utf8.count <= 12,
            text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let number = Int(text), number > 0
        else { throw .notFound }
        return number
    }

    func slug() throws(Problem) -> Slug {
        guard let slug = parameters.get("slug").flatMap({ Slug($0) }) else { throw .notFound }
        return slug
    }
}
