import Web

/// 特定商取引法に基づく表記 of one shop (同法 第11条, 施行規則 第23条).
struct LawPage: Page {
    static let template = "merchants/law"

    let head: PageHead
    let name: String
    let address: String
    let lines: [Line]

    init(_ shop: Shop) {
        head = PageHead(
            "特定商取引法に基づく表記 \(shop.name)",
            crumbs: [
                Crumb("お店をめぐる", ShopURL.list.path),
                Crumb(shop.name, ShopURL.shop(shop.slug).path), Crumb("特定商取引法に基づく表記"),
            ]
        )
        name = shop.name
        address = ShopURL.shop(shop.slug).path
        lines = LawPage.lines(shop)
    }

    /// One thing the law asks for, and what the shop says.
    struct Line: Sendable, Hashable {
        let term: String
        let words: String

        init(_ term: String, _ words: String) {
            self.term = term
            self.words = words
        }
    }

    private static func lines(_ shop: Shop) -> [Line] {
        let law = shop.law
        return [
            Line("販売業者", law.seller), Line("運営統括責任者", law.manager),
            Line("所在地", "〒\(shop.postcode) \(shop.address)"), Line("電話番号", shop.phone),
            Line("メールアドレス", shop.email), Line("販売価格", law.price),
            Line("商品代金以外の必要料金", law.otherFees), Line("支払方法・時期", law.payment),
            Line("引渡時期", law.delivery), Line("返品・交換・キャンセル", law.returns),
            law.period.map { Line("申込期間", $0) }, law.alcohol.map { Line("酒類販売", $0) },
            shop.invoiceNumber.map { Line("適格請求書発行事業者登録番号", $0) },
        ].compactMap { $0 }
    }
}
