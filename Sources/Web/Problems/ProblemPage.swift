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
        // Staff has a first page of its own, and looks for no goods.
        let top = frame == .office ? SitePath.home : site.market.address(SitePath.home)
        ways = problem.ways + [Problem.Way("トップページへ", top)]
        self.number = problem.status.code >= 500 ? number.text : nil
        offersSearch = problem.status == .notFound && frame != .office
        marketSearch = site.market.address(SitePath.goods)
    }
}
