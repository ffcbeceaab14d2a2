import Basics
import Merchants
import Storage

enum Samples {
    static let migrations = [ChangeLog.migration] + MerchantMigrations.shop

    static let shop = Shop(
        id: 1,
        slug: "yudokoro-orchard",
        name: "湯所果樹園",
        kana: "ゆどころかじゅえん",
        area: "湯所町",
        story: "三代続く梨農家です。\n\n丘の上で育てています。",
        representative: "見本 太郎",
        postcode: "680-0001",
        address: "鳥取県いなば市湯所町1-1",
        phone: "0857-00-0000",
        email: "orchard@example.jp",
        invoiceNumber: "T1234567890123",
        noshi: NoshiOffer(inner: true, outer: false),
        pictures: [
            ShopPicture(file: "orchard-1.svg", alt: "梨の畑"),
            ShopPicture(file: "orchard-2.svg", alt: "選果場"),
        ],
        law: LawTerms(
            seller: "湯所果樹園",
            manager: "見本 太郎",
            price: "各商品のページに、消費税込みの価格で表示しています。",
            otherFees: "送料(お届け先・重さ・温度帯により異なります)、代金引換手数料",
            payment: "銀行振込(ご注文から7日以内)、代金引換、コンビニ払い",
            delivery: "ご入金の確認後、7日以内に発送します。",
            returns: "生鮮品のため、お客さまのご都合による返品はお受けできません。",
            period: "8月1日から10月31日まで",
            alcohol: "通信販売酒類小売業免許 いなば第1号"
        )
    )
}
