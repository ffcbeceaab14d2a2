import Basics
import Templates
import VaultAPI

/// A writing as the templates take it; every text on one line.
struct MailPage {
    let subject: String
    let shown: TemplateFields

    init(
        writing: Writing,
        salutation: String,
        isForHelper: Bool,
        configuration: CourierConfiguration
    ) {
        let site = configuration.site
        subject = "【\(site.name)】\(writing.subject)".singleLine
        shown = [
            "subject": .text(subject),
            "salutation": .text(salutation),
            "isForHelper": .truth(isForHelper),
            "parts": .objects(writing.parts.map(MailPage.part)),
            "site": .fields([
                "siteName": .text(site.name),
                "phone": .text(site.phone),
                "hours": .text(site.hours),
            ]),
        ]
    }

    /// One part, under the name of its kind.
    private static func part(_ part: Writing.Part) -> TemplateFields {
        switch part {
        case .paragraph(let text): ["paragraph": .text(text.singleLine)]
        case .heading(let text): ["heading": .text(text.singleLine)]
        case .facts(let facts): ["facts": .fields(["rows": .objects(facts.map(row))])]
        case .goods(let seller, let phone, let lines):
            [
                "goods": .fields([
                    "seller": .text(seller.singleLine),
                    "sellerPhone": .text(phone.singleLine),
                    "lines": .objects(lines.map(line)),
                ])
            ]
        case .code(let label, let text):
            ["code": .fields(["label": .text(label), "characters": .text(text.singleLine)])]
        case .link(let label, let address):
            ["link": .fields(["label": .text(label), "address": .text(address.singleLine)])]
        }
    }

    private static func row(_ fact: Writing.Fact) -> TemplateFields {
        ["label": .text(fact.label), "value": .text(fact.value.singleLine)]
    }

    private static func line(_ line: OrderFacts.Line) -> TemplateFields {
        [
            "goodsName": .text(line.goods.singleLine),
            "count": .text("\(line.count)"),
            "amount": .text("\(line.amount)"),
        ]
    }
}
