import Basics
import VaultAPI

/// A writing as the templates take it; every text on one line.
struct MailPage {
    var subject: String
    var salutation: String
    var isForHelper: Bool
    var parts: [PartView]
    var site: SiteView

    init(
        writing: Writing,
        salutation: String,
        isForHelper: Bool,
        configuration: CourierConfiguration
    ) {
        let site = configuration.site
        subject = "【\(site.name)】\(writing.subject)".singleLine
        self.salutation = salutation
        self.isForHelper = isForHelper
        parts = writing.parts.map(PartView.init)
        self.site = SiteView(siteName: site.name, phone: site.phone, hours: site.hours)
    }

    struct SiteView {
        var siteName: String
        var phone: String
        var hours: String
    }

    /// One part: exactly one of these is there.
    struct PartView {
        var paragraph: String?
        var heading: String?
        var facts: FactsView?
        var goods: GoodsView?
        var code: CodeView?
        var link: LinkView?

        init(_ part: Writing.Part) {
            switch part {
            case .paragraph(let text): paragraph = text.singleLine
            case .heading(let text): heading = text.singleLine
            case .facts(let facts):
                self.facts = FactsView(
                    rows: facts.map { .init(label: $0.label, value: $0.value.singleLine) }
                )
            case .goods(let seller, let phone, let lines):
                goods = GoodsView(seller: seller, phone: phone, lines: lines)
            case .code(let label, let text):
                code = CodeView(label: label, characters: text.singleLine)
            case .link(let label, let address):
                link = LinkView(label: label, address: address.singleLine)
            }
        }
    }

    struct FactsView { var rows: [FactView] }
    struct FactView { var label, value: String }
    struct CodeView { var label, characters: String }
    struct LinkView { var label, address: String }

    struct GoodsView {
        var seller: String
        var sellerPhone: String
        var lines: [LineView]

        init(seller: String, phone: String, lines: [OrderFacts.Line]) {
            self.seller = seller.singleLine
            sellerPhone = phone.singleLine
            self.lines = lines.map {
                LineView(
                    goodsName: $0.goods.singleLine,
                    count: "\($0.count)",
                    amount: "\($0.amount)"
                )
            }
        }
    }

    struct LineView { var goodsName, count, amount: String }
}
