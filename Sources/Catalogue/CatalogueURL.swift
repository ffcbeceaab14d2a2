public import Basics
import Web

/// Every address of the catalogue's pages.
public enum CatalogueURL: Sendable, Hashable {
    case home
    /// All goods, or those that a search and a filter leave.
    case list(GoodsListQuery)
    case goods(GoodsID)
    case category(Slug, GoodsListQuery)
    case feature(Slug)
    case news
    case newsItem(Int)
    case favourites
    case favouriteRemoval(GoodsID)
    /// A member shop's page, which Merchants serves.
    case shop(Slug)

    /// From the root of the market's origin, with its query.
    public var path: String {
        switch self {
        case .home: SitePath.home
        case .list(let query): SitePath.goods + CatalogueURL.text(query)
        case .goods(let id): "\(SitePath.goods)/\(id)"
        case .category(let slug, let query): "/categories/\(slug)" + CatalogueURL.text(query)
        case .feature(let slug): "/features/\(slug)"
        case .news: SitePath.news
        case .newsItem(let id): "\(SitePath.news)/\(id)"
        case .favourites: SitePath.favourites
        case .favouriteRemoval(let id): "\(SitePath.favourites)/\(id)/removal"
        case .shop(let slug): "\(SitePath.shops)/\(slug)"
        }
    }

    private static func text(_ query: GoodsListQuery) -> String {
        let pairs = query.parameters.map { "\($0.name)=\(percentEncoded($0.value))" }
        return pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&")
    }

    /// RFC 3986: everything but the unreserved characters.
    private static func percentEncoded(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            let scalar = Unicode.Scalar(byte)
            if scalar.properties.isAlphabetic && byte < 128 || scalar.properties.numericType != nil
                || "-._~".utf8.contains(byte)
            {
                encoded.unicodeScalars.append(scalar)
            } else {
                encoded += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
        return encoded
    }
}
