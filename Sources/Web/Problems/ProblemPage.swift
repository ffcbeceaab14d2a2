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

    init(_ problem: Problem, number: RequestNumber, site: SiteConfiguration) {
        head = PageHead(problem.title, isIndexed: false)
        title = problem.title
        words = problem.words
        ways = problem.ways + [Problem.Way("トップページへ", site.market.address(SitePath.home))]
        self.number = problem.status.code >= 500 ? number.text : nil
        offersSearch = problem.status == .notFound
        marketSearch = site.market.address(SitePath.goods)
    }
}
