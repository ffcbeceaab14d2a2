import HTTPTypes
import Templates

/// What the frame's template sees: the page, its head, and the frame's own parts.
struct Layout: TemplateObject {
    private let page: TemplateFields
    private let frame: TemplateFields

    init(
        page: some Page,
        status: HTTPResponse.Status,
        token: String?,
        renderer: PageRenderer
    ) {
        let head = page.head
        self.page = [
            "template": .text(type(of: page).template),
            "page": TemplateValue(reflecting: page, hiding: "head"),
            "documentTitle": .text(Layout.title(head, status, renderer.site)),
            "description": .optional(head.description),
            "crumbs": TemplateValue(reflecting: head.crumbs),
            "hasCrumbs": .truth(!head.crumbs.isEmpty),
            "query": .text(head.query),
            "pageStyles": .texts(head.styles.map(renderer.assets.address)),
            "pageScripts": .texts(head.scripts.map(renderer.assets.address)),
            "isIndexed": .truth(head.isIndexed && renderer.frame == .market && status == .ok),
            "crossSiteToken": .text(token ?? ""),
        ]
        frame = renderer.frameParts
    }

    func value(named name: String) -> TemplateValue? {
        page.value(named: name) ?? frame.value(named: name)
    }

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

extension Frame {
    /// What the frame shows on every page.
    func parts(of site: SiteConfiguration, _ assets: AssetLibrary) -> TemplateFields {
        let scripts = self == .market ? ["once.js", "basket-count.js"] : ["once.js"]
        return [
            "site": TemplateValue(reflecting: site),
            "telephoneDigits": .text(site.telephoneDigits),
            "isMarket": .truth(self == .market),
            "isCounter": .truth(self == .counter),
            "isOffice": .truth(self == .office),
            "isApprovals": .truth(self == .approvals),
            "hasFooter": .truth(self == .market || self == .counter),
            "market": .text(site.market.text),
            "counter": .text(site.counter.text),
            "styles": .texts(["base.css", "forms.css", "goods.css"].map(assets.address)),
            "icon": .text(assets.address("mark.svg")),
            "scripts": .texts(scripts.map(assets.address)),
        ]
    }
}
