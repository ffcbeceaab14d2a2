import Basics
import Catalogue
import Merchants
import Storage
import TestKit

/// A small market: two shops, five categories, and goods that search must tell apart.
enum Samples {
    static let migrations =
        [ChangeLog.migration] + MerchantMigrations.shop + CatalogueMigrations.shop
    static let opened = Moment(milliseconds: 1_700_000_000_000)

    static let orchard = shop(1, "yodoe-orchard", "湯所果樹園", "ゆどころかじゅえん", "湯所町")
    static let fishery = shop(2, "karo-fishery", "賀露かに本舗", "かろかにほんぽ", "賀露町")

    static let categories = [
        Category(slug: "fruit", name: "果物", position: 1),
        Category(slug: "sea", name: "海の幸", position: 2),
        Category(slug: "nashi", name: "梨", parent: "fruit", position: 1),
        Category(slug: "crab", name: "かに", parent: "sea", position: 1),
        Category(slug: "craft", name: "工芸", position: 3),
    ]

    static let nashi = goods(1, "二十世紀梨 5kg", "にじっせいきなし", "nashi") {
        $0.description = "みずみずしい甘さです。\n\n湯所の丘で育てました。"
        $0.price = Money(yen: 4980)
        $0.recommendation = 90
        $0.noshi = [.inner, .outer]
        $0.pictures = [
            Picture(file: "nashi-1.svg", alt: "箱に並んだ梨"), Picture(file: "nashi-2.svg", alt: "梨の断面"),
        ]
    }
    static let crab = goods(2, "松葉がに(大) 1枚", "まつばがに", "crab") {
        $0.shop = fishery.id
        $0.price = Money(yen: 24_800)
        $0.pictures = [
            Picture(file: "photo-1000x750-0123456789abcdef.jpg", alt: "脚を広げた松葉がに"),
            Picture(file: "photo-300x400-fedcba9876543210.jpg", alt: "漁港の朝"),
        ]
        $0.temperature = .chilled
        $0.allergens = [.crab]
        $0.stock = 3
        $0.dispatch = Dispatch(
            leadDays: 5,
            earliest: Day("2026-11-08"),
            lastOrderForYearEnd: Day("2026-12-20"),
            acceptsDeliveryDate: false
        )
        $0.recommendation = 80
    }
    static let rakkyo = goods(3, "砂丘らっきょう甘酢漬", "さきゅうらっきょうあまずづけ", "fruit") {
        $0.price = Money(yen: 980)
        $0.allergens = [.wheat, .soybean]
        $0.description = "添加物なしで漬けました。ラーメンにも合います。"
        $0.recommendation = 70
    }
    static let paper = goods(4, "因州和紙 便箋", "いんしゅうわし びんせん", "craft") {
        $0.price = Money(yen: 1980)
        $0.taxRate = .standard
        $0.bestBeforeDays = nil
        $0.description = "梨の皮をすき込んだ紙です。"
        $0.created = opened.adding(days: 9)
    }
    static let frozenCrab = goods(5, "紅ズワイガニ むき身", "べにずわいがに むきみ", "crab") {
        $0.shop = fishery.id
        $0.price = Money(yen: 3480)
        $0.temperature = .frozen
        $0.allergens = [.crab]
        $0.stock = 0
        $0.recommendation = 99
    }
    static let gone = goods(6, "新甘泉梨 3kg", "しんかんせんなし", "nashi") { $0.state = .withdrawn }

    static let all = [nashi, crab, rakkyo, paper, frozenCrab, gone]

    /// Goods that differ from an ordinary kind in what matters.
    static func goods(
        _ id: Int,
        _ name: String,
        _ reading: String,
        _ category: Slug,
        _ change: (inout Goods) -> Void = { _ in }
    ) -> Goods {
        var goods = Goods(
            id: GoodsID(rawValue: id),
            shop: orchard.id,
            category: category,
            name: name,
            reading: reading,
            description: "鳥取の味です。",
            price: Money(yen: 3000),
            taxRate: .reduced,
            stock: 20,
            temperature: .ambient,
            weightGrams: 5500,
            contents: "1箱",
            bestBeforeDays: 7,
            created: opened
        )
        change(&goods)
        goods.changed = goods.created
        return goods
    }

    static func shop(
        _ id: Int,
        _ slug: Slug,
        _ name: String,
        _ kana: String,
        _ area: String
    ) -> Shop {
        Shop(
            id: ShopID(rawValue: id),
            slug: slug,
            name: name,
            kana: kana,
            area: area,
            story: "三代続く店です。",
            representative: "見本 太郎",
            postcode: "680-0000",
            address: "鳥取県いなば市\(area)1-1",
            phone: "0857-00-0000",
            email: "shop@example.jp",
            law: LawTerms(
                seller: name,
                manager: "見本 太郎",
                price: "各商品のページに税込で表示します。",
                otherFees: "送料",
                payment: "銀行振込",
                delivery: "5日以内に発送します。",
                returns: "到着後2日以内にご連絡ください。"
            )
        )
    }

    /// Runs a test on a market that holds the samples and nothing else.
    static func market(
        _ engine: Engine,
        _ test: (Database) async throws -> Void
    ) async throws {
        try await TestDatabase.with(engine, migrations: migrations) { database in
            try await database.write { tx in try fill(tx, engine) }
            try await test(database)
        }
    }

    static func fill(_ tx: Transaction, _ engine: Engine) throws {
        for shop in [orchard, fishery] { try MerchantStore(tx).put(shop) }
        let store = CatalogueStore(tx, engine)
        for category in categories { try store.put(category) }
        for goods in all { try store.put(goods) }
        try store.put(
            Feature(
                slug: "winter",
                title: "冬の鳥取",
                text: "冬の味をあつめました。",
                picture: Picture(file: "winter.svg", alt: "雪の砂丘"),
                goods: [crab.id, nashi.id, gone.id],
                position: 1
            )
        )
        for (id, day) in [(1, "2026-10-01"), (2, "2026-11-01")] {
            try store.put(
                NewsItem(
                    id: id,
                    day: Day(day) ?? Day(number: 0),
                    title: "お知らせ\(id)",
                    body: "本文です。\n\n続きです。"
                )
            )
        }
    }
}
