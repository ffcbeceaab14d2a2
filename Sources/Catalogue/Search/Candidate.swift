import Basics
import Storage

/// Goods that a search has found, with what they are sorted, narrowed and counted by.
struct Candidate: Sendable {
    let id: GoodsID
    let closeness: Closeness
    let shop: ShopID
    let category: String
    let temperature: TemperatureClass
    let price: Int
    let canBeOrdered: Bool
    let allergens: Int
    let hasNoshi: Bool
    let acceptsDeliveryDate: Bool
    let arrivesThisYear: Bool
    let recommendation: Int
    let created: Int

    /// Nil for goods that hold the letters of a query and not its words.
    init?(_ row: Row, _ scale: ClosenessScale) throws {
        guard let closeness = scale.closeness(try GoodsText(row)) else { return nil }
        self.closeness = closeness
        id = GoodsID(rawValue: try row.get("goods"))
        shop = ShopID(rawValue: try row.get("shop_id"))
        category = try row.get("category")
        temperature = try row.get("temperature")
        price = try row.get("price")
        canBeOrdered = try row.get("ready")
        allergens = try row.get("allergens")
        hasNoshi = try row.get("noshi")
        acceptsDeliveryDate = try row.get("accepts_delivery_date")
        arrivesThisYear = try row.get("this_year")
        recommendation = try row.get("recommendation")
        created = try row.get("created")
    }

    /// Whether `self` stands before other goods in an order.
    func precedes(_ other: Candidate, by sort: GoodsSort) -> Bool {
        switch sort {
        case .newest: (-created, id) < (-other.created, other.id)
        case .cheapest: (price, id) < (other.price, other.id)
        case .dearest: (-price, id) < (-other.price, other.id)
        case .recommended:
            (closeness.rawValue, canBeOrdered ? 0 : 1, -recommendation, id)
                < (
                    other.closeness.rawValue, other.canBeOrdered ? 0 : 1, -other.recommendation,
                    other.id
                )
        }
    }
}

extension GoodsText {
    init(_ row: Row) throws {
        name = try row.get("name")
        reading = try row.get("reading")
        shop = try row.get("shop")
        shelf = try row.get("shelf")
        body = try row.get("body")
    }
}
