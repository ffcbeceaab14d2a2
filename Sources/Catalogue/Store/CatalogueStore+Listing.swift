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
        guard query.words == .empty else { return GoodsList(cards: [], total: 0, page: 1) }
        tx.relies(on: category.map { .shelf(of: $0) } ?? .shelf)
        let shelves = try category.map { try self.shelves(of: $0) }
        let condition = condition(query.filter, today)
        let (total, isCut) = try total(query.filter, shelves, condition)
        let page = min(query.page, GoodsList.pageCount(of: total))
        let stretch = Stretch(
            condition: condition,
            offset: (page - 1) * GoodsListQuery.pageSize,
            limit: GoodsListQuery.pageSize
        )
        let ids = try ids(on: shelves.map(Shelf.of) ?? .all, query.sort, stretch)
        var list = GoodsList(cards: try cards(ids), total: total, page: page)
        list.isCut = isCut
        return list
    }

    /// With a filter so many goods are counted and shown at most, as in a search.
    static let mostCounted = mostLookedAt

    // Whole shelves are counted as goods change; with a filter nothing has been counted before.
    private func total(
        _ filter: GoodsFilter,
        _ shelves: Set<String>?,
        _ condition: SQL
    ) throws -> (total: Int, isCut: Bool) {
        let isThere: SQL = shelves.map { "category IN \(list: $0.sorted())" } ?? "1 = 1"
        let counted: SQL =
            filter.isEmpty
            ? "SELECT SUM(goods) AS total FROM shelf_count WHERE \(fragment: isThere)"
            : """
            SELECT COUNT(*) AS total FROM (
                SELECT 1 AS one FROM goods g
                WHERE \(fragment: isThere) AND g.state <> 'withdrawn' AND \(fragment: condition)
                LIMIT \(CatalogueStore.mostCounted + 1)
            ) filtered
            """
        let sum: SQL = "SELECT CAST(total AS BIGINT) AS total FROM (\(fragment: counted)) counted"
        let total = try tx.row(sum)?.get("total") ?? 0
        guard !filter.isEmpty, total > CatalogueStore.mostCounted else { return (total, false) }
        return (CatalogueStore.mostCounted, true)
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
        let stretch = Stretch(condition: "g.id <> \(id?.rawValue ?? 0)", limit: limit)
        return try cards(ids(on: .of(shop), .recommended, stretch))
    }

    private func condition(_ filter: GoodsFilter, _ today: Day?) -> SQL {
        parts(filter, today).reduce("1 = 1") { "\(fragment: $0) AND \(fragment: $1)" }
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
        if filter.inStock { parts.append(CatalogueStore.ready) }
        if !filter.without.isEmpty { parts.append("g.allergens & \(filter.without.bits) = 0") }
        if filter.noshi { parts.append("g.noshi_inner + g.noshi_outer > 0") }
        if filter.deliveryDate { parts.append("g.accepts_delivery_date = 1") }
        if filter.yearEnd {
            parts.append("g.last_order_for_year_end >= \(today?.description ?? "")")
        }
        return parts
    }
}
