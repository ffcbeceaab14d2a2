/// The shop's tables that everybody may read on the market's pages.
enum PublicTables {
    static let schema = "shop"
    static let names: Set = [
        "category", "goods", "goods_picture", "goods_search", "feature", "feature_goods", "news",
        "shop", "shop_picture",
    ]
}
