/// The shop's tables that everybody may read on the market's pages, and what the search has made of
/// them: words and parts of words of the goods.
enum PublicTables {
    static let schema = "shop"
    static let names: Set = [
        "category", "goods", "goods_picture", "goods_search", "goods_text", "feature",
        "feature_goods", "news", "search_word", "search_word_part", "shop", "shop_picture",
    ]
}
