import Basics
import Storage

extension Shop {
    init(_ row: Row, pictures: [ShopPicture]) throws {
        let slug: String = try row.get("slug")
        guard let slug = Slug(slug) else { throw StorageError.other("shop.slug is no slug") }
        self.init(
            id: ShopID(rawValue: try row.get("id")),
            slug: slug,
            name: try row.get("name"),
            kana: try row.get("kana"),
            area: try row.get("area"),
            story: try row.get("story"),
            representative: try row.get("representative"),
            postcode: try row.get("postcode"),
            address: try row.get("address"),
            phone: try row.get("phone"),
            email: try row.get("email"),
            invoiceNumber: try row.get("invoice_number"),
            noshi: NoshiOffer(
                inner: try row.get("noshi_inner"),
                outer: try row.get("noshi_outer")
            ),
            pictures: pictures,
            law: try LawTerms(row)
        )
    }
}

extension LawTerms {
    fileprivate init(_ row: Row) throws {
        self.init(
            seller: try row.get("law_seller"),
            manager: try row.get("law_manager"),
            price: try row.get("law_price"),
            otherFees: try row.get("law_other_fees"),
            payment: try row.get("law_payment"),
            delivery: try row.get("law_delivery"),
            returns: try row.get("law_returns"),
            period: try row.get("law_period"),
            alcohol: try row.get("law_alcohol")
        )
    }
}
