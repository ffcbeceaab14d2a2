import Basics
import Catalogue
import Merchants

/// Makes the member shops: what was written of them, and what the law has each of them say.
struct ShopMaker {
    let written: Written

    func shop(_ shop: WrittenShop, number: Int) -> Shop {
        let offer = DemoCity.noshiOffer(number: number)
        return Shop(
            id: ShopID(rawValue: number + 1),
            slug: shop.slug,
            name: shop.name,
            kana: shop.kana,
            area: shop.area,
            story: shop.story + "\n\n" + shop.voices.joined(),
            representative: shop.owner,
            // 689-99 is no delivery office's, and 0857-00 no exchange's: nobody is rung up.
            postcode: "689-99" + padded(number + 1, to: 2),
            address: "鳥取県いなば市" + shop.address,
            phone: "0857-00-" + padded(1000 + number * 37, to: 4),
            email: "\(shop.slug)@example.jp",
            invoiceNumber: "T" + padded(number + 1, to: 13),
            noshi: NoshiOffer(inner: offer.contains(.inner), outer: offer.contains(.outer)),
            pictures: pictures(of: shop, number: number),
            law: law(of: shop)
        )
    }

    private func pictures(of shop: WrittenShop, number: Int) -> [ShopPicture] {
        guard let kind = shop.kinds.first.flatMap({ written.kinds[$0] }) else { return [] }
        let scene = Gallery.file("scene-\(kind.scene)", number % Gallery.sceneVariants + 1)
        let goods = Gallery.file(kind.motif, number % Gallery.variants + 1)
        let box = Gallery.file("\(kind.motif)-box", number % Gallery.boxVariants + 1)
        return [
            ShopPicture(file: goods, alt: "\(kind.name)の切り絵"),
            ShopPicture(file: scene, alt: Gallery.sceneWords(kind.scene) + "の切り絵"),
            ShopPicture(file: box, alt: "箱に詰めた\(kind.name)の切り絵"),
        ]
    }

    private func law(of shop: WrittenShop) -> LawTerms {
        let kinds = shop.kinds.compactMap { written.kinds[$0] }
        let isSeasonal = kinds.contains { $0.season != nil }
        return LawTerms(
            seller: shop.name,
            manager: shop.owner,
            price: "各商品のページに、消費税を含む価格を表示しています。",
            otherFees: "送料(お届け先、温度帯、重さにより異なります。買い物かごと確認の画面に表示します)。"
                + "代金引換は代引手数料、銀行振込は振込手数料をご負担ください。",
            payment: "銀行振込・コンビニ払いはご注文から7日以内の前払い、代金引換は商品のお受け取り時です。",
            delivery: isSeasonal
                ? "各商品のページに記した日数で発送します。季節の品は、発送の始まる日から順にお送りします。"
                : "ご注文の確認後、各商品のページに記した日数で発送します。",
            returns: returns(of: shop, isFood: kinds.contains { $0.days != nil }),
            period: isSeasonal ? "季節の品は、商品のページに表示している期間に限り承ります。" : nil,
            alcohol: kinds.contains { $0.alcohol ?? false } ? alcohol(of: shop) : nil
        )
    }

    private func returns(of shop: WrittenShop, isFood: Bool) -> String {
        let mistake =
            isFood
            ? "食品のため、お客様のご都合による返品はお受けしていません。"
            : "お客様のご都合による返品は、未使用のものに限り、到着後7日以内にご連絡ください。送料はご負担願います。"
        return mistake
            + "傷みや品違いのときは、到着後3日以内に\(shop.name)へお電話ください。送料当店負担で交換または返金します。"
            + "店が注文をお受けする前は、ご注文のページから取り消せます。"
    }

    private func alcohol(of shop: WrittenShop) -> String {
        "通信販売酒類小売業免許(見本のため架空)。酒類販売管理者 \(shop.owner)。"
            + "20歳未満の者の飲酒は法律で禁止されています。20歳未満の方にはお酒を販売しません。"
    }

    private func padded(_ number: Int, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
