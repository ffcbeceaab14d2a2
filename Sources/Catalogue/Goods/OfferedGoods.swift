public import Basics

/// What an order needs to know of goods: the catalogue's facts at one moment.
public struct OfferedGoods: Sendable, Hashable {
    public var id: GoodsID
    public var shop: ShopID
    public var name: String
    public var contents: String
    /// Tax included.
    public var price: Money
    public var taxRate: TaxRate
    /// Pieces that can be ordered now: 0 where the shop has ended the sale, whatever lies there.
    public var stock: Int
    public var temperature: TemperatureClass
    /// With its box.
    public var weightGrams: Int
    public var dispatch: Dispatch
    public var noshi: Set<NoshiKind>
    public var isAlcohol: Bool
    /// The first of its pictures; nil where there is none yet.
    public var picture: Picture?
}

/// There are not as many pieces as were asked for.
public struct SoldOut: Error, Sendable, Hashable {
    public var goods: GoodsID
    /// What is left.
    public var left: Int

    public init(goods: GoodsID, left: Int) {
        self.goods = goods
        self.left = left
    }
}
