public import Basics
import Catalogue
import Counter
import Foundation
import Hummingbird
public import Logging
import Members
import OldShop
import Ordering
import ServiceLifecycle
import Storage
public import VaultAPI
import Web
public import Wire

/// Checkout, sign-in and my page: the person on the line and nobody else.
public struct CounterProcess: Sendable {
    private let settings: ShopSettings
    private let vault: VaultClient
    private let clock: WallClock
    private let logger: Logger

    public init(
        _ settings: ShopSettings,
        vault: VaultAddress,
        clock: WallClock = .system,
        logger: Logger
    ) {
        self.settings = settings
        self.vault = VaultClient(vault)
        self.clock = clock
        self.logger = logger
    }

    /// Serves until the process is told to stop.
    public func run() async throws {
        try settings.requireCity()
        let market = try await ShopStores.market(settings, .readOnly)
        let shop = try await ShopStores.shop(settings, .readWrite, market: market)
        try await renewSearch(shop)
        let postcodes = try PostcodeFile(path: settings.postcodes.path)
        let pages = try PageRenderer(
            site: settings.site,
            frame: .counter,
            assets: AssetLibrary(),
            templates: [
                CounterTemplates.folder, MemberRoom.templates, OldShopRoom.templates, .ordering,
            ]
        )
        let desk = VaultDesk(vault)
        let key = TokenKey(desk)
        let book = AddressBookStore(shop)
        let ordering = OrderingDesk(
            pages: pages,
            shop: shop,
            baskets: BasketStore(market),
            goods: .fromCatalogue,
            sellers: .fromMerchants,
            contacts: .fromMembers(book, vault),
            vault: desk,
            tokens: key,
            postcodes: postcodes,
            clock: clock
        )
        let members = MemberRoom(
            pages: pages,
            vault: desk,
            key: key,
            store: book,
            postcodes: postcodes,
            ports: .fromRooms(shop, market: market)
        )
        let oldShop = OldShopRoom(pages: pages, key: key, store: OldShopStore(shop), vault: desk)
        let chores = [Housekeeping.Chore].counter(ordering, shop)
        try await serve(ordering, members, oldShop, postcodes, pages, chores)
    }

    /// Goods that an older version has indexed are found again before anything is sold.
    private func renewSearch(_ shop: Database) async throws {
        let count = try await CatalogueStore.renewSearch(in: shop)
        if count > 0 { logger.notice("search was made anew", metadata: ["goods": "\(count)"]) }
    }

    private func serve(
        _ ordering: OrderingDesk,
        _ members: MemberRoom,
        _ oldShop: OldShopRoom,
        _ postcodes: PostcodeFile,
        _ pages: PageRenderer,
        _ chores: [Housekeeping.Chore]
    ) async throws {
        let router = Router.counter(pages)
        addCounterRoutes(ordering, to: router)
        members.addRoutes(to: router, clock: clock)
        oldShop.addRoutes(to: router)
        router.addPostcodes(postcodes)
        router.get("/") { _, _ in Response.redirect(to: MemberPath.account, type: .normal) }
        router.refuseOtherMethods()
        var application = Application(
            router: router,
            server: .site(),
            configuration: .init(address: .hostname("127.0.0.1", port: settings.basePort + 1)),
            logger: logger
        )
        application.addServices(
            Relaying(relay: ordering.relay, clock: clock, logger: logger),
            Housekeeping(chores: chores, clock: clock, logger: logger)
        )
        try await application.runOnItsLoops()
    }
}

/// Carries the shop's outbox to the vault.
struct Relaying: Service {
    let relay: OutboxRelay
    let clock: WallClock
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown { await relay.keepRunning(by: clock, logger) }
    }
}
