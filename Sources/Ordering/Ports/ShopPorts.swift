public import Basics
public import Storage

/// Prices and stock, as the catalogue keeps them in the same database.
public struct GoodsPort: Sendable {
    /// What is known of the goods now; goods that never were are absent.
    public var offers: @Sendable (Transaction, [GoodsID]) throws -> [GoodsID: Offer]
    /// Takes some pieces, and tells what was offered until then; or none, where there are too few.
    public var take: @Sendable (Transaction, GoodsID, Int) throws -> Offer?
    public var giveBack: @Sendable (Transaction, GoodsID, Int) throws -> Void

    public init(
        offers: @escaping @Sendable (Transaction, [GoodsID]) throws -> [GoodsID: Offer],
        take: @escaping @Sendable (Transaction, GoodsID, Int) throws -> Offer?,
        giveBack: @escaping @Sendable (Transaction, GoodsID, Int) throws -> Void
    ) {
        self.offers = offers
        self.take = take
        self.giveBack = giveBack
    }
}

/// What the law has a seller say of itself, and what stands on its invoices.
public struct SellerTerms: Hashable, Sendable {
    public var shop: ShopID
    /// The name of the shop.
    public var name: String
    /// The seller in law: a company or a person.
    public var seller: String
    public var postcode: String
    public var address: String
    public var phone: String
    public var email: String?
    /// `T` and 13 digits; none where the seller is not registered.
    public var invoiceRegistration: String?
    /// 撤回・解除: when, how, at whose cost.
    public var withdrawal: String

    public init(
        shop: ShopID,
        name: String,
        seller: String,
        postcode: String = "",
        address: String,
        phone: String,
        email: String?,
        invoiceRegistration: String?,
        withdrawal: String
    ) {
        self.shop = shop
        self.name = name
        self.seller = seller
        self.postcode = postcode
        self.address = address
        self.phone = phone
        self.email = email
        self.invoiceRegistration = invoiceRegistration
        self.withdrawal = withdrawal
    }
}

/// The member shops' terms.
public struct SellerPort: Sendable {
    public var terms: @Sendable (Transaction, [ShopID]) throws -> [ShopID: SellerTerms]

    public init(
        terms: @escaping @Sendable (Transaction, [ShopID]) throws -> [ShopID: SellerTerms]
    ) {
        self.terms = terms
    }
}
