import Basics
import Web

/// Says that goods are no longer sold, and suggests others.
struct WithdrawnPage: Page {
    static let template = "catalogue/withdrawn"

    let head: PageHead
    let name: String
    let shop: String
    let shopAddress: String
    let others: [GoodsCard]
    let hasOthers: Bool

    init(_ stock: GoodsStock) {
        head = PageHead(stock.goods.name, crumbs: [Crumb(stock.goods.name)], isIndexed: false)
        name = stock.goods.name
        shop = stock.shop.name
        shopAddress = CatalogueURL.shop(stock.shop.slug).path
        others = stock.others
        hasOthers = !stock.others.isEmpty
    }
}
