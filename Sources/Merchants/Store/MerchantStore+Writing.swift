import Basics
import Storage

extension MerchantStore {
    /// Keeps a shop, new or changed, with its pictures.
    ///
    /// Where a name or area changes, the catalogue's search must be told in the same transaction.
    public func put(_ shop: Shop) throws {
        try putShop(shop)
        try putPictures(shop)
    }

    // Pictures that stay are left alone: pages that show them stay as well.
    private func putPictures(_ shop: Shop) throws {
        guard try pictures(of: shop.id.rawValue) != shop.pictures else { return }
        try tx.run("DELETE FROM shop_picture WHERE shop = \(shop.id.rawValue)")
        for (position, picture) in shop.pictures.enumerated() {
            try tx.run(
                """
                INSERT INTO shop_picture (shop, position, file, alt)
                VALUES (\(shop.id.rawValue), \(position), \(picture.file), \(picture.alt))
                """
            )
        }
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
