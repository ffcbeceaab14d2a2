public import Basics
public import Storage
public import Templates
public import Web

/// Goods as a shop's page shows them.
public struct ShopGoods: Sendable, Hashable, TemplateObject {
    public var name: String
    public var address: String
    public var price: Money
    /// Nil where there is none.
    public var picture: PictureView?
    /// What is to be known at a glance.
    public var labels: [Label]

    /// A word such as 「冷蔵」, and what the style sheet colours it by.
    public struct Label: Sendable, Hashable, TemplateObject {
        public var words: String
        public var kind: String

        public init(_ words: String, kind: String) {
            self.words = words
            self.kind = kind
        }

        public func value(named name: String) -> TemplateValue? {
            switch name {
            case "words": .text(words)
            case "kind": .text(kind)
            default: nil
            }
        }
    }

    public init(
        name: String,
        address: String,
        price: Money,
        picture: PictureView?,
        labels: [Label]
    ) {
        self.name = name
        self.address = address
        self.price = price
        self.picture = picture
        self.labels = labels
    }

    public func value(named name: String) -> TemplateValue? {
        switch name {
        case "name": .text(self.name)
        case "address": .text(address)
        case "price": .text(price.grouped)
        case "picture": picture.map(TemplateValue.object) ?? .absent
        case "hasLabels": .truth(!labels.isEmpty)
        case "labels": .objects(labels)
        default: nil
        }
    }
}

/// What the shops' pages ask of other rooms.
public struct MerchantPorts: Sendable {
    /// A few goods of a shop, the best first, in the transaction that reads the shop.
    public var goods:
        @Sendable (_ tx: Transaction, _ shop: ShopID, _ limit: Int) throws -> [ShopGoods]
    /// The address of the list of all goods of a shop.
    public var goodsAddress: @Sendable (_ shop: Slug) -> String

    public init(
        goods:
            @escaping @Sendable (
                _ tx: Transaction, _ shop: ShopID, _ limit: Int
            ) throws -> [ShopGoods],
        goodsAddress: @escaping @Sendable (_ shop: Slug) -> String
    ) {
        self.goods = goods
        self.goodsAddress = goodsAddress
    }
}
