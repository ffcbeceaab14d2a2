public import Basics
import HTTPTypes
public import Hummingbird
public import Storage
public import Web

/// お気に入り of a browser: a random name in a cookie, and a list of goods under it.
public struct FavouriteHandlers: Sendable {
    /// The browser's random name; it stays a year.
    public static let cookie = HostCookie("visitor")
    private static let yearSeconds = VisitorFavouriteStore.keptDays * 24 * 3600

    let shop: Database
    let market: Database
    let pages: PageRenderer
    let clock: WallClock

    /// - Parameters:
    ///   - shop: The shop's database, which is only read.
    ///   - market: The market's own.
    ///   - pages: The market's renderer.
    ///   - clock: What time it is.
    public init(
        shop: Database,
        market: Database,
        pages: PageRenderer,
        clock: WallClock = .system
    ) {
        self.shop = shop
        self.market = market
        self.pages = pages
        self.clock = clock
    }

    public func addRoutes(to router: Router<MarketContext>) {
        router.get("/my-page", use: goToMyPage)
        router.get("/favourites", use: list)
        router.post("/favourites", use: add)
        router.post("/favourites/:id/removal", use: remove)
    }

    @Sendable private func list(_ request: Request, _: MarketContext) async throws -> Response {
        let done = try request.query().values("done").first
        var ids: [GoodsID] = []
        if let visitor = visitor(request) {
            ids = try await market.read { try VisitorFavouriteStore($0).goods(of: visitor) }
        }
        let (wanted, engine) = (ids, shop.engine)
        let cards = try await shop.read { try CatalogueStore($0, engine).cards(wanted) }
        var response = pages.render(FavouritesPage(cards, notice: done.flatMap(Self.words)))
        response.headers[.cacheControl] = "no-store"
        return response
    }

    @Sendable private func add(
        _ request: Request,
        _ context: MarketContext
    ) async throws -> Response {
        let text = try await request.submission(in: context, maximumBytes: 1024).value("goods")
        guard let id = text.flatMap({ Int($0) }).map({ GoodsID(rawValue: $0) }),
            try await isKnown(id)
        else {
            throw Problem.notFound
        }
        let (visitor, now) = (visitor(request) ?? .mint(), clock.now())
        try await market.write { try VisitorFavouriteStore($0).add(id, for: visitor, at: now) }
        var response = Response.redirect(to: CatalogueURL.favourites.path + "?done=added")
        Self.cookie.set(visitor.text, for: Self.yearSeconds, on: &response)
        return response
    }

    @Sendable private func remove(
        _ request: Request,
        _ context: MarketContext
    ) async throws -> Response {
        let id = GoodsID(rawValue: try context.number())
        if let visitor = visitor(request) {
            try await market.write { try VisitorFavouriteStore($0).remove(id, of: visitor) }
        }
        return .redirect(to: CatalogueURL.favourites.path + "?done=removed")
    }

    /// マイページ lies at the counter; what this browser keeps goes along.
    @Sendable private func goToMyPage(
        _ request: Request,
        _: MarketContext
    ) async throws -> Response {
        var path = SitePath.account
        if let visitor = visitor(request) {
            let (token, now) = (Handle<FavouriteHandOver>.mint(), clock.now())
            let count = try await market.write { tx in
                try VisitorFavouriteStore(tx).handOver(visitor, by: token, at: now)
            }
            if count > 0 { path = "\(SitePath.favouriteHandOver)?token=\(token)" }
        }
        var response = Response.redirect(to: pages.site.counter.address(path))
        response.headers[.cacheControl] = "no-store"
        return response
    }

    private func visitor(_ request: Request) -> Handle<Visitor>? {
        Self.cookie.value(in: request).flatMap { Handle($0) }
    }

    private func isKnown(_ id: GoodsID) async throws -> Bool {
        let engine = shop.engine
        return try await shop.read { try CatalogueStore($0, engine).goods(id) } != nil
    }

    private static func words(_ done: String) -> String? {
        switch done {
        case "added": "お気に入りに入れました。"
        case "removed": "お気に入りから外しました。"
        default: nil
        }
    }
}
