public import Basics

/// How warm goods travel.
public enum Temperature: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
    case ambient, chilled, frozen

    public static func < (a: Temperature, b: Temperature) -> Bool { a.order < b.order }

    /// `常温`, `冷蔵` or `冷凍`.
    public var japanese: String {
        switch self {
        case .ambient: "常温"
        case .chilled: "冷蔵"
        case .frozen: "冷凍"
        }
    }

    private var order: Int { Temperature.allCases.firstIndex(of: self) ?? 0 }
}

/// What ordering knows of one kind of goods: the catalogue's facts at this moment.
public struct Offer: Hashable, Sendable {
    public var goods: GoodsID
    public var shop: ShopID
    public var title: String
    /// 内容量: `約3kg(6〜8玉)`.
    public var contents: String
    /// With tax.
    public var price: Money
    public var taxRate: TaxRate
    /// Pieces that can be sold; 0 where it is sold out or no longer offered.
    public var stock: Int
    public var temperature: Temperature
    /// With its package.
    public var weightGrams: Int
    public var dispatch: DispatchTerms
    public var gift: GiftService
    /// Sake: asks the age.
    public var isAlcohol: Bool
    /// 申込期間, where there is one: the last day of ordering.
    public var orderedUntil: Day?
    /// The first of its pictures; nil where there is none.
    public var picture: OfferPicture?

    public init(
        goods: GoodsID,
        shop: ShopID,
        title: String,
        contents: String,
        price: Money,
        taxRate: TaxRate,
        stock: Int,
        temperature: Temperature,
        weightGrams: Int,
        dispatch: DispatchTerms = DispatchTerms(),
        gift: GiftService = GiftService(),
        isAlcohol: Bool = false,
        orderedUntil: Day? = nil,
        picture: OfferPicture? = nil
    ) {
        self.goods = goods
        self.shop = shop
        self.title = title
        self.contents = contents
        self.price = price
        self.taxRate = taxRate
        self.stock = stock
        self.temperature = temperature
        self.weightGrams = weightGrams
        self.dispatch = dispatch
        self.gift = gift
        self.isAlcohol = isAlcohol
        self.orderedUntil = orderedUntil
        self.picture = picture
    }
}

/// A picture that the market serves; the counter's pages show none.
public struct OfferPicture: Hashable, Sendable {
    /// A name within the folder of pictures.
    public var file: String
    /// What it shows, in words for those who do not see it.
    public var alt: String

    public init(file: String, alt: String) {
        self.file = file
        self.alt = alt
    }
}

/// When goods can leave their shop.
public struct DispatchTerms: Hashable, Sendable {
    /// The season's first day of dispatch, where there is one.
    public var earliest: Day?
    /// Days the shop needs between the order and the dispatch.
    public var leadDays: Int
    /// The last day on which an order still arrives within the year.
    public var lastOrderForYearEnd: Day?
    /// False for 日付指定不可.
    public var acceptsDay: Bool

    public init(
        earliest: Day? = nil,
        leadDays: Int = 1,
        lastOrderForYearEnd: Day? = nil,
        acceptsDay: Bool = true
    ) {
        self.earliest = earliest
        self.leadDays = leadDays
        self.lastOrderForYearEnd = lastOrderForYearEnd
        self.acceptsDay = acceptsDay
    }
}

/// What a shop does for goods that are a gift.
public struct GiftService: Hashable, Sendable {
    /// 内のし, 外のし: none where the shop puts no のし on it.
    public var noshi: Set<NoshiPlace>
    public var card: Bool

    public init(noshi: Set<NoshiPlace> = [], card: Bool = false) {
        self.noshi = noshi
        self.card = card
    }
}
