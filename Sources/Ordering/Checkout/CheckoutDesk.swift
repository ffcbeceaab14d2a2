public import Basics
public import Counter
import Hummingbird
public import Storage
public import VaultAPI
public import Web

/// What the counter's checkouts and orders stand on.
public struct OrderingDesk: Sendable {
    let pages: PageRenderer
    let shop: Database
    let baskets: BasketStore
    let goods: GoodsPort
    let sellers: SellerPort
    let contacts: ContactsPort
    let vault: VaultDesk
    let tokens: TokenKey
    let postcodes: PostcodeFile
    let clock: WallClock
    /// Tells the vault what is due.
    public let relay: OutboxRelay

    /// - Parameters:
    ///   - pages: The counter's renderer, with ``TemplateFolder/ordering`` and the counter's own.
    ///   - shop: The shop's database, which this process writes.
    ///   - baskets: On the market's database, to be read.
    ///   - goods: Prices and stock.
    ///   - sellers: The member shops' terms.
    ///   - contacts: The members' address books.
    ///   - vault: The questions to the vault.
    ///   - tokens: The vault's public key.
    ///   - postcodes: Japan Post's postcodes.
    ///   - clock: Where the time comes from.
    public init(
        pages: PageRenderer,
        shop: Database,
        baskets: BasketStore,
        goods: GoodsPort,
        sellers: SellerPort,
        contacts: ContactsPort,
        vault: VaultDesk,
        tokens: TokenKey,
        postcodes: PostcodeFile,
        clock: WallClock = .system
    ) {
        self.pages = pages
        self.shop = shop
        self.baskets = baskets
        self.goods = goods
        self.sellers = sellers
        self.contacts = contacts
        self.vault = vault
        self.tokens = tokens
        self.postcodes = postcodes
        self.clock = clock
        relay = OutboxRelay(OutboxStore(shop), orders: OrderStore(shop), vault: vault)
    }

    /// Orders being written.
    public var checkouts: CheckoutStore { CheckoutStore(shop) }
    var orders: OrderStore { OrderStore(shop) }
    var placing: PlacingStore { PlacingStore(shop, goods: goods, sellers: sellers) }

    /// What the vault is still to be told.
    public var outbox: OutboxStore { OutboxStore(shop) }

    /// A member's session, where there is one; who was signed in long ago is a guest again.
    func member(_ request: Request) async throws -> Session? {
        let session = try await session(.member, of: request)
        return session.flatMap { $0.claims.end > clock.now() ? $0 : nil }
    }

    func session(_ cookie: TokenCookie, of request: Request) async throws -> Session? {
        try await telling { try await cookie.session(of: request, by: tokens) }
    }

    /// The terms of the shops by whose names several parcels are told apart; one alone needs none.
    func termsOfParcels(_ offers: [GoodsID: Offer]) async throws -> [ShopID: SellerTerms] {
        let kinds = Set(offers.values.map { ParcelKind($0) })
        guard kinds.count > 1 else { return [:] }
        let shops = Set(kinds.map(\.shop)).sorted()
        return try await shop.read { [sellers] in try sellers.terms($0, shops) }
    }

    func offers(_ checkout: Checkout) async throws -> [GoodsID: Offer] {
        let wanted = checkout.basket.lines.map(\.goods)
        return try await shop.read { [goods] in try goods.offers($0, wanted) }
    }
}

/// The members' address books, as the room that keeps them gives them out.
public struct ContactsPort: Sendable {
    public struct Entry: Sendable {
        public var subject: Handle<Subject>
        /// How the member calls them, with the name: `母 山田花子`.
        public var name: Secret<String>
        public var destination: Destination

        public init(subject: Handle<Subject>, name: Secret<String>, destination: Destination) {
            self.subject = subject
            self.name = name
            self.destination = destination
        }
    }

    public var entries: @Sendable (Session) async throws -> [Entry]

    public init(entries: @escaping @Sendable (Session) async throws -> [Entry]) {
        self.entries = entries
    }

    /// For where there are no address books.
    public static let none = ContactsPort { _ in [] }
}
