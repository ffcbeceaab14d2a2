import Web

/// お店をめぐる: all shops, in the order of their readings.
struct ShopListPage: Page {
    static let template = "merchants/list"

    let head = PageHead("お店をめぐる", description: "市場に出店しているお店の一覧です。", crumbs: [Crumb("お店をめぐる")])
    let count: Int
    let shops: [Tile]
    let isEmpty: Bool

    init(_ tiles: [ShopTile]) {
        count = tiles.count
        shops = tiles.map(Tile.init)
        isEmpty = tiles.isEmpty
    }

    /// A shop with its picture and the beginning of its story.
    struct Tile: Sendable {
        let address: String
        let name: String
        let area: String
        let lead: String
        let picture: PictureView?

        init(_ tile: ShopTile) {
            address = ShopURL.shop(tile.slug).path
            name = tile.name
            area = tile.area
            lead = tile.lead
            picture = tile.picture.map { PictureView($0, in: .card) }
        }
    }
}

extension PictureView {
    init(_ picture: ShopPicture, in place: Place) {
        self.init(file: picture.file, alt: picture.alt, in: place)
    }
}
