public import Basics
import Storage

/// Goods of the old shop that wait for a clerk: nobody can order them, and no page shows them.
public struct OldGoods: Sendable, Hashable {
    /// The old shop's own number of them.
    public var key: String
    public var name: String
    public var code: String
    /// Plain text, paragraphs separated by an empty line.
    public var description: String
    /// The old shop's shelves, in its words.
    public var category: String
    public var searchWords: String
    /// Names of the old shop's picture files.
    public var pictures: String
    /// Hundredths of a yen, without tax.
    public var priceHundredths: Int
    /// Percent; nil where the old shop did not tell.
    public var taxPercent: Int?
    /// Nil where the old shop took orders without limit.
    public var stock: Int?
    /// Whether the old shop showed them.
    public var wasPublic: Bool

    public init(
        key: String,
        name: String,
        code: String,
        description: String,
        category: String,
        searchWords: String,
        pictures: String,
        priceHundredths: Int,
        taxPercent: Int?,
        stock: Int?,
        wasPublic: Bool
    ) {
        self.key = key
        self.name = name
        self.code = code
        self.description = description
        self.category = category
        self.searchWords = searchWords
        self.pictures = pictures
        self.priceHundredths = priceHundredths
        self.taxPercent = taxPercent
        self.stock = stock
        self.wasPublic = wasPublic
    }

    /// What a buyer paid at a rate of tax, rounded half up as EC-CUBE does unless told otherwise.
    public func price(taxPercent: Int) -> Money {
        Money(yen: (priceHundredths * (100 + taxPercent) + 5_000) / 10_000)
    }
}

extension OldGoods {
    init(_ row: Row) throws {
        self.init(
            key: try row.get("goods_key"),
            name: try row.get("name"),
            code: try row.get("code"),
            description: try row.get("description"),
            category: try row.get("category"),
            searchWords: try row.get("search_words"),
            pictures: try row.get("pictures"),
            priceHundredths: try row.get("price_hundredths"),
            taxPercent: try row.get("tax_percent"),
            stock: try row.get("stock"),
            wasPublic: try row.get("was_public")
        )
    }

    var values: SQL {
        """
        (\(key), \(name), \(code), \(description), \(category), \(searchWords), \(pictures),
        \(priceHundredths), \(taxPercent), \(stock), \(wasPublic))
        """
    }
}
