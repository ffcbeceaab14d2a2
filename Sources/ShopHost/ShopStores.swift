import Catalogue
import Members
import Merchants
public import Ordering
public import Storage

/// Which tables lie in which database, and who may write them.
public enum ShopStores {
    static let market = CatalogueMigrations.market + OrderingMigrations.market
    /// Merchants first: goods refer to their shop.
    static let shop =
        MerchantMigrations.shop + CatalogueMigrations.shop + OrderingMigrations.shop
        + MemberMigrations.all

    /// Baskets, hearts and hand-overs: the market writes, the counter reads.
    public static func market(
        _ settings: ShopSettings,
        _ access: Access
    ) async throws -> Database {
        try await Database.open(settings.database("market"), migrations: market, access: access)
    }

    /// Catalogue, orders by handle, the members' contacts: the counter writes, the market reads.
    public static func shop(
        _ settings: ShopSettings,
        _ access: Access
    ) async throws -> Database {
        try await Database.open(settings.database("shop"), migrations: shop, access: access)
    }

    /// What `ichi order` does, on the shop's database.
    public static func orders(_ settings: ShopSettings) async throws -> OrderCommands {
        let database = try await shop(settings, .readWrite)
        return OrderCommands(
            orders: OrderStore(database),
            placing: PlacingStore(database, goods: .fromCatalogue, sellers: .fromMerchants)
        )
    }
}
