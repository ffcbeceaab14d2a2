import Basics
import Web

/// お気に入り of a member.
struct FavouritesPage: Page {
    static let template = "members/favourites"
    var head: PageHead {
        PageHead(title, crumbs: [Crumb("マイページ", MemberPath.account), Crumb(title)])
    }
    let title = "お気に入り"
    let lines: [Line]
    let isEmpty: Bool
    let wasRemoved: Bool
    let market: String

    init(_ entries: [FavouritesPort.Entry], market: Origin, wasRemoved: Bool) {
        lines = entries.map { Line($0, market) }
        isEmpty = entries.isEmpty
        self.wasRemoved = wasRemoved
        self.market = market.text
    }

    /// Goods with the button that takes them off the list.
    struct Line: Sendable {
        let name: String
        let shop: String
        let price: Money
        let stock: String
        let address: String
        let removal: String

        init(_ entry: FavouritesPort.Entry, _ market: Origin) {
            name = entry.name
            shop = entry.shop
            price = entry.price
            stock = entry.stock
            address = market.address(entry.path)
            removal = MemberPath.favouriteRemoval(entry.goods)
        }
    }
}
