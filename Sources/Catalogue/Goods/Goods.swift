public import Basics

/// One thing that a member shop sells.
public struct Goods: Sendable, Hashable {
    public var id: GoodsID
    public var shop: ShopID
    public var category: Slug
    /// At most 100 characters.
    public var name: String
    /// The name as it is read, in kana: what makes 「なし」 find 「梨」.
    public var reading: String
    /// Paragraphs are separated by an empty line.
    public var description: String
    /// Tax included, as 消費税法 第63条 has prices shown to consumers.
    public var price: Money
    public var taxRate: TaxRate
    public var stock: Int
    public var temperature: TemperatureClass
    /// With its box: what postage is reckoned by.
    public var weightGrams: Int
    /// 内容量: `5kg(14〜18玉)`.
    public var contents: String
    /// 賞味期限, counted from dispatch; nil for what does not spoil.
    public var bestBeforeDays: Int?
    public var allergens: Set<Allergen>
    /// The first is the one that lists show.
    public var pictures: [Picture]
    public var dispatch: Dispatch
    /// Sake and other 酒類: the buyer's age is asked, and the tax rate is 10 %.
    public var isAlcohol: Bool
    /// Empty where the shop puts no のし on these goods.
    public var noshi: Set<NoshiKind>
    public var state: GoodsState
    /// おすすめ順 sorts by it, highest first.
    public var recommendation: Int
    public var created: Moment
    public var changed: Moment

    public init(
        id: GoodsID,
        shop: ShopID,
        category: Slug,
        name: String,
        reading: String,
        description: String,
        price: Money,
        taxRate: TaxRate,
        stock: Int,
        temperature: TemperatureClass,
        weightGrams: Int,
        contents: String,
        bestBeforeDays: Int? = nil,
        allergens: Set<Allergen> = [],
        pictures: [Picture] = [],
        dispatch: Dispatch = Dispatch(leadDays: 3),
        isAlcohol: Bool = false,
        noshi: Set<NoshiKind> = [],
        state: GoodsState = .onSale,
        recommendation: Int = 0,
        created: Moment,
        changed: Moment? = nil
    ) {
        self.id = id
        self.shop = shop
        self.category = category
        self.name = name
        self.reading = reading
        self.description = description
        self.price = price
        self.taxRate = taxRate
        self.stock = stock
        self.temperature = temperature
        self.weightGrams = weightGrams
        self.contents = contents
        self.bestBeforeDays = bestBeforeDays
        self.allergens = allergens
        self.pictures = pictures
        self.dispatch = dispatch
        self.isAlcohol = isAlcohol
        self.noshi = noshi
        self.state = state
        self.recommendation = recommendation
        self.created = created
        self.changed = changed ?? created
    }

    /// What a visitor may do with the goods now.
    public var availability: Availability { Availability(state: state, stock: stock) }
}

/// A picture of goods, a feature or a shop.
public struct Picture: Sendable, Hashable, Codable {
    /// A name within the folder of pictures: lower-case letters, digits, hyphens and one ending.
    public var file: String
    /// What the picture shows, in words for those who do not see it.
    public var alt: String

    public init(file: String, alt: String) {
        self.file = file
        self.alt = alt
    }
}
