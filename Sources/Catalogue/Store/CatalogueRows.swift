import Basics
public import Storage

extension GoodsState: SQLValueConvertible {}
extension TemperatureClass: SQLValueConvertible {}

/// What a shop shows over its door: the view `shop_signboard` of Merchants.
struct Signboard: Sendable, Hashable {
    var id: ShopID
    var slug: Slug
    var name: String
    var kana: String
    var area: String

    init(_ row: Row) throws {
        id = ShopID(rawValue: try row.get("id"))
        slug = try row.slug("slug")
        name = try row.get("name")
        kana = try row.get("kana")
        area = try row.get("area")
    }
}

extension Row {
    func slug(_ column: StaticString) throws -> Slug {
        let text: String = try get(column)
        guard let slug = Slug(text) else { throw StorageError.other("\(column) is no slug") }
        return slug
    }
}

extension Goods {
    init(_ row: Row, pictures: [Picture]) throws {
        self.init(
            id: GoodsID(rawValue: try row.get("id")),
            shop: ShopID(rawValue: try row.get("shop")),
            category: try row.slug("category"),
            name: try row.get("name"),
            reading: try row.get("reading"),
            description: try row.get("description"),
            price: try row.get("price"),
            taxRate: try row.get("tax_rate"),
            stock: try row.get("stock"),
            temperature: try row.get("temperature"),
            weightGrams: try row.get("weight_grams"),
            contents: try row.get("contents"),
            bestBeforeDays: try row.get("best_before_days"),
            allergens: Set(bits: try row.get("allergens")),
            pictures: pictures,
            dispatch: try Dispatch(row),
            isAlcohol: try row.get("is_alcohol"),
            noshi: try NoshiKind.kinds(row),
            state: try row.get("state"),
            recommendation: try row.get("recommendation"),
            created: try row.get("created"),
            changed: try row.get("changed")
        )
    }
}

extension Dispatch {
    init(_ row: Row) throws {
        self.init(
            leadDays: try row.get("lead_days"),
            earliest: try row.get("earliest_dispatch"),
            lastOrderForYearEnd: try row.get("last_order_for_year_end"),
            acceptsDeliveryDate: try row.get("accepts_delivery_date")
        )
    }
}

extension NoshiKind {
    static func kinds(_ row: Row) throws -> Set<NoshiKind> {
        var kinds: Set<NoshiKind> = []
        if try row.get("noshi_inner") { kinds.insert(.inner) }
        if try row.get("noshi_outer") { kinds.insert(.outer) }
        return kinds
    }
}

extension GoodsCard {
    init(_ row: Row) throws {
        let file: String? = try row.get("file")
        let alt: String? = try row.get("alt")
        id = GoodsID(rawValue: try row.get("id"))
        name = try row.get("name")
        shop = try row.get("shop_name")
        price = try row.get("price")
        contents = try row.get("contents")
        picture = file.map { Picture(file: $0, alt: alt ?? "") }
        temperature = try row.get("temperature")
        acceptsDeliveryDate = try row.get("accepts_delivery_date")
        availability = Availability(state: try row.get("state"), stock: try row.get("stock"))
    }
}

extension Category {
    init(_ row: Row) throws {
        let parent: String? = try row.get("parent")
        self.init(
            slug: try row.slug("slug"),
            name: try row.get("name"),
            parent: parent.flatMap { Slug($0) },
            position: try row.get("position")
        )
    }
}

extension Feature {
    init(_ row: Row, goods: [GoodsID]) throws {
        self.init(
            slug: try row.slug("slug"),
            title: try row.get("title"),
            text: try row.get("body"),
            picture: Picture(file: try row.get("picture_file"), alt: try row.get("picture_alt")),
            goods: goods,
            position: try row.get("position")
        )
    }
}

extension NewsItem {
    init(_ row: Row) throws {
        self.init(
            id: try row.get("id"),
            day: try row.get("day"),
            title: try row.get("title"),
            body: try row.get("body")
        )
    }
}
