import Basics
import Web

/// お気に入り of the browser that asks.
struct FavouritesPage: Page {
    static let template = "catalogue/favourites"

    let head = PageHead("お気に入り", crumbs: [Crumb("お気に入り")], isIndexed: false)
    let lines: [Line]
    let isEmpty: Bool
    /// What has just been done, in words.
    let notice: String?

    init(_ cards: [GoodsCard], notice: String?) {
        lines = cards.map(Line.init)
        isEmpty = cards.isEmpty
        self.notice = notice
    }

    /// Goods with the button that takes them off the list.
    struct Line: Sendable {
        let card: GoodsCard
        let linePicture: PictureView?
        let removal: String

        init(_ card: GoodsCard) {
            self.card = card
            linePicture = card.picture.map { PictureView($0, in: .line) }
            removal = CatalogueURL.favouriteRemoval(card.id).path
        }
    }
}
