import Basics
public import Storage

extension CatalogueStore {
    /// Keeps what goods are found by, in the transaction that keeps the goods.
    ///
    /// Withdrawn goods are found by nothing.
    func index(_ goods: Goods, ofShop shop: Signboard) throws {
        try unindex(goods.id)
        guard goods.state != .withdrawn else { return }
        let path = try path(to: goods.category)
        let text = GoodsText(goods, shop: shop, shelves: path)
        let place = CatalogueStore.place(of: goods)
        try tx.run(
            """
            INSERT INTO goods_text (place, goods, folding, name, reading, shop, shelf, body)
            VALUES (
                \(place), \(goods.id.rawValue), \(SearchSpelling.version), \(text.name),
                \(text.reading), \(text.shop), \(text.shelf), \(text.body)
            )
            """
        )
        let terms = SearchTerms.index(text, shop: goods.shop, shelves: path.map(\.slug))
        try putTerms(terms, at: place)
        try putWords(in: [goods.name, goods.reading, shop.name, shop.kana] + path.map(\.name))
    }

    // The most recommended first: of what a common word finds, the index yields them first.
    private static func place(of goods: Goods) -> Int {
        let most = 1 << 20 - 1
        return (most - min(max(goods.recommendation, 0), most)) << 40 + goods.id.rawValue
    }

    private func unindex(_ id: GoodsID) throws {
        let row = try tx.row("SELECT place FROM goods_text WHERE goods = \(id.rawValue)")
        guard let place: Int = try row?.get("place") else { return }
        switch engine {
        case .sqlite: try tx.run("DELETE FROM goods_search WHERE rowid = \(place)")
        case .postgres: try tx.run("DELETE FROM goods_search WHERE place = \(place)")
        }
        try tx.run("DELETE FROM goods_text WHERE place = \(place)")
    }

    private func putTerms(_ terms: String, at place: Int) throws {
        switch engine {
        case .sqlite:
            try tx.run("INSERT INTO goods_search (rowid, terms) VALUES (\(place), \(terms))")
        case .postgres:
            try tx.run(
                """
                INSERT INTO goods_search (place, terms)
                VALUES (\(place), array_to_tsvector(string_to_array(\(terms), ' ')))
                """
            )
        }
    }
}

extension CatalogueStore {
    /// Makes anew what an older folding has made, or none; others may read and write meanwhile.
    ///
    /// Ended in the middle, it goes on where it was.
    ///
    /// - Returns: How many goods were indexed.
    public static func renewSearch(in shop: Database) async throws -> Int {
        let engine = shop.engine
        var (after, count) = (0, 0)
        while true {
            let start = after
            let ids = try await shop.write { try CatalogueStore($0, engine).renew(after: start) }
            guard let last = ids.last else { break }
            after = last
            count += ids.count
        }
        if count > 0 { try await shop.write { try CatalogueStore($0, engine).dropOldWords() } }
        return count
    }

    private static let renewedAtOnce = 200

    private func renew(after: Int) throws -> [Int] {
        let rows = try tx.rows(
            """
            SELECT g.* FROM goods g LEFT JOIN goods_text t ON t.goods = g.id
            WHERE g.id > \(after) AND g.state <> 'withdrawn'
                AND (t.folding IS NULL OR t.folding <> \(SearchSpelling.version))
            ORDER BY g.id LIMIT \(CatalogueStore.renewedAtOnce)
            """
        )
        let signs = Dictionary(uniqueKeysWithValues: try signboards().map { ($0.id, $0) })
        for row in rows {
            let goods = try Goods(row, pictures: [])
            if let sign = signs[goods.shop] { try index(goods, ofShop: sign) }
        }
        return try rows.map { try $0.get("id") }
    }
}
