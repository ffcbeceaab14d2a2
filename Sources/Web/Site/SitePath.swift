/// The paths that the head and foot of every page link to, and the origin that serves each.
///
/// A room keeps the rest of its addresses in an enum of its own; these are here because the frame
/// must know them.
public enum SitePath {
    /// Market (Catalogue): the front page.
    public static let home = "/"
    /// Market (Catalogue): all goods, and the search by `?q=`.
    public static let goods = "/goods"
    /// Market (Merchants): the member shops.
    public static let shops = "/shops"
    /// Market (Catalogue): before the names of pictures' files.
    public static let pictures = "/pictures/"
    /// Market (Catalogue): お知らせ.
    public static let news = "/news"
    /// Market (Catalogue): お気に入り.
    public static let favourites = "/favourites"
    /// Market (Ordering): 買い物かご.
    public static let basket = "/basket"
    /// Market (Ordering): the count in the basket, for the header's module; JSON `{"count": 2}`.
    public static let basketCount = "/basket/count"
    /// Market (Catalogue): 特定商取引法に基づく表記.
    public static let law = "/law"
    /// Market (Catalogue): プライバシー.
    public static let privacy = "/privacy"
    /// Market (Catalogue): お問い合わせ.
    public static let contact = "/contact"
    /// Market (Catalogue): ご利用ガイド.
    public static let guide = "/guide"
    /// Market (Catalogue): the way to マイページ, which takes this browser's お気に入り along.
    public static let myPage = "/my-page"
    /// Counter (Members): where they arrive, by a token that is good for a minute.
    public static let favouriteHandOver = "/favourites/hand-over"
    /// Counter (Members): マイページ.
    public static let account = "/account"
    /// Counter (Ordering): where the basket is handed over, by POST from the market.
    public static let checkouts = "/checkouts"
}
