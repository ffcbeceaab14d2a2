public import Basics
import Storage

extension MerchantStore {
    /// Keeps a shop, new or changed, with its pictures.
    ///
    /// Where a name or area changes, the catalogue's search must be told in the same transaction.
    public func put(_ shop: Shop) throws {
        try putShop(shop)
        try keep(shop.pictures, of: shop.id)
    }

    /// Keeps the pictures of a shop; those that stay are left alone, and pages that show them as well.
    public func keep(_ pictures: [ShopPicture], of shop: ShopID) throws {
        let before = try self.pictures(of: shop.rawValue)
        for (position, picture) in pictures.enumerated()
        where position >= before.count || before[position] != picture {
            try tx.run(
                """
                INSERT INTO shop_picture (shop, position, file, alt)
                VALUES (\(shop.rawValue), \(position), \(picture.file), \(picture.alt))
                ON CONFLICT (shop, position) DO UPDATE SET
                    file = excluded.file, alt = excluded.alt
                """
            )
        }
        guard before.count > pictures.count else { return }
        try tx.run(
            """
            DELETE FROM shop_picture
            WHERE shop = \(shop.rawValue) AND position >= \(pictures.count)
            """
        )
    }

    /// Whether a shop shows a file.
    public func shows(_ file: String) throws -> Bool {
        try tx.row("SELECT 1 AS found FROM shop_picture WHERE file = \(file) LIMIT 1") != nil
    }

    private func putShop(_ shop: Shop) throws {
        let law = shop.law
        try tx.run(
            """
            INSERT INTO shop (
                id, slug, name, kana, area, story, representative, postcode, address, phone, email,
                invoice_number, noshi_inner, noshi_outer, law_seller, law_manager, law_price,
                law_other_fees, law_payment, law_delivery, law_returns, law_period, law_alcohol
            ) VALUES (
                \(shop.id.rawValue), \(shop.slug.text), \(shop.name), \(shop.kana), \(shop.area),
                \(shop.story), \(shop.representative), \(shop.postcode), \(shop.address),
                \(shop.phone), \(shop.email), \(shop.invoiceNumber), \(shop.noshi.inner),
                \(shop.noshi.outer), \(law.seller), \(law.manager), \(law.price),
                \(law.otherFees), \(law.payment), \(law.delivery), \(law.returns),
                \(law.period), \(law.alcohol)
            )
            ON CONFLICT (id) DO UPDATE SET
                slug = excluded.slug, name = excluded.name, kana = excluded.kana,
                area = excluded.area, story = excluded.story,
                representative = excluded.representative, postcode = excluded.postcode,
                address = excluded.address, phone = excluded.phone, email = excluded.email,
                invoice_number = excluded.invoice_number, noshi_inner = excluded.noshi_inner,
                noshi_outer = excluded.noshi_outer, law_seller = excluded.law_seller,
                law_manager = excluded.law_manager, law_price = excluded.law_price,
                law_other_fees = excluded.law_other_fees, law_payment = excluded.law_payment,
                law_delivery = excluded.law_delivery, law_returns = excluded.law_returns,
                law_period = excluded.law_period, law_alcohol = excluded.law_alcohol
            """
        )
    }
}
