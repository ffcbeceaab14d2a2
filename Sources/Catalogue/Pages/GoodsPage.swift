import Basics
import Web

/// A page of goods, with everything a buyer should know before the basket.
struct GoodsPage: Page {
    static let template = "catalogue/goods"

    let head: PageHead
    let id: String
    let name: String
    let price: String
    let taxWords: String
    let pictures: [PictureView]
    let hasPictures: Bool
    let tags: [GoodsTag]
    let hasTags: Bool
    let canBeOrdered: Bool
    let stockWords: String
    let counts: [Choice]
    let description: [String]
    let facts: [Fact]
    let postage: PostageView
    let shop: ShopBox
    let others: [GoodsCard]
    let hasOthers: Bool

    init(_ stock: GoodsStock, today: Day, postage: PostageView) {
        let goods = stock.goods
        head = PageHead(
            goods.name,
            description: "\(stock.shop.name)の「\(goods.name)」\(goods.contents)。",
            crumbs: stock.path.map {
                Crumb($0.name, CatalogueURL.category($0.slug, GoodsListQuery()).path)
            } + [Crumb(goods.name)]
        )
        id = goods.id.description
        name = goods.name
        price = goods.price.grouped
        taxWords = "税込・\(goods.taxRate == .reduced ? "軽減税率" : "標準税率")\(goods.taxRate.percent)%"
        pictures = PictureView.all(goods.pictures)
        hasPictures = !pictures.isEmpty
        tags = GoodsPage.tags(goods)
        hasTags = !tags.isEmpty
        canBeOrdered = goods.availability.canBeOrdered
        stockWords = goods.availability.words
        counts = (1...max(1, min(goods.stock, GoodsPage.most))).map {
            Choice(value: String($0), words: String($0), isChosen: $0 == 1)
        }
        description = paragraphs(goods.description)
        facts = GoodsFacts.all(goods, today: today)
        self.postage = postage
        shop = ShopBox(stock.shop)
        others = stock.others
        hasOthers = !stock.others.isEmpty
    }

    /// More at once than these are asked for by telephone.
    static let most = 20

    private static func tags(_ goods: Goods) -> [GoodsTag] {
        [
            GoodsTag(goods.temperature), goods.noshi.isEmpty ? nil : .gift,
            goods.dispatch.acceptsDeliveryDate ? nil : .withoutDate,
        ].compactMap { $0 }
    }

    /// The shop that sells the goods.
    struct ShopBox: Sendable {
        let name: String
        let area: String
        let address: String
        let lawAddress: String

        init(_ shop: Signboard) {
            name = shop.name
            area = shop.area
            address = CatalogueURL.shop(shop.slug).path
            lawAddress = address + "/law"
        }
    }
}

/// What a page of goods is made of, read at one moment.
struct GoodsStock: Sendable {
    var goods: Goods
    var path: [Category]
    var shop: Signboard
    /// Other goods of the shop.
    var others: [GoodsCard]
}

/// What carriage would cost to a prefecture that the visitor chooses.
struct PostageView: Sendable {
    let action: String
    let prefectures: [Choice]
    /// Nil until a prefecture is chosen.
    let result: String?

    init(_ goods: Goods, to prefecture: Prefecture?, costs: Money?) {
        action = CatalogueURL.goods(goods.id).path
        prefectures = Prefecture.all.map {
            Choice(value: String($0.code), words: $0.name, isChosen: $0 == prefecture)
        }
        result = prefecture.flatMap { place in
            costs.map { "\(place.name)まで 1箱 \($0)(税込)" }
        }
    }
}
