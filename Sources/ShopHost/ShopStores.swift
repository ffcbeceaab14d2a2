import Catalogue
import Members
import Merchants
import Ordering
public import Storage

/// Which tables lie in which database, and who may write them.
public enum ShopStores {
    static let market = CatalogueMigrations.market + OrderingMigrations.market
    static let shop =
        CatalogueMigrations.shop + MerchantMigrations.shop + OrderingMigrations.shop
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
}
