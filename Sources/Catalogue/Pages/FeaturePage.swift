import Basics
import Web

/// 特集: a story, and the goods it is about.
struct FeaturePage: Page {
    static let template = "catalogue/feature"

    let head: PageHead
    let title: String
    let picture: PictureView
    let text: [String]
    let goods: [GoodsCard]
    let hasGoods: Bool

    init(_ feature: Feature, goods: [GoodsCard]) {
        text = paragraphs(feature.text)
        head = PageHead(
            feature.title,
            description: text.first,
            crumbs: [Crumb(feature.title)]
        )
        title = feature.title
        picture = PictureView(feature.picture, in: .first)
        self.goods = goods
        hasGoods = !goods.isEmpty
    }
}
