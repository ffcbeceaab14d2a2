public import Basics
import Counter
import Foundation
import HelpDesk
import Hummingbird
public import Logging
import Storage
public import VaultAPI
import Web
public import Wire

/// Where staff works: one person of the customers', one touch.
public struct OfficeProcess: Sendable {
    private let settings: ShopSettings
    private let vault: VaultClient
    private let networks: OfficeNetworks
    private let clock: WallClock
    private let logger: Logger

    public init(
        _ settings: ShopSettings,
        vault: VaultAddress,
        networks: OfficeNetworks,
        clock: WallClock = .system,
        logger: Logger
    ) {
        self.settings = settings
        self.vault = VaultClient(vault)
        self.networks = networks
        self.clock = clock
        self.logger = logger
    }

    /// Serves until the process is told to stop.
    ///
    /// - Throws: ``BadSetting`` where `site.json` names no office.
    public func run() async throws {
        try settings.requireCity()
        let shop = try await ShopStores.shop(settings, .readOnly)
        let pages = try PageRenderer(
            site: settings.site,
            frame: .office,
            assets: AssetLibrary(folders: [HelpDeskRoom.assets]),
            templates: [HelpDeskRoom.templates]
        )
        guard let router = Router.office(pages) else {
            throw BadSetting(name: "office in site.json", wanted: "https://office.HOST")
        }
        let desk = VaultDesk(vault)
        HelpDeskRoom(
            pages: pages,
            vault: desk,
            key: TokenKey(desk),
            store: try await ShopStores.office(settings),
            orders: .fromOrdering(shop),
            parcels: .fromOrdering(shop),
            networks: networks,
            clock: clock
        ).addRoutes(to: router)
        router.refuseOtherMethods()
        let application = Application(
            router: router,
            server: .site(),
            configuration: .init(address: .hostname("127.0.0.1", port: settings.basePort + 2)),
            logger: logger
        )
        try await application.runOnItsLoops()
    }
}
