/// What the shop says of its goods.
public enum GoodsState: String, Sendable, Hashable, Codable, CaseIterable {
    case onSale = "on-sale"
    /// The shop has ended the sale for now (今季終了), whatever the stock.
    case soldOut = "sold-out"
    /// No longer in the catalogue; the page says so and suggests others.
    case withdrawn
}

/// What a visitor may do with goods: the shop's word and the stock together.
public enum Availability: Sendable, Hashable {
    case available(Int)
    case soldOut
    case withdrawn

    /// With this many or fewer left, the page says how many.
    public static let fewLeft = 5

    public init(state: GoodsState, stock: Int) {
        switch state {
        case .withdrawn: self = .withdrawn
        case .soldOut: self = .soldOut
        case .onSale: self = stock > 0 ? .available(stock) : .soldOut
        }
    }

    public var canBeOrdered: Bool {
        if case .available = self { true } else { false }
    }

    /// In words: 「在庫があります」.
    public var words: String {
        switch self {
        case .available(let count) where count <= Availability.fewLeft: "残り\(count)点です"
        case .available: "在庫があります"
        case .soldOut: "売り切れました"
        case .withdrawn: "販売を終了しました"
        }
    }
}
