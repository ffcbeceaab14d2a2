public import Basics

/// A seller as the pages of an order must name it (特定商取引法 第12条の6).
public struct SellerTerms: Sendable, Hashable {
    public var shop: ShopID
    public var slug: Slug
    public var name: String
    /// With a hyphen: `680-0011`.
    public var postcode: String
    public var address: String
    public var phone: String
    public var email: String
    public var invoiceNumber: String?
    public var noshi: NoshiOffer
    public var law: LawTerms

    public init(_ shop: Shop) {
        self.shop = shop.id
        slug = shop.slug
        name = shop.name
        postcode = shop.postcode
        address = shop.address
        phone = shop.phone
        email = shop.email
        invoiceNumber = shop.invoiceNumber
        noshi = shop.noshi
        law = shop.law
    }
}
