import Basics
import Storage

/// Where a term may lie, from the closest match outwards.
private enum Field: CaseIterable {
    case name, shop, body
}

extension CatalogueStore {
    /// Whether goods `g` have all the terms, wherever they lie.
    func found(_ terms: [String]) -> SQL { matches(terms, within: .body) }

    /// 0 where the name and its reading have all the terms, 1 where name and shop do, 2 otherwise.
    func closeness(_ terms: [String]) -> SQL {
        """
        CASE WHEN \(fragment: matches(terms, within: .name)) THEN 0
        WHEN \(fragment: matches(terms, within: .shop)) THEN 1 ELSE 2 END
        """
    }

    /// Keeps the terms of goods, in the transaction that keeps the goods.
    func index(_ goods: Goods, ofShop shop: Signboard) throws {
        let id = goods.id.rawValue
        let name = SearchTerms.index(goods.name, goods.reading)
        let seller = SearchTerms.index(shop.name, shop.kana, shop.area)
        let body = SearchTerms.index(goods.description, goods.contents)
        switch engine {
        case .sqlite:
            try tx.run("DELETE FROM goods_search WHERE rowid = \(id)")
            try tx.run(
                """
                INSERT INTO goods_search (rowid, name, shop, body)
                VALUES (\(id), \(name), \(seller), \(body))
                """
            )
        case .postgres:
            try tx.run(
                """
                INSERT INTO goods_search (goods, terms) VALUES (
                    \(id),
                    setweight(to_tsvector('simple', \(name)), 'A')
                    || setweight(to_tsvector('simple', \(seller)), 'B')
                    || setweight(to_tsvector('simple', \(body)), 'D')
                )
                ON CONFLICT (goods) DO UPDATE SET terms = excluded.terms
                """
            )
        }
    }

    private func matches(_ terms: [String], within field: Field) -> SQL {
        switch engine {
        case .sqlite:
            """
            g.id IN (SELECT rowid FROM goods_search
            WHERE goods_search MATCH \(CatalogueStore.fts5(terms, field)))
            """
        case .postgres:
            """
            g.id IN (SELECT goods FROM goods_search
            WHERE terms @@ to_tsquery('simple', \(CatalogueStore.tsquery(terms, field))))
            """
        }
    }

    private static func fts5(_ terms: [String], _ field: Field) -> String {
        let all = terms.joined(separator: " AND ")
        return switch field {
        case .name: "{name} : (\(all))"
        case .shop: "{name shop} : (\(all))"
        case .body: all
        }
    }

    private static func tsquery(_ terms: [String], _ field: Field) -> String {
        let weight =
            switch field {
            case .name: ":A"
            case .shop: ":AB"
            case .body: ""
            }
        return terms.map { $0 + weight }.joined(separator: " & ")
    }
}
