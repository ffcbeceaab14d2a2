import Basics
import Web

/// 買い物かご: the goods by shop and temperature, and what carriage would cost.
struct BasketPage: Page {
    static let template = "ordering/basket"

    struct Part: Sendable {
        var shop: String
        var temperature: String
        var temperatureTag: String
        var lines: [Line]
    }

    struct Line: Sendable {
        var goods: Int
        var address: String
        var title: String
        var contents: String
        var picture: PictureView?
        var price: String
        var count: Int
        var amount: String
        var warning: String?
        var action: String
    }

    struct Estimate: Sendable {
        var prefecture: String
        var postage: String
        var total: String
        var parcels: Int
    }

    let head = PageHead("買い物かご", crumbs: [Crumb("買い物かご")], isIndexed: false)
    let parts: [Part]
    let isEmpty: Bool
    let canOrder: Bool
    let goodsTotal: String
    let estimate: Estimate?
    let form: FormView
    let postageWords = PostageTable.words
    let message: String?
    let token: String

    init(
        _ kept: KeptBasket,
        offers: [GoodsID: Offer],
        terms: [ShopID: SellerTerms],
        message: String?,
        token: HandOverToken
    ) {
        let lines = kept.basket.lines.compactMap { line in
            offers[line.goods].map { ParcelPlan.Line(offer: $0, count: line.count) }
        }
        parts = BasketPage.parts(lines, terms)
        isEmpty = lines.isEmpty
        canOrder = !lines.isEmpty && lines.allSatisfy { $0.count <= $0.offer.stock }
        let goods = lines.map(\.amount).sum()
        goodsTotal = goods.description
        estimate = kept.prefecture.map {
            let estimate = PostageEstimate(lines, to: Destination(prefecture: $0))
            return Estimate(
                prefecture: $0.name,
                postage: estimate.total.description,
                total: (goods + estimate.total).description,
                parcels: estimate.parcels.count
            )
        }
        form = BasketPage.prefectureForm.view(
            kept.prefecture.map { ["prefecture": String($0.code)] } ?? [:]
        )
        self.message = message
        self.token = token.text.revealed
    }

    static let prefectureForm = Form(
        .select(
            "prefecture",
            "お届け先の都道府県",
            Prefecture.all.map { FormOption(String($0.code), $0.name) }
        ).optional()
    )

    private static func parts(
        _ lines: [ParcelPlan.Line],
        _ terms: [ShopID: SellerTerms]
    ) -> [Part] {
        // Weight does not matter to the eye: one part a shop and temperature.
        ParcelPlan.split(lines, largestGrams: .max).map { plan in
            Part(
                shop: terms[plan.shop]?.name ?? "",
                temperature: plan.temperature.japanese,
                temperatureTag: "tag-\(plan.temperature.rawValue)",
                lines: plan.lines.map(Line.init)
            )
        }
    }
}

extension BasketPage.Line {
    fileprivate init(_ line: ParcelPlan.Line) {
        let offer = line.offer
        self.init(
            goods: offer.goods.rawValue,
            address: "\(SitePath.goods)/\(offer.goods)",
            title: offer.title,
            contents: offer.contents,
            picture: offer.picture.map { PictureView(file: $0.file, alt: $0.alt, in: .line) },
            price: offer.price.description,
            count: line.count,
            amount: line.amount.description,
            warning: BasketPage.Line.warning(line),
            action: "\(OrderingPath.basketLines)/\(offer.goods)"
        )
    }

    private static func warning(_ line: ParcelPlan.Line) -> String? {
        switch line.offer.stock {
        case ...0: "売り切れました。お手数ですが、かごから出してください。"
        case ..<line.count: "在庫は残り\(line.offer.stock)個です。数量をお直しください。"
        default: nil
        }
    }
}
