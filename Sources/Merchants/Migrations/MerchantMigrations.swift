public import Storage

/// The tables of the member shops, in the shop's database.
public enum MerchantMigrations {
    /// To be applied before the catalogue's, which refers to shops.
    public static let shop: [Migration] = [shops, changes]

    private static let shops = Migration(
        "merchants-1-shops",
        """
        CREATE TABLE shop (
            id BIGINT PRIMARY KEY,
            slug TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            kana TEXT NOT NULL,
            area TEXT NOT NULL,
            story TEXT NOT NULL,
            representative TEXT NOT NULL,
            postcode TEXT NOT NULL,
            address TEXT NOT NULL,
            phone TEXT NOT NULL,
            email TEXT NOT NULL,
            invoice_number TEXT,
            noshi_inner BIGINT NOT NULL,
            noshi_outer BIGINT NOT NULL,
            law_seller TEXT NOT NULL,
            law_manager TEXT NOT NULL,
            law_price TEXT NOT NULL,
            law_other_fees TEXT NOT NULL,
            law_payment TEXT NOT NULL,
            law_delivery TEXT NOT NULL,
            law_returns TEXT NOT NULL,
            law_period TEXT,
            law_alcohol TEXT
        );
        CREATE TABLE shop_picture (
            shop BIGINT NOT NULL REFERENCES shop (id),
            position BIGINT NOT NULL,
            file TEXT NOT NULL,
            alt TEXT NOT NULL,
            PRIMARY KEY (shop, position)
        );
        CREATE VIEW shop_signboard AS SELECT id, slug, name, kana, area FROM shop;
        """
    )

    /// What pages show of the shops' tables; the Catalogue's too, where it tells a shop's name.
    private static let changes = Migration(
        "merchants-2-changes",
        watching: [
            ChangeTrigger(
                "shop_sign",
                on: "shop",
                shows: ["row.slug", "row.name", "row.kana", "row.area"],
                of: ["'signs'"]
            ),
            ChangeTrigger(
                "shop_tile",
                on: "shop",
                shows: ["row.slug", "row.name", "row.kana", "row.area", "row.story"],
                of: ["'shops'"]
            ),
            ChangeTrigger(
                "shop_page",
                on: "shop",
                shows: [
                    "row.slug", "row.name", "row.kana", "row.area", "row.story",
                    "row.representative", "row.postcode", "row.address", "row.phone", "row.email",
                    "row.invoice_number", "row.law_seller", "row.law_manager", "row.law_price",
                    "row.law_other_fees", "row.law_payment", "row.law_delivery",
                    "row.law_returns", "row.law_period", "row.law_alcohol",
                ],
                of: ["'shop:' || row.id"]
            ),
            ChangeTrigger(
                "shop_picture_page",
                on: "shop_picture",
                shows: ["row.shop", "row.position", "row.file", "row.alt"],
                of: ["'shop:' || row.shop", "CASE WHEN row.position = 0 THEN 'shops' END"]
            ),
        ]
    )
}
