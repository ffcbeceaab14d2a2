public import Basics
public import Storage

/// The member shops in the shop's database, within one transaction.
public struct MerchantStore {
    let tx: Transaction

    public init(_ tx: Transaction) { self.tx = tx }

    /// All shops in the order of their readings, each without its pictures but the first.
    func tiles() throws -> [ShopTile] {
        tx.relies(on: Ingredient("shops"))
        return try tx.rows(
            """
            SELECT s.slug, s.name, s.kana, s.area, s.story, p.file, p.alt
            FROM shop s LEFT JOIN shop_picture p ON p.shop = s.id AND p.position = 0
            """
        ).map { try ShopTile($0) }
            // Sorted here: the engines' own orders of Japanese text differ.
            .sorted { ($0.kana, $0.slug) < ($1.kana, $1.slug) }
    }

    /// The number of shops.
    public func count() throws -> Int {
        try tx.row("SELECT COUNT(*) AS shops FROM shop")?.get("shops") ?? 0
    }

    /// A shop by its address; nil where there is none.
    public func shop(_ slug: Slug) throws -> Shop? {
        try tx.row("SELECT * FROM shop WHERE slug = \(slug.text)").map(complete)
    }

    /// A shop by its number; nil where there is none.
    public func shop(_ id: ShopID) throws -> Shop? {
        try tx.row("SELECT * FROM shop WHERE id = \(id.rawValue)").map(complete)
    }

    /// What an order says of its sellers: the law's terms of each shop, for Ordering's pages.
    public func terms(_ ids: [ShopID]) throws -> [ShopID: SellerTerms] {
        let rows = try tx.rows("SELECT * FROM shop WHERE id IN \(list: ids.map(\.rawValue))")
        let terms = try rows.map { try SellerTerms(Shop($0, pictures: [])) }
        return Dictionary(terms.map { ($0.shop, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private func complete(_ row: Row) throws -> Shop {
        let id: Int = try row.get("id")
        tx.relies(on: Ingredient("shop", id))
        return try Shop(row, pictures: pictures(of: id))
    }

    func pictures(of shop: Int) throws -> [ShopPicture] {
        try tx.rows("SELECT file, alt FROM shop_picture WHERE shop = \(shop) ORDER BY position")
            .map { try ShopPicture(file: $0.get("file"), alt: $0.get("alt")) }
    }
}
