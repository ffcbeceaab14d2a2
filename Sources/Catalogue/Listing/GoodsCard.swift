public import Basics
public import Mustache

/// What a list shows of goods.
///
/// Twenty-four stand on a page: the template asks each by name instead of by reflection.
public struct GoodsCard: Sendable, Hashable, MustacheParent {
    public var id: GoodsID
    public var name: String
    public var shop: String
    public var price: Money
    public var contents: String
    /// Nil where there is none yet.
    public var picture: Picture?
    public var temperature: TemperatureClass
    public var acceptsDeliveryDate: Bool
    public var availability: Availability

    public func child(named name: String) -> Any? {
        switch name {
        case "address": CatalogueURL.goods(id).path
        case "id": id.description
        case "name": self.name
        case "shop": shop
        case "price": price.grouped
        case "contents": contents
        case "hasPicture": picture != nil
        case "picture": picture.map { CatalogueURL.picture($0.file).path } ?? ""
        case "alt": picture?.alt ?? ""
        case "tags": tags
        case "hasTags": !tags.isEmpty || isFew || !availability.canBeOrdered
        case "isSoldOut": !availability.canBeOrdered
        case "isFew": isFew
        case "stock": availability.words
        default: nil
        }
    }

    private var isFew: Bool {
        if case .available(let count) = availability {
            count <= Availability.fewLeft
        } else {
            false
        }
    }

    private var tags: [GoodsTag] {
        [GoodsTag(temperature), acceptsDeliveryDate ? nil : .withoutDate].compactMap { $0 }
    }
}
