public import Basics

/// 特集: goods that are told about together.
public struct Feature: Sendable, Hashable {
    public var slug: Slug
    public var title: String
    /// Paragraphs are separated by an empty line.
    public var text: String
    public var picture: Picture
    /// In the order in which the page shows them.
    public var goods: [GoodsID]
    /// Its place on the home page, smallest first.
    public var position: Int

    public init(
        slug: Slug,
        title: String,
        text: String,
        picture: Picture,
        goods: [GoodsID],
        position: Int
    ) {
        self.slug = slug
        self.title = title
        self.text = text
        self.picture = picture
        self.goods = goods
        self.position = position
    }
}

/// お知らせ: what the market tells everybody.
public struct NewsItem: Sendable, Hashable {
    public var id: Int
    public var day: Day
    public var title: String
    /// Paragraphs are separated by an empty line.
    public var body: String

    public init(id: Int, day: Day, title: String, body: String) {
        self.id = id
        self.day = day
        self.title = title
        self.body = body
    }
}
