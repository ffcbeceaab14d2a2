public import Basics
public import Templates
import Web

/// What a list shows of goods.
///
/// Twenty-four stand on a page: the template asks each by name instead of by reflection.
public struct GoodsCard: Sendable, Hashable, TemplateObject {
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

    public func value(named name: String) -> TemplateValue? {
        switch name {
        case "address": .text(CatalogueURL.goods(id).path)
        case "id": .text(id.description)
        case "name": .text(self.name)
        case "shop": .text(shop)
        case "price": .text(price.grouped)
        case "contents": .text(contents)
        case "picture": picture.map { .object(PictureView($0, in: .card)) } ?? .absent
        case "tags": .objects(tags)
        case "hasTags": .truth(!tags.isEmpty || isFew || !availability.canBeOrdered)
        case "isSoldOut": .truth(!availability.canBeOrdered)
        case "isFew": .truth(isFew)
        case "stock": .text(availability.words)
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
