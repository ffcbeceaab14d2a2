import Basics
import Storage

/// What a search has found before it is narrowed.
struct Found: Sendable {
    var goods: [Candidate]
    /// Whether there are more than are looked at.
    var isCut: Bool
}

extension CatalogueStore {
    /// As many goods as one search looks at, however common its words are: the most recommended.
    static let mostLookedAt = 1000

    /// One page of what a search finds, the counts beside it, and a better spelling where it finds
    /// little.
    func search(
        _ words: [SearchWord],
        _ query: GoodsListQuery,
        in category: Slug?,
        today: Day?
    ) throws -> GoodsList {
        let narrowing = try narrowing(query.filter, category)
        let found = try found(words, narrowing, today: today)
        let (left, facets) = narrowing.rule.apply(to: found.goods)
        let page = min(query.page, GoodsList.pageCount(of: left.count))
        let sorted = left.sorted { $0.precedes($1, by: query.sort) }
        let shown = sorted.dropFirst((page - 1) * GoodsListQuery.pageSize)
            .prefix(GoodsListQuery.pageSize)
        var list = GoodsList(cards: try cards(shown.map(\.id)), total: left.count, page: page)
        list.isCut = found.isCut && left.count >= CatalogueStore.mostLookedAt
        list.facets = facets
        if found.goods.count <= CatalogueStore.few {
            list.suggestion = try suggestion(for: words, besides: found.goods.count)
        }
        return list
    }

    /// How many goods have all the words, as far as one search looks.
    func count(_ words: [SearchWord]) throws -> Int {
        try look(for: SearchMatch(words, .anywhere), ClosenessScale(words), today: nil).goods.count
    }

    /// With so few hits a better spelling is looked for.
    private static let few = 2

    // Where more goods have the words than are looked at, those that are called so are taken first,
    // and those of the shop and the category that are asked for.
    private func found(
        _ words: [SearchWord],
        _ narrowing: (rule: Narrowing, terms: [[String]]),
        today: Day?
    ) throws -> Found {
        let scale = ClosenessScale(words)
        let places = CatalogueStore.places(of: words)
        var all = try look(for: SearchMatch(words, places[0]), scale, today: today)
        guard all.isCut else { return all }
        var more = places.dropFirst().map { SearchMatch(words, $0) }
        if !narrowing.terms.isEmpty {
            more += places.reversed().map { SearchMatch(words, $0, within: narrowing.terms) }
        }
        for match in more {
            all.goods += try look(for: match, scale, today: today).goods
        }
        all.goods += try called(words, scale, today: today)
        var seen: Set<GoodsID> = []
        all.goods = all.goods.filter { seen.insert($0.id).inserted }
        return all
    }

    // Each sentence has a 「の」: letters of kana by themselves are looked for in names.
    private static func places(of words: [SearchWord]) -> [SearchTerms.Place] {
        words.allSatisfy(\.isOneKana) ? [.name] : [.anywhere, .name]
    }

    private func look(
        for match: SearchMatch,
        _ scale: ClosenessScale,
        today: Day?
    ) throws -> Found {
        let places: SQL =
            switch engine {
            case .sqlite:
                """
                SELECT rowid AS place FROM goods_search
                WHERE goods_search MATCH \(match.fts5)
                ORDER BY rowid LIMIT \(CatalogueStore.mostLookedAt + 1)
                """
            case .postgres:
                // An index of sets has no order: of a common word's goods some are taken.
                """
                SELECT place FROM (
                    SELECT place FROM goods_search WHERE terms @@ CAST(\(match.tsquery) AS tsquery)
                    LIMIT \(CatalogueStore.mostLookedAt * 4)
                ) taken ORDER BY place LIMIT \(CatalogueStore.mostLookedAt + 1)
                """
            }
        let rows = try candidates("t.place IN (\(fragment: places))", today)
        return Found(
            goods: try rows.prefix(CatalogueStore.mostLookedAt)
                .compactMap { try Candidate($0, scale) },
            isCut: rows.count > CatalogueStore.mostLookedAt
        )
    }

    /// Goods whose whole name is what was typed.
    private func called(
        _ words: [SearchWord],
        _ scale: ClosenessScale,
        today: Day?
    ) throws -> [Candidate] {
        let name = GoodsText.field(words.map { $0.spellings[0] })
        return try candidates("t.name = \(name)", today).compactMap { try Candidate($0, scale) }
    }

    private func candidates(_ condition: SQL, _ today: Day?) throws -> [Row] {
        try tx.rows(
            """
            SELECT t.goods, t.name, t.reading, t.shop, t.shelf, t.body, g.shop AS shop_id,
                g.category, g.temperature, g.price, g.allergens, g.accepts_delivery_date,
                CASE WHEN g.state = 'on-sale' AND g.stock > 0 THEN 1 ELSE 0 END AS ready,
                CASE WHEN g.noshi_inner + g.noshi_outer > 0 THEN 1 ELSE 0 END AS noshi,
                CASE WHEN g.last_order_for_year_end >= \(today?.description ?? "")
                    THEN 1 ELSE 0 END AS this_year, g.recommendation, g.created
            FROM goods_text t JOIN goods g ON g.id = t.goods
            WHERE \(fragment: condition)
            LIMIT \(CatalogueStore.mostLookedAt + 1)
            """
        )
    }

    private func narrowing(
        _ filter: GoodsFilter,
        _ category: Slug?
    ) throws -> (rule: Narrowing, terms: [[String]]) {
        let shop = try filter.shop.flatMap { try signboard($0)?.id }
        let shelves = try category.map { try self.shelves(of: $0) }
        var terms: [[String]] = []
        if let shop { terms.append([SearchTerms.of(shop)]) }
        // Goods are kept under the upper category as well.
        if let category { terms.append([SearchTerms.of(category)]) }
        return (Narrowing(filter, shop: shop, categories: shelves), terms)
    }

    /// A category and those below it.
    func shelves(of slug: Slug) throws -> Set<String> {
        tx.relies(on: .categories)
        let rows = try tx.rows(
            "SELECT slug FROM category WHERE slug = \(slug.text) OR parent = \(slug.text)"
        )
        return Set(try rows.map { try $0.get("slug") })
    }
}
