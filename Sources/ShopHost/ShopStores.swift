import Catalogue
import Foundation
import HelpDesk
import Members
import Merchants
public import OldShop
public import Ordering
import Photographs
public import Storage

/// Which tables lie in which database, and who may write them.
public enum ShopStores {
    static let market =
        CatalogueMigrations.market + OrderingMigrations.market + [PageLeaseStore.migration]
    /// The log of changes first: triggers write into it; Merchants next: goods refer to their shop.
    static let shop =
        [ChangeLog.migration] + MerchantMigrations.shop + CatalogueMigrations.shop
        + OrderingMigrations.shop + MemberMigrations.all + OldShopMigrations.all

    /// The inquiries of the customer centre: the office's alone.
    static func office(_ settings: ShopSettings) async throws -> Database {
        try await open(settings, "office", HelpDeskMigrations.all, .readWrite)
    }

    /// Baskets, hearts and hand-overs: the market writes, the counter reads.
    public static func market(
        _ settings: ShopSettings,
        _ access: Access
    ) async throws -> Database {
        try await open(settings, "market", market, access)
    }

    /// Catalogue, orders by handle, the members' contacts: the counter writes, the market reads.
    ///
    /// A write that changes what pages show is answered once no market shows the old ones: pass the
    /// market's database, without which there is none to wait for.
    public static func shop(
        _ settings: ShopSettings,
        _ access: Access,
        market: Database? = nil
    ) async throws -> Database {
        try await open(settings, "shop", shop, access, market: market)
    }

    /// Opens to write what a city has already; makes and changes nothing where there is none.
    public static func existingShop(_ settings: ShopSettings) async throws -> Database {
        try settings.requireShop()
        let look = try await open(settings, "shop", shop, .readOnly, patience: .zero)
        await look.close()
        // A city that was never opened has no market yet.
        let market = try? await open(settings, "market", market, .readOnly, patience: .zero)
        return try await open(settings, "shop", shop, .readWrite, market: market)
    }

    private static func open(
        _ settings: ShopSettings,
        _ name: String,
        _ migrations: [Migration],
        _ access: Access,
        patience: Duration = .seconds(30),
        market: Database? = nil
    ) async throws -> Database {
        let address = try settings.database(name)
        let acknowledgement = market.map(PageAcknowledgement.init)
        do {
            return try await Database.open(
                address,
                migrations: migrations,
                access: access,
                patience: patience,
                acknowledge: { await acknowledgement?.wait(for: $0) }
            )
        } catch let error as StorageError {
            throw error.told(of: "\(address)")
        }
    }

    /// Goods of the old shop that wait for a clerk.
    public static func oldGoods(_ settings: ShopSettings) async throws -> [OldGoods] {
        let database = try await existingShop(settings)
        let goods = try await OldShopStore(database).goods()
        await database.close()
        return goods
    }

    /// What `ichi pictures` does, on the shop's database and the folder of pictures.
    ///
    /// A page that shows what was changed is gone from every market once the work is done.
    public static func pictures<Value: Sendable>(
        _ settings: ShopSettings,
        _ work: @Sendable (PictureDesk) async throws -> Value
    ) async throws -> Value {
        let database = try await existingShop(settings)
        return try await finally({ await database.close() }) {
            try await work(
                PictureDesk(
                    shop: database,
                    folder: settings.dataDirectory.appending(path: "pictures"),
                    make: { try PhotographMaker().make(of: $0, in: $1) }
                )
            )
        }
    }

    /// What `ichi order` does, on the shop's database.
    public static func orders(_ settings: ShopSettings) async throws -> OrderCommands {
        let database = try await existingShop(settings)
        return OrderCommands(
            orders: OrderStore(database),
            placing: PlacingStore(database, goods: .fromCatalogue, sellers: .fromMerchants)
        )
    }
}
