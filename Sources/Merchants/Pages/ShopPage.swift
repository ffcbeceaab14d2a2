import Basics
import Web

/// A shop's own page: its story, what it sells, and where it is.
struct ShopPage: Page {
    static let template = "merchants/shop"

    let head: PageHead
    let name: String
    let kana: String
    let area: String
    let pictures: [PictureView]
    let hasPictures: Bool
    let story: [String]
    let goods: [ShopGoods]
    let hasGoods: Bool
    let goodsAddress: String
    let contact: [LawPage.Line]
    let lawAddress: String

    init(_ shop: Shop, goods: [ShopGoods], allGoods: String) {
        head = PageHead(
            shop.name,
            description: "\(shop.area)の\(shop.name)のページです。",
            crumbs: [Crumb("お店をめぐる", ShopURL.list.path), Crumb(shop.name)]
        )
        name = shop.name
        kana = shop.kana
        area = shop.area
        pictures = shop.pictures.enumerated().map {
            PictureView($1, in: $0 == 0 ? .first : .further)
        }
        hasPictures = !pictures.isEmpty
        story = shop.story.split(separator: "\n\n").map(String.init)
        self.goods = goods
        hasGoods = !goods.isEmpty
        goodsAddress = allGoods
        contact = [
            LawPage.Line("所在地", "〒\(shop.postcode) \(shop.address)"),
            LawPage.Line("代表者", shop.representative), LawPage.Line("電話番号", shop.phone),
        ]
        lawAddress = ShopURL.law(shop.slug).path
    }
}
