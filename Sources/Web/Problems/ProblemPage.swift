import HTTPTypes

/// What went wrong, what to do, and the number to tell.
struct ProblemPage: Page {
    static let template = "problem"

    let head: PageHead
    let title: String
    let words: [String]
    let ways: [Problem.Way]
    let number: String?
    let offersSearch: Bool
    let marketSearch: String

    init(
        _ problem: Problem,
        number: RequestNumber,
        site: SiteConfiguration,
        frame: Frame = .market
    ) {
        head = PageHead(problem.title, isIndexed: false)
        title = problem.title
        words = problem.words
        // Staff and officers have first pages of their own, and look for no goods.
        let isInside = frame == .office || frame == .approvals
        let top = isInside ? SitePath.home : site.market.address(SitePath.home)
        ways = problem.ways + [Problem.Way("トップページへ", top)]
        self.number = problem.status.code >= 500 ? number.text : nil
        offersSearch = problem.status == .notFound && !isInside
        marketSearch = site.market.address(SitePath.goods)
    }
}
