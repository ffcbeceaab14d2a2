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

    private func read<Value: Sendable>(
        _ body: @escaping @Sendable (CatalogueStore) throws -> Value
    ) async throws -> Value {
        let engine = shop.engine
        return try await shop.read { try body(CatalogueStore($0, engine)) }
    }

    @Sendable private func home(_: Request, _: MarketContext) async throws -> Response {
        pages.render(HomePage(try await read { try $0.home() }, site: pages.site.name))
    }

    @Sendable private func list(_ request: Request, _: MarketContext) async throws -> Response {
        let query = GoodsListQuery(try request.query().values)
        let today = Day(clock.now())
        return pages.render(GoodsListPage(try await read { try $0.listing(query, today: today) }))
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
        let listing = try await read { try $0.listing(query, in: slug, today: today) }
        guard !listing.path.isEmpty else { throw Problem.notFound }
        return pages.render(GoodsListPage(listing))
    }

    @Sendable private func goods(
        _ request: Request,
        _ context: MarketContext
    ) async throws -> Response {
        let id = GoodsID(rawValue: try context.number())
        let chosen = try request.query().values("prefecture").first
            .flatMap { Int($0) }.flatMap { Prefecture(code: $0) }
        guard let stock = try await read({ try $0.stock(id) }) else { throw Problem.notFound }
        let goods = stock.goods
        guard goods.state != .withdrawn else {
            return pages.render(WithdrawnPage(stock), status: .gone)
        }
        let costs = chosen.flatMap { ports.postage(goods.weightGrams, goods.temperature, $0) }
        let postage = PostageView(goods, to: chosen, costs: costs)
        return pages.render(GoodsPage(stock, today: Day(clock.now()), postage: postage))
    }

    @Sendable private func feature(_: Request, _ context: MarketContext) async throws -> Response {
        let slug = try context.slug()
        let found = try await read { store in
            try store.feature(slug).map { ($0, try store.cards($0.goods)) }
        }
        guard let (feature, goods) = found else { throw Problem.notFound }
        return pages.render(FeaturePage(feature, goods: goods))
    }

    @Sendable private func news(_: Request, _: MarketContext) async throws -> Response {
        pages.render(NewsListPage(try await read { try $0.news(limit: 100) }))
    }

    @Sendable private func newsItem(_: Request, _ context: MarketContext) async throws -> Response {
        let id = try context.number()
        guard let item = try await read({ try $0.newsItem(id) }) else { throw Problem.notFound }
        return pages.render(NewsItemPage(item))
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
