import Basics

/// What goods are found by, folded: words between spaces, with one before and one after them all.
struct GoodsText: Sendable, Hashable {
    var name: String
    /// The reading, and the name's words without their okurigana.
    var reading: String
    var shop: String
    /// The names of its category and the one above.
    var shelf: String
    var body: String

    var fields: [String] { [name, reading, shop, shelf, body] }

    init(_ goods: Goods, shop: Signboard, shelves: [Category]) {
        let (words, bare) = SearchSpelling.indexed(goods.name)
        name = GoodsText.field(words)
        reading = GoodsText.field(SearchSpelling.words(goods.reading) + bare)
        self.shop = GoodsText.both(shop.name, shop.kana, shop.area)
        shelf = GoodsText.both(texts: shelves.map(\.name))
        body = GoodsText.both(goods.description, goods.contents)
    }

    /// Words as a field of them; what a whole name is compared with.
    static func field(_ words: [String]) -> String {
        words.isEmpty ? " " : " " + words.joined(separator: " ") + " "
    }

    private static func both(_ texts: String...) -> String { both(texts: texts) }

    private static func both(texts: [String]) -> String {
        let (words, bare) = SearchSpelling.indexed(texts.joined(separator: " "))
        return field(words + bare)
    }
}
