import Basics
import Catalogue
import Merchants
import Storage

/// One shop with one kind of goods, in the tables of the rooms that keep them.
enum Shelf {
    static let pear = Goods(
        id: 1,
        shop: 1,
        category: "fruit",
        name: "二十世紀梨 5kg",
        reading: "にじっせいきなし",
        description: "みずみずしい甘さです。",
        price: Money(yen: 4_980),
        taxRate: .reduced,
        stock: 20,
        temperature: .ambient,
        weightGrams: 5_500,
        contents: "1箱",
        bestBeforeDays: 7,
        created: Moment(milliseconds: 1_700_000_000_000)
    )

    private static let orchard = Shop(
        id: 1,
        slug: "yudokoro-orchard",
        name: "湯所果樹園",
        kana: "ゆどころかじゅえん",
        area: "湯所町",
        story: "三代続く店です。",
        representative: "見本 太郎",
        postcode: "680-0000",
        address: "鳥取県いなば市湯所町1-1",
        phone: "0857-00-0000",
        email: "shop@example.jp",
        law: LawTerms(
            seller: "湯所果樹園",
            manager: "見本 太郎",
            price: "税込で表示します。",
            otherFees: "送料",
            payment: "銀行振込",
            delivery: "5日以内に発送します。",
            returns: "到着後2日以内にご連絡ください。"
        )
    )

    static func fill(_ tx: Transaction, _ engine: Engine, _ goods: [Goods] = [pear]) throws {
        try MerchantStore(tx).put(orchard)
        let store = CatalogueStore(tx, engine)
        try store.put(Category(slug: "fruit", name: "果物", position: 1))
        for goods in goods { try store.put(goods) }
    }
}
