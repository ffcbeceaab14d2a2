import Basics
import Storage

extension CatalogueMigrations {
    /// What the pages show of the catalogue's tables.
    ///
    /// The stock counts as far as a page tells it: a card to five (``Availability/fewLeft``), the
    /// goods' own page to twenty, which is the most that can be ordered at once.
    static let changes = Migration(
        "catalogue-6-changes",
        watching: [
            ChangeTrigger(
                "goods_page",
                on: "goods",
                shows: [
                    "row.shop", "row.category", "row.name", "row.description", "row.price",
                    "row.tax_rate", "CASE WHEN row.stock < 20 THEN row.stock ELSE 20 END",
                    "row.temperature", "row.weight_grams", "row.contents", "row.best_before_days",
                    "row.allergens", "row.lead_days", "row.earliest_dispatch",
                    "row.last_order_for_year_end", "row.accepts_delivery_date", "row.is_alcohol",
                    "row.noshi_inner", "row.noshi_outer", "row.state",
                ],
                of: ["'goods:' || row.id"]
            ),
            ChangeTrigger(
                "goods_card",
                on: "goods",
                shows: [
                    "row.shop", "row.name", "row.price", "row.contents", "row.temperature",
                    "row.accepts_delivery_date", "row.state",
                    "CASE WHEN row.stock < 6 THEN row.stock ELSE 6 END",
                ],
                of: ["'card:' || row.id"]
            ),
            // Which goods a list without words holds, and in which order.
            ChangeTrigger(
                "goods_shelf",
                on: "goods",
                shows: [
                    "row.shop", "row.category", "row.price", "row.state",
                    "CASE WHEN row.stock > 0 THEN 1 ELSE 0 END", "row.temperature",
                    "row.allergens", "row.noshi_inner", "row.noshi_outer",
                    "row.accepts_delivery_date", "row.recommendation", "row.created",
                ],
                of: [
                    "'shelf'", "'shelf-of-shop:' || row.shop", "'shelf-of:' || row.category",
                    """
                    'shelf-of:' || (SELECT parent FROM category WHERE slug = row.category)
                    """,
                ]
            ),
            ChangeTrigger(
                "goods_picture_page",
                on: "goods_picture",
                shows: ["row.goods", "row.position", "row.file", "row.alt"],
                of: [
                    "'goods:' || row.goods",
                    "CASE WHEN row.position = 0 THEN 'card:' || row.goods END",
                ]
            ),
            ChangeTrigger(
                "category_page",
                on: "category",
                shows: ["row.slug", "row.name", "row.parent", "row.position"],
                of: ["'categories'"]
            ),
            ChangeTrigger(
                "feature_page",
                on: "feature",
                shows: [
                    "row.slug", "row.title", "row.body", "row.picture_file", "row.picture_alt",
                    "row.position",
                ],
                of: ["'features'"]
            ),
            ChangeTrigger(
                "feature_goods_page",
                on: "feature_goods",
                shows: ["row.feature", "row.position", "row.goods"],
                of: ["'features'"]
            ),
            ChangeTrigger(
                "news_page",
                on: "news",
                shows: ["row.id", "row.day", "row.title", "row.body"],
                of: ["'news'"]
            ),
        ]
    )
}

extension Ingredient {
    static let categories = Ingredient("categories")
    static let features = Ingredient("features")
    static let news = Ingredient("news")
    /// Which goods there are, and their order; also of one category or shop alone.
    static let shelf = Ingredient("shelf")
    /// The names over the shops' doors: Merchants' triggers tell of them.
    static let signs = Ingredient("signs")

    static func goods(_ id: GoodsID) -> Ingredient { Ingredient("goods", id) }
    static func card(_ id: GoodsID) -> Ingredient { Ingredient("card", id) }
    static func shelf(of category: Slug) -> Ingredient { Ingredient("shelf-of", category) }
    static func shelf(of shop: ShopID) -> Ingredient { Ingredient("shelf-of-shop", shop) }
}
