import Basics
import Storage

/// What the list of shops shows of one.
struct ShopTile: Sendable, Hashable {
    var slug: Slug
    var name: String
    var kana: String
    var area: String
    /// The first paragraph of the shop's story.
    var lead: String
    var picture: ShopPicture?

    init(_ row: Row) throws {
        let slugText: String = try row.get("slug")
        guard let slug = Slug(slugText) else { throw StorageError.other("shop.slug is no slug") }
        let story: String = try row.get("story")
        let file: String? = try row.get("file")
        let alt: String? = try row.get("alt")
        self.slug = slug
        name = try row.get("name")
        kana = try row.get("kana")
        area = try row.get("area")
        lead = String(story.prefix { $0 != "\n" })
        picture = file.map { ShopPicture(file: $0, alt: alt ?? "") }
    }
}
