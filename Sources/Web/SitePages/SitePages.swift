import Basics
public import Hummingbird

/// The pages that speak of the site itself: guide, law, privacy and contact.
public struct SitePages: Sendable {
    private let pages: PageRenderer

    public init(_ pages: PageRenderer) { self.pages = pages }

    /// Adds them at the addresses that the foot of every page links to.
    public func addRoutes(to router: Router<MarketContext>) {
        let (pages, site) = (pages, pages.site)
        let shown: [(String, any Page)] = [
            ("/guide", GuidePage(site: site)), ("/law", LawIndexPage(site: site)),
            ("/privacy", PrivacyPage(site: site)), ("/contact", ContactPage(site: site)),
        ]
        for (address, page) in shown {
            router.get(RouterPath(address)) { request, _ in
                try await pages.show(address, to: request) { Shown(page, of: .none) }
            }
        }
    }
}

/// ご利用ガイド.
struct GuidePage: Page {
    static let template = "site-guide"
    var head: PageHead { PageHead("ご利用ガイド", crumbs: [Crumb("ご利用ガイド")]) }
    let site: SiteConfiguration
}

/// 特定商取引法に基づく表記: each member shop is a seller of its own.
struct LawIndexPage: Page {
    static let template = "site-law"
    var head: PageHead { PageHead("特定商取引法に基づく表記", crumbs: [Crumb("特定商取引法に基づく表記")]) }
    let site: SiteConfiguration
}

/// プライバシー: what is kept, where, for how long, and who can see it.
struct PrivacyPage: Page {
    static let template = "site-privacy"
    var head: PageHead { PageHead("プライバシー", crumbs: [Crumb("プライバシー")]) }
    let site: SiteConfiguration
}

/// お問い合わせ.
struct ContactPage: Page {
    static let template = "site-contact"
    var head: PageHead { PageHead("お問い合わせ", crumbs: [Crumb("お問い合わせ")]) }
    let site: SiteConfiguration
}
