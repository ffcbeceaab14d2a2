public import Basics
public import Counter
public import Hummingbird
public import Web

/// What the members' pages stand on.
public struct MemberRoom: Sendable {
    private let pages: PageRenderer
    private let vault: VaultDesk
    private let door: MemberDoor
    private let store: AddressBookStore
    private let postcodes: PostcodeFile
    private let ports: Ports

    /// What the host fills in from other rooms.
    public struct Ports: Sendable {
        public var orders: OrdersPort
        public var favourites: FavouritesPort
        public var keepsakes: KeepsakesPort
        public var oldShop: OldShopPort
        /// A shop's name by its number; nil where there is none.
        public var shopName: @Sendable (Int) async throws -> String?

        public init(
            orders: OrdersPort,
            favourites: FavouritesPort,
            keepsakes: KeepsakesPort,
            oldShop: OldShopPort = .none,
            shopName: @escaping @Sendable (Int) async throws -> String?
        ) {
            self.orders = orders
            self.favourites = favourites
            self.keepsakes = keepsakes
            self.oldShop = oldShop
            self.shopName = shopName
        }
    }

    public init(
        pages: PageRenderer,
        vault: VaultDesk,
        key: TokenKey,
        store: AddressBookStore,
        postcodes: PostcodeFile,
        ports: Ports
    ) {
        self.pages = pages
        self.vault = vault
        door = MemberDoor(key, vault)
        self.store = store
        self.postcodes = postcodes
        self.ports = ports
    }

    /// The room's templates.
    public static var templates: TemplateFolder { TemplateFolder("members", in: .module) }

    /// Adds all of the room's addresses to the counter's router.
    public func addRoutes(to router: Router<CounterContext>, clock: WallClock) {
        addEntrances(to: router, CarriedFavourites(port: ports.favourites, clock: clock))
        AccountHandlers(
            pages: pages,
            door: door,
            vault: vault,
            orders: ports.orders,
            oldShop: ports.oldShop
        ).addRoutes(to: router)
        ConfirmationHandlers(pages: pages, door: door, vault: vault, address: .orderer(postcodes))
            .addRoutes(to: router)
        ProfileHandlers(pages: pages, door: door, vault: vault, address: .orderer(postcodes))
            .addRoutes(to: router)
        EmailHandlers(pages: pages, door: door, vault: vault).addRoutes(to: router)
        PasswordHandlers(pages: pages, door: door, vault: vault).addRoutes(to: router)
        PasskeyHandlers(pages: pages, door: door, vault: vault).addRoutes(to: router)
        addDataRoutes(to: router, clock: clock)
    }

    private func addEntrances(
        to router: Router<CounterContext>,
        _ carried: CarriedFavourites
    ) {
        SignInHandlers(
            pages: pages,
            door: door,
            vault: vault,
            favourites: carried
        ).addRoutes(to: router)
        PasskeySignInHandlers(pages: pages, vault: vault, favourites: carried)
            .addRoutes(to: router)
        LetterHandlers(pages: pages, vault: vault, favourites: carried).addRoutes(to: router)
        RegistrationHandlers(
            pages: pages,
            vault: vault,
            address: .orderer(postcodes),
            favourites: carried
        ).addRoutes(to: router)
        FavouriteHandlers(pages: pages, door: door, port: ports.favourites, carried: carried)
            .addRoutes(to: router)
    }

    private func addDataRoutes(to router: Router<CounterContext>, clock: WallClock) {
        AddressBookHandlers(
            pages: pages,
            door: door,
            vault: vault,
            address: .recipient(postcodes),
            store: store,
            clock: clock
        ).addRoutes(to: router)
        HistoryHandlers(pages: pages, door: door, vault: vault, shopName: ports.shopName)
            .addRoutes(to: router)
        DownloadHandlers(
            pages: pages,
            door: door,
            vault: vault,
            store: store,
            orders: ports.orders,
            keepsakes: ports.keepsakes,
            oldShop: ports.oldShop
        ).addRoutes(to: router)
        LeavingHandlers(
            pages: pages,
            door: door,
            vault: vault,
            store: store,
            keepsakes: ports.keepsakes
        ).addRoutes(to: router)
    }
}
