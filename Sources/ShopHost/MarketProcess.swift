public import Basics
import Catalogue
import Foundation
import Hummingbird
public import Logging
import Merchants
import Ordering
import Storage
import Web

/// The public pages and the basket.
///
/// It has no path to the vault.
public struct MarketProcess: Sendable {
    private let settings: ShopSettings
    private let clock: WallClock
    private let logger: Logger

    public init(_ settings: ShopSettings, clock: WallClock = .system, logger: Logger) {
        self.settings = settings
        self.clock = clock
        self.logger = logger
    }

    /// Serves until the process is told to stop.
    public func run() async throws {
        try settings.requireCity()
        let market = try await ShopStores.market(settings, .readWrite)
        let shop = try await ShopStores.shop(settings, .readOnly)
        let kept = settings.keepsPages ? KeptPages(clock: clock) : nil
        var application = Application(
            router: try router(market: market, shop: shop, kept: kept),
            server: .site(),
            configuration: .init(address: .hostname("127.0.0.1", port: settings.basePort)),
            logger: logger
        )
        application.addServices(
            Housekeeping(chores: .market(market), clock: clock, logger: logger)
        )
        if let kept {
            let leases = PageLeaseStore(database: market)
            application.addServices(
                PageFollower(shop: shop, leases: leases, kept: kept, clock: clock, logger: logger)
            )
        }
        try await application.runOnItsLoops()
    }

    private func router(
        market: Database,
        shop: Database,
        kept: KeptPages?
    ) throws -> Router<MarketContext> {
        let pages = try PageRenderer(
            site: settings.site,
            frame: .market,
            assets: AssetLibrary(),
            templates: [CatalogueHandlers.templates, MerchantHandlers.templates, .ordering],
            kept: kept
        )
        let router = Router.market(pages)
        CatalogueHandlers(shop: shop, pages: pages, clock: clock, ports: .fromOrdering)
            .addRoutes(to: router)
        FavouriteHandlers(shop: shop, market: market, pages: pages, clock: clock)
            .addRoutes(to: router)
        PictureHandlers(folder: settings.dataDirectory.appending(path: "pictures").path)
            .addRoutes(to: router)
        MerchantHandlers(shop: shop, pages: pages, ports: .fromCatalogue(shop.engine))
            .addRoutes(to: router)
        let basket = BasketDesk(
            pages: pages,
            baskets: BasketStore(market),
            shop: shop,
            goods: .fromCatalogue,
            sellers: .fromMerchants,
            clock: clock
        )
        addMarketRoutes(basket, to: router)
        SitePages(pages).addRoutes(to: router)
        router.refuseOtherMethods()
        return router
    }
}
