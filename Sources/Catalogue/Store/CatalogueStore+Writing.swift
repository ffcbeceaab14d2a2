public import Basics
import Storage

extension CatalogueStore {
    /// Keeps goods, new or changed, with their pictures and their terms for search.
    ///
    /// The stock is kept as given: whoever changes goods reads them in the same transaction.
    public func put(_ goods: Goods) throws {
        try putGoods(goods)
        try keep(goods.pictures, of: goods.id)
        if let shop = try signboard(goods.shop) { try index(goods, ofShop: shop) }
    }

    /// Keeps the pictures of goods; those that stay are left alone, and pages that show them as well.
    public func keep(_ pictures: [Picture], of goods: GoodsID) throws {
        let before = try self.pictures(of: goods)
        for (position, picture) in pictures.enumerated()
        where position >= before.count || before[position] != picture {
            try tx.run(
                """
                INSERT INTO goods_picture (goods, position, file, alt)
                VALUES (\(goods.rawValue), \(position), \(picture.file), \(picture.alt))
                ON CONFLICT (goods, position) DO UPDATE SET
                    file = excluded.file, alt = excluded.alt
                """
            )
        }
        guard before.count > pictures.count else { return }
        try tx.run(
            """
            DELETE FROM goods_picture
            WHERE goods = \(goods.rawValue) AND position >= \(pictures.count)
            """
        )
    }

    /// Keeps the picture of a feature.
    public func keep(_ picture: Picture, of feature: Slug) throws {
        try tx.run(
            """
            UPDATE feature SET picture_file = \(picture.file), picture_alt = \(picture.alt)
            WHERE slug = \(feature.text)
            """
        )
    }

    /// Whether goods or a feature show a file.
    public func shows(_ file: String) throws -> Bool {
        try tx.row(
            """
            SELECT 1 AS found FROM goods_picture WHERE file = \(file)
            UNION ALL SELECT 1 FROM feature WHERE picture_file = \(file) LIMIT 1
            """
        ) != nil
    }

    /// Keeps the terms of all goods of a shop anew, because its name or area has changed.
    public func reindex(shop: ShopID) throws {
        guard let sign = try signboard(shop) else { return }
        for row in try tx.rows("SELECT * FROM goods WHERE shop = \(shop.rawValue)") {
            try index(Goods(row, pictures: []), ofShop: sign)
        }
    }

    /// Keeps a category; the upper one comes first.
    public func put(_ category: Category) throws {
        try tx.run(
            """
            INSERT INTO category (slug, name, parent, position)
            VALUES (
                \(category.slug.text), \(category.name), \(category.parent?.text),
                \(category.position)
            )
            ON CONFLICT (slug) DO UPDATE SET
                name = excluded.name, parent = excluded.parent, position = excluded.position
            """
        )
    }

    /// Keeps a feature with the list of its goods.
    public func put(_ feature: Feature) throws {
        let slug = feature.slug.text
        try tx.run(
            """
            INSERT INTO feature (slug, title, body, picture_file, picture_alt, position)
            VALUES (
                \(slug), \(feature.title), \(feature.text), \(feature.picture.file),
                \(feature.picture.alt), \(feature.position)
            )
            ON CONFLICT (slug) DO UPDATE SET
                title = excluded.title, body = excluded.body,
                picture_file = excluded.picture_file, picture_alt = excluded.picture_alt,
                position = excluded.position
            """
        )
        try tx.run("DELETE FROM feature_goods WHERE feature = \(slug)")
        for (position, id) in feature.goods.enumerated() {
            try tx.run(
                """
                INSERT INTO feature_goods (feature, position, goods)
                VALUES (\(slug), \(position), \(id.rawValue))
                """
            )
        }
    }

    /// Keeps an item of news.
    public func put(_ item: NewsItem) throws {
        try tx.run(
            """
            INSERT INTO news (id, day, title, body)
            VALUES (\(item.id), \(item.day), \(item.title), \(item.body))
            ON CONFLICT (id) DO UPDATE SET
                day = excluded.day, title = excluded.title, body = excluded.body
            """
        )
    }
}

extension CatalogueStore {
    private func putGoods(_ goods: Goods) throws {
        let dispatch = goods.dispatch
        try tx.run(
            """
            INSERT INTO goods (
                id, shop, category, name, reading, description, price, tax_rate, stock,
                temperature, weight_grams, contents, best_before_days, allergens, lead_days,
                earliest_dispatch, last_order_for_year_end, accepts_delivery_date, is_alcohol,
                noshi_inner, noshi_outer, state, recommendation, created, changed
            ) VALUES (
                \(goods.id.rawValue), \(goods.shop.rawValue), \(goods.category.text),
                \(goods.name), \(goods.reading), \(goods.description), \(goods.price),
                \(goods.taxRate), \(goods.stock), \(goods.temperature), \(goods.weightGrams),
                \(goods.contents), \(goods.bestBeforeDays), \(goods.allergens.bits),
                \(dispatch.leadDays), \(dispatch.earliest), \(dispatch.lastOrderForYearEnd),
                \(dispatch.acceptsDeliveryDate), \(goods.isAlcohol),
                \(goods.noshi.contains(.inner)), \(goods.noshi.contains(.outer)),
                \(goods.state), \(goods.recommendation), \(goods.created), \(goods.changed)
            )
            ON CONFLICT (id) DO UPDATE SET
                shop = excluded.shop, category = excluded.category, name = excluded.name,
                reading = excluded.reading, description = excluded.description,
                price = excluded.price, tax_rate = excluded.tax_rate, stock = excluded.stock,
                temperature = excluded.temperature, weight_grams = excluded.weight_grams,
                contents = excluded.contents, best_before_days = excluded.best_before_days,
                allergens = excluded.allergens, lead_days = excluded.lead_days,
                earliest_dispatch = excluded.earliest_dispatch,
                last_order_for_year_end = excluded.last_order_for_year_end,
                accepts_delivery_date = excluded.accepts_delivery_date,
                is_alcohol = excluded.is_alcohol, noshi_inner = excluded.noshi_inner,
                noshi_outer = excluded.noshi_outer, state = excluded.state,
                recommendation = excluded.recommendation, changed = excluded.changed
            """
        )
    }
}
