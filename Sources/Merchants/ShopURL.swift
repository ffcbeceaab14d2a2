public import Basics
import Web

/// Every address of the member shops' pages.
public enum ShopURL: Sendable, Hashable {
    case list
    case shop(Slug)
    /// The shop's page that 特定商取引法 第11条 asks for.
    case law(Slug)

    /// From the root of the market's origin.
    public var path: String {
        switch self {
        case .list: SitePath.shops
        case .shop(let slug): "\(SitePath.shops)/\(slug)"
        case .law(let slug): "\(SitePath.shops)/\(slug)/law"
        }
    }
}
