public import Basics
public import Storage

/// The catalogue in the shop's database, within one transaction.
public struct CatalogueStore {
    let tx: Transaction
    /// Search is the one thing that the two engines are asked in different words.
    let engine: Engine

    public init(_ tx: Transaction, _ engine: Engine) {
        self.tx = tx
        self.engine = engine
    }
}

extension CatalogueStore {
    /// Goods with all that is known of them; nil where there never were any of this number.
    public func goods(_ id: GoodsID) throws -> Goods? {
        tx.relies(on: .goods(id))
        return try tx.row("SELECT * FROM goods WHERE id = \(id.rawValue)").map {
            try Goods($0, pictures: pictures(of: id))
        }
    }

    /// The pictures of goods, the one that lists show first.
    func pictures(of id: GoodsID) throws -> [Picture] {
        try tx.rows(
            "SELECT file, alt FROM goods_picture WHERE goods = \(id.rawValue) ORDER BY position"
        ).map { try Picture(file: $0.get("file"), alt: $0.get("alt")) }
    }

    /// The sign of a shop.
    func signboard(_ shop: ShopID) throws -> Signboard? {
        tx.relies(on: .signs)
        return try tx.row("SELECT * FROM shop_signboard WHERE id = \(shop.rawValue)")
            .map(Signboard.init)
    }

    /// The sign of a shop by its address.
    func signboard(_ slug: Slug) throws -> Signboard? {
        tx.relies(on: .signs)
        return try tx.row("SELECT * FROM shop_signboard WHERE slug = \(slug.text)")
            .map(Signboard.init)
    }

    /// The signs of all shops, in the order of their readings.
    func signboards() throws -> [Signboard] {
        tx.relies(on: .signs)
        // Sorted here: the engines' own orders of Japanese text differ.
        return try tx.rows("SELECT * FROM shop_signboard").map(Signboard.init)
            .sorted { ($0.kana, $0.id) < ($1.kana, $1.id) }
    }

    /// All categories, the upper level first and each level in its order.
    public func categories() throws -> [Category] {
        tx.relies(on: .categories)
        return try tx.rows(
            """
            SELECT slug, name, parent, position FROM category
            ORDER BY CASE WHEN parent IS NULL THEN 0 ELSE 1 END, position, slug
            """
        ).map(Category.init)
    }

    /// A category and the one above it, the upper first; empty where there is none.
    func path(to slug: Slug) throws -> [Category] {
        tx.relies(on: .categories)
        return try tx.rows(
            """
            SELECT slug, name, parent, position FROM category
            WHERE slug = \(slug.text)
                OR slug = (SELECT parent FROM category WHERE slug = \(slug.text))
            ORDER BY CASE WHEN parent IS NULL THEN 0 ELSE 1 END
            """
        ).map(Category.init)
    }
}

extension CatalogueStore {
    /// All features in their order, without their goods.
    public func features() throws -> [Feature] {
        tx.relies(on: .features)
        return try tx.rows("SELECT * FROM feature ORDER BY position, slug").map {
            try Feature($0, goods: [])
        }
    }

    /// A feature with the numbers of its goods.
    public func feature(_ slug: Slug) throws -> Feature? {
        tx.relies(on: .features)
        return try tx.row("SELECT * FROM feature WHERE slug = \(slug.text)").map { row in
            let goods = try tx.rows(
                "SELECT goods FROM feature_goods WHERE feature = \(slug.text) ORDER BY position"
            )
            return try Feature(row, goods: goods.map { GoodsID(rawValue: try $0.get("goods")) })
        }
    }

    /// The latest news first.
    func news(limit: Int) throws -> [NewsItem] {
        tx.relies(on: .news)
        return try tx.rows("SELECT * FROM news ORDER BY day DESC, id DESC LIMIT \(limit)")
            .map(NewsItem.init)
    }

    func newsItem(_ id: Int) throws -> NewsItem? {
        tx.relies(on: .news)
        return try tx.row("SELECT * FROM news WHERE id = \(id)").map(NewsItem.init)
    }
}
