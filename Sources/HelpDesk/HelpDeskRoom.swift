public import Basics
public import Counter
public import Foundation
public import Hummingbird
public import Storage
public import VaultAPI
public import Web

/// What the office's pages stand on.
public struct HelpDeskRoom: Sendable {
    private let pages: PageRenderer
    private let vault: VaultDesk
    private let door: OfficeDoor
    private let inquiries: InquiryStore
    private let orders: OrderPort
    private let parcels: ParcelPort
    private let clock: WallClock

    /// The room on the office's own database, which has ``HelpDeskMigrations``.
    public init(
        pages: PageRenderer,
        vault: VaultDesk,
        key: TokenKey,
        store: Database,
        orders: OrderPort,
        parcels: ParcelPort,
        networks: OfficeNetworks,
        clock: WallClock
    ) {
        self.pages = pages
        self.vault = vault
        door = OfficeDoor(key, vault, networks)
        inquiries = InquiryStore(store)
        self.orders = orders
        self.parcels = parcels
        self.clock = clock
    }

    /// The room's templates.
    public static var templates: TemplateFolder { TemplateFolder("helpdesk", in: .module) }

    /// The room's style sheet and module.
    public static var assets: URL {
        Bundle.module.bundleURL.appending(path: "Assets", directoryHint: .isDirectory)
    }

    /// Adds all of the room's addresses to the office's router.
    public func addRoutes(to router: Router<CounterContext>) {
        SignInHandlers(pages: pages, door: door, vault: vault).addRoutes(to: router)
        EnrolmentHandlers(pages: pages, door: door, vault: vault).addRoutes(to: router)
        KeyHandlers(pages: pages, door: door, vault: vault).addRoutes(to: router)
        LabelHandlers(
            pages: pages,
            door: door,
            vault: vault,
            parcels: parcels,
            clock: clock
        ).addRoutes(to: router)
        InquiryHandlers(pages: pages, door: door, inquiries: inquiries, clock: clock)
            .addRoutes(to: router)
        DeskHandlers(
            pages: pages,
            door: door,
            vault: vault,
            inquiries: inquiries,
            orders: orders,
            clock: clock
        ).addRoutes(to: router)
    }
}
