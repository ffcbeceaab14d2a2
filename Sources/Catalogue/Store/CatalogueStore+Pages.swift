import Basics
import Storage

/// What whole pages are made of: one read each.
extension CatalogueStore {
    func home() throws -> HomeStock {
        HomeStock(
            features: try features(),
            categories: try categories(),
            picks: try cards(sorted: .recommended, limit: 8),
            newest: try cards(sorted: .newest, limit: 8),
            news: try news(limit: 4)
        )
    }

    func listing(
        _ query: GoodsListQuery,
        in slug: Slug? = nil,
        today: Day? = nil
    ) throws -> GoodsListing {
        let path = try slug.map { try self.path(to: $0) } ?? []
        let categories = try categories()
        return GoodsListing(
            query: query,
            list: try list(query, in: slug, today: today),
            path: path,
            categories: categories,
            below: categories.filter { $0.parent == path.last?.slug },
            shops: try signboards()
        )
    }

    /// Goods with what stands around them; others of the shop, as many as fill a row.
    func stock(_ id: GoodsID) throws -> GoodsStock? {
        guard let goods = try goods(id), let shop = try signboard(goods.shop) else { return nil }
        return GoodsStock(
            goods: goods,
            path: try path(to: goods.category),
            shop: shop,
            others: try cards(ofShop: goods.shop, besides: id, limit: 4)
        )
    }

    private func cards(sorted sort: GoodsSort, limit: Int) throws -> [GoodsCard] {
        tx.relies(on: .shelf)
        let stretch = Stretch(condition: CatalogueStore.ready, limit: limit)
        return try cards(walk(.all, sort, stretch))
    }
}
