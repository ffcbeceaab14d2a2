public import Basics
public import VaultAPI

/// お気に入り of members, as Catalogue keeps them.
public struct FavouritesPort: Sendable {
    /// What a member keeps, the latest first.
    public var favourites: @Sendable (Handle<Subject>) async throws -> [Entry]
    /// What a token from the market carries; nothing once its minute is over, or it never was.
    public var handedOver: @Sendable (String, Moment) async throws -> [GoodsID]
    /// Adds goods to what a member keeps; twice is once.
    public var join: @Sendable ([GoodsID], Handle<Subject>, Moment) async throws -> Void
    public var remove: @Sendable (GoodsID, Handle<Subject>) async throws -> Void

    public init(
        favourites: @escaping @Sendable (Handle<Subject>) async throws -> [Entry],
        handedOver: @escaping @Sendable (String, Moment) async throws -> [GoodsID],
        join: @escaping @Sendable ([GoodsID], Handle<Subject>, Moment) async throws -> Void,
        remove: @escaping @Sendable (GoodsID, Handle<Subject>) async throws -> Void
    ) {
        self.favourites = favourites
        self.handedOver = handedOver
        self.join = join
        self.remove = remove
    }

    /// What my page shows of goods.
    public struct Entry: Sendable {
        public var goods: GoodsID
        public var name: String
        public var shop: String
        /// With tax.
        public var price: Money
        /// `在庫があります`.
        public var stock: String
        /// From the root of the market's origin.
        public var path: String

        public init(
            goods: GoodsID,
            name: String,
            shop: String,
            price: Money,
            stock: String,
            path: String
        ) {
            self.goods = goods
            self.name = name
            self.shop = shop
            self.price = price
            self.stock = stock
            self.path = path
        }
    }
}
