public import Basics

/// 加盟店: a shop of the city that sells on the market.
///
/// Name, address and telephone are a business's, public by law; nothing here is a customer's, and
/// the bank account for payouts is not here either.
public struct Shop: Sendable, Hashable {
    public var id: ShopID
    public var slug: Slug
    public var name: String
    /// The name as it is read.
    public var kana: String
    /// The part of the city: 「湯所町」, 「賀露」.
    public var area: String
    /// Paragraphs are separated by an empty line.
    public var story: String
    public var representative: String
    /// With a hyphen: `680-0011`.
    public var postcode: String
    public var address: String
    public var phone: String
    public var email: String
    /// 適格請求書発行事業者の登録番号: `T` and 13 digits; nil for a shop that is not registered.
    public var invoiceNumber: String?
    public var noshi: NoshiOffer
    public var pictures: [ShopPicture]
    public var law: LawTerms

    public init(
        id: ShopID,
        slug: Slug,
        name: String,
        kana: String,
        area: String,
        story: String,
        representative: String,
        postcode: String,
        address: String,
        phone: String,
        email: String,
        invoiceNumber: String? = nil,
        noshi: NoshiOffer = NoshiOffer(inner: false, outer: false),
        pictures: [ShopPicture] = [],
        law: LawTerms
    ) {
        self.id = id
        self.slug = slug
        self.name = name
        self.kana = kana
        self.area = area
        self.story = story
        self.representative = representative
        self.postcode = postcode
        self.address = address
        self.phone = phone
        self.email = email
        self.invoiceNumber = invoiceNumber
        self.noshi = noshi
        self.pictures = pictures
        self.law = law
    }
}

/// Which のし a shop writes: under the wrapping paper (内のし), over it (外のし).
public struct NoshiOffer: Sendable, Hashable {
    public var inner: Bool
    public var outer: Bool

    public init(inner: Bool, outer: Bool) {
        self.inner = inner
        self.outer = outer
    }
}

/// A picture of the shop, its people or its work.
public struct ShopPicture: Sendable, Hashable, Codable {
    /// A name within the folder of pictures.
    public var file: String
    /// What the picture shows, in words for those who do not see it.
    public var alt: String

    public init(file: String, alt: String) {
        self.file = file
        self.alt = alt
    }
}
