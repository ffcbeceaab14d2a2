import HTTPTypes
import Mustache

/// What the frame's template sees: the site, the page's head, and the page.
struct Layout: MustacheParent {
    private let children: [String: Any]

    init(
        page: some Page,
        status: HTTPResponse.Status,
        token: String?,
        renderer: PageRenderer
    ) {
        let head = page.head
        children =
            renderer.frameParts.merging(
                [
                    "template": type(of: page).template,
                    "page": Reflected.view(of: page),
                    "documentTitle": Layout.title(head, status, renderer.site),
                    "description": Reflected.view(of: head.description as Any),
                    "crumbs": Reflected.view(of: head.crumbs),
                    "hasCrumbs": !head.crumbs.isEmpty,
                    "query": head.query,
                    "pageScripts": head.scripts.map(renderer.assets.address),
                    "isIndexed": head.isIndexed && renderer.frame == .market && status == .ok,
                    "crossSiteToken": token ?? "",
                ],
                uniquingKeysWith: { _, new in new }
            )
    }

    func child(named name: String) -> Any? { children[name] }

    /// People who listen to the title hear first that something is to be mended.
    private static func title(
        _ head: PageHead,
        _ status: HTTPResponse.Status,
        _ site: SiteConfiguration
    ) -> String {
        let name = head.title.map { "\($0)|\(site.name)" } ?? "\(site.name)|\(site.city)公式ショップ"
        return status == .unprocessableContent ? "入力エラー:\(name)" : name
    }
}

extension PageRenderer {
    /// What the frame shows on every page.
    var frameParts: [String: Any] {
        [
            "site": Reflected.view(of: site),
            "telephoneDigits": site.telephoneDigits,
            "isMarket": frame == .market,
            "isCounter": frame == .counter,
            "market": site.market.text,
            "counter": site.counter.text,
            "styles": ["base.css", "forms.css", "goods.css"].map(assets.address),
            "icon": assets.address("mark.svg"),
            "scripts": (frame == .market ? ["once.js", "basket-count.js"] : ["once.js"])
                .map(assets.address),
        ]
    }
}
