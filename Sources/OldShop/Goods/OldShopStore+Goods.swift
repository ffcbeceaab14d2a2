import Storage

extension OldShopStore {
    /// Keeps goods that are not here yet, and tells whose keys those were; what is here stays.
    public func keep(_ goods: [OldGoods]) async throws -> Set<String> {
        guard !goods.isEmpty else { return [] }
        return try await database.write { tx in
            let known = try tx.rows(
                "SELECT goods_key FROM old_goods WHERE goods_key IN \(list: goods.map(\.key))"
            )
            var here = Set(try known.map { try $0.get("goods_key") as String })
            let fresh = goods.filter { here.insert($0.key).inserted }
            try tx.insert(fresh.map(\.values)) {
                """
                INSERT INTO old_goods
                    (goods_key, name, code, description, category, search_words, pictures,
                    price_hundredths, tax_percent, stock, was_public)
                VALUES \(fragment: $0)
                """
            }
            return Set(fresh.map(\.key))
        }
    }

    /// All goods that wait, in the order of their names.
    public func goods() async throws -> [OldGoods] {
        try await database.read { tx in
            try tx.rows("SELECT * FROM old_goods ORDER BY name, goods_key").map(OldGoods.init)
        }
    }
}
