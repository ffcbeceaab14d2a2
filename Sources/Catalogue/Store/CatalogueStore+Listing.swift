public import Basics
import Storage

extension CatalogueStore {
    /// One page of the goods of a category, or of all, that a query leaves.
    ///
    /// Words that cannot be searched by find nothing; withdrawn goods are in no list.
    /// 年内お届け is counted from `today`; nil passes over days that have gone.
    public func list(
        _ query: GoodsListQuery,
        in category: Slug? = nil,
        today: Day? = nil
    ) throws -> GoodsList {
        if case .words(_, let words) = query.words {
            return try search(words, query, in: category, today: today)
        }
        tx.relies(on: category.map { .shelf(of: $0) } ?? .shelf)
        let condition = condition(query, category, today)
        let row = try tx.row("SELECT COUNT(*) AS total FROM goods g WHERE \(fragment: condition)")
        let total: Int = try row?.get("total") ?? 0
        let page = min(query.page, GoodsList.pageCount(of: total))
        let chosen: SQL = """
            SELECT g.id FROM goods g WHERE \(fragment: condition)
            ORDER BY \(fragment: order(query.sort)), g.id
            LIMIT \(GoodsListQuery.pageSize) OFFSET \((page - 1) * GoodsListQuery.pageSize)
            """
        let ids = try tx.rows(chosen).map { GoodsID(rawValue: try $0.get("id")) }
        return GoodsList(cards: try cards(ids), total: total, page: page)
    }

    /// Cards in the order of the numbers; unknown and withdrawn goods are left out.
    public func cards(_ ids: [GoodsID]) throws -> [GoodsCard] {
        tx.relies(on: [.signs] + ids.map { .card($0) })
        let cards = try tx.rows(
            """
            SELECT g.id, g.name, g.price, g.stock, g.state, g.temperature, g.contents,
                g.accepts_delivery_date, s.name AS shop_name, p.file, p.alt
            FROM goods g
            JOIN shop_signboard s ON s.id = g.shop
            LEFT JOIN goods_picture p ON p.goods = g.id AND p.position = 0
            WHERE g.id IN \(list: ids.map(\.rawValue)) AND g.state <> 'withdrawn'
            """
        ).map { try GoodsCard($0) }
        let byID = Dictionary(cards.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return ids.compactMap { byID[$0] }
    }

    /// A few goods of a shop for those who look at another of its goods, or at the shop itself.
    public func cards(ofShop shop: ShopID, besides id: GoodsID? = nil, limit: Int) throws
        -> [GoodsCard]
    {
        tx.relies(on: .shelf(of: shop))
        let ids = try tx.rows(
            """
            SELECT id FROM goods
            WHERE shop = \(shop.rawValue) AND state <> 'withdrawn' AND id <> \(id?.rawValue ?? 0)
            ORDER BY CASE WHEN state = 'on-sale' AND stock > 0 THEN 0 ELSE 1 END,
                recommendation DESC, id
            LIMIT \(limit)
            """
        )
        return try cards(ids.map { GoodsID(rawValue: try $0.get("id")) })
    }

    private func condition(_ query: GoodsListQuery, _ category: Slug?, _ today: Day?) -> SQL {
        guard query.words == .empty else { return "1 = 0" }
        var all: SQL = "g.state <> 'withdrawn'"
        for part in parts(query.filter, today) { all = "\(fragment: all) AND \(fragment: part)" }
        guard let slug = category?.text else { return all }
        return """
            \(fragment: all) AND g.category IN
            (SELECT slug FROM category WHERE slug = \(slug) OR parent = \(slug))
            """
    }

    private func parts(_ filter: GoodsFilter, _ today: Day?) -> [SQL] {
        var parts: [SQL] = []
        if let shop = filter.shop?.text {
            parts.append("g.shop IN (SELECT id FROM shop_signboard WHERE slug = \(shop))")
        }
        if let temperature = filter.temperature { parts.append("g.temperature = \(temperature)") }
        if let range = filter.price?.range {
            parts.append("g.price BETWEEN \(range.lowerBound) AND \(range.upperBound)")
        }
        if filter.inStock { parts.append("g.state = 'on-sale' AND g.stock > 0") }
        if !filter.without.isEmpty { parts.append("g.allergens & \(filter.without.bits) = 0") }
        if filter.noshi { parts.append("g.noshi_inner + g.noshi_outer > 0") }
        if filter.deliveryDate { parts.append("g.accepts_delivery_date = 1") }
        if filter.yearEnd {
            parts.append("g.last_order_for_year_end >= \(today?.description ?? "")")
        }
        return parts
    }

    private func order(_ sort: GoodsSort) -> SQL {
        switch sort {
        case .newest: "g.created DESC"
        case .cheapest: "g.price"
        case .dearest: "g.price DESC"
        case .recommended:
            """
            CASE WHEN g.state = 'on-sale' AND g.stock > 0 THEN 0 ELSE 1 END,
            g.recommendation DESC
            """
        }
    }
}
