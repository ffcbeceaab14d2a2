import Basics
import Ordering
import VaultAPI

enum Sample {
    static let pear = Offer(
        goods: GoodsID(1),
        shop: ShopID(10),
        title: "二十世紀梨",
        contents: "約3kg",
        price: Money(yen: 3_980),
        taxRate: .reduced,
        stock: 20,
        temperature: .ambient,
        weightGrams: 3_400,
        dispatch: DispatchTerms(leadDays: 2),
        gift: GiftService(noshi: [.inner, .outer], card: true),
        picture: OfferPicture(file: "pear-1.svg", alt: "箱に並んだ梨")
    )
    static let crab = Offer(
        goods: GoodsID(2),
        shop: ShopID(11),
        title: "松葉がに",
        contents: "1枚(約800g)",
        price: Money(yen: 12_800),
        taxRate: .reduced,
        stock: 5,
        temperature: .chilled,
        weightGrams: 1_200,
        dispatch: DispatchTerms(leadDays: 1, lastOrderForYearEnd: Day("2026-12-22")),
        gift: GiftService(noshi: [.outer])
    )
    static let sake = Offer(
        goods: GoodsID(3),
        shop: ShopID(10),
        title: "純米吟醸",
        contents: "720ml",
        price: Money(yen: 2_200),
        taxRate: .standard,
        stock: 9,
        temperature: .ambient,
        weightGrams: 1_300,
        isAlcohol: true
    )

    static let butter = Offer(
        goods: GoodsID(4),
        shop: ShopID(12),
        title: "大山バター",
        contents: "200g",
        price: Money(yen: 1_200),
        taxRate: .reduced,
        stock: 30,
        temperature: .chilled,
        weightGrams: 300,
        gift: GiftService(noshi: [.outer])
    )
    /// Ordered long before it is ripe.
    static let earlyPear = Offer(
        goods: GoodsID(5),
        shop: ShopID(10),
        title: "新甘泉(予約)",
        contents: "約5kg",
        price: Money(yen: 5_400),
        taxRate: .reduced,
        stock: 30,
        temperature: .ambient,
        weightGrams: 5_400,
        dispatch: DispatchTerms(earliest: Day("2027-09-01"), leadDays: 2)
    )
    /// 日付指定不可.
    static let squid = Offer(
        goods: GoodsID(6),
        shop: ShopID(13),
        title: "白いか",
        contents: "2杯",
        price: Money(yen: 3_000),
        taxRate: .reduced,
        stock: 30,
        temperature: .frozen,
        weightGrams: 900,
        dispatch: DispatchTerms(acceptsDay: false)
    )

    static let tottori = Destination(prefecture: prefecture("鳥取県"))
    static let tokyo = Destination(prefecture: prefecture("東京都"))

    static func prefecture(_ name: String) -> Prefecture {
        Prefecture(name: name) ?? Prefecture.all[0]
    }

    static func day(_ text: String) -> Day { Day(text) ?? Day(number: 0) }

    /// A moment by the clock in Japan.
    static func moment(_ day: String, hour: Int) -> Moment {
        Moment(milliseconds: Int64(self.day(day).number) * 86_400_000).adding(hours: hour - 9)
    }

    static func line(_ offer: Offer, _ count: Int = 1) -> ParcelPlan.Line {
        ParcelPlan.Line(offer: offer, count: count)
    }
}

extension Sample {
    static let noon = moment("2026-12-01", hour: 9)

    static func terms(_ shop: ShopID) -> SellerTerms {
        SellerTerms(
            shop: shop,
            name: "店\(shop)",
            seller: "株式会社店\(shop)",
            postcode: "680-0011",
            address: "鳥取県いなば市港町\(shop)",
            phone: "0857-00-00\(shop)",
            email: nil,
            invoiceRegistration: "T1234567890123",
            withdrawal: "生鮮品のため、お客さまのご都合による返品はお受けできません。"
        )
    }

    static func basket(_ counts: [GoodsID: Int]) -> Basket {
        Basket(lines: counts.keys.sorted().map { BasketLine(goods: $0, count: counts[$0] ?? 0) })
    }

    /// A checkout of one person for themselves, ready to be placed.
    static func checkout(_ counts: [GoodsID: Int], at now: Moment = noon) -> Checkout {
        var checkout = Checkout(basket: basket(counts), member: nil, at: now)
        fillIn(&checkout)
        return checkout
    }

    static func fillIn(_ checkout: inout Checkout) {
        let subject = Handle<Subject>.mint()
        let lines = checkout.basket.lines.map { ($0.goods, $0.count) }
        checkout.orderer = .init(subject: subject, destination: tottori)
        checkout.recipients = [
            .init(
                subject: subject,
                isOrderer: true,
                destination: tottori,
                shares: Dictionary(uniqueKeysWithValues: lines)
            )
        ]
        checkout.payment = .bankTransfer
    }
}
