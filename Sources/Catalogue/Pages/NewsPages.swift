import Basics
import Web

/// お知らせ, the latest first.
struct NewsListPage: Page {
    static let template = "catalogue/news-list"

    let head = PageHead("お知らせ", crumbs: [Crumb("お知らせ")])
    let news: [NewsLine]
    let isEmpty: Bool

    init(_ items: [NewsItem]) {
        news = items.map(NewsLine.init)
        isEmpty = items.isEmpty
    }
}

/// One of them.
struct NewsItemPage: Page {
    static let template = "catalogue/news-item"

    let head: PageHead
    let title: String
    let day: String
    let text: [String]

    init(_ item: NewsItem) {
        head = PageHead(
            item.title,
            crumbs: [Crumb("お知らせ", CatalogueURL.news.path), Crumb(item.title)]
        )
        title = item.title
        day = item.day.japanese
        text = paragraphs(item.body)
    }
}
