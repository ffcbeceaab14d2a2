import Foundation
import Templates

/// The two forms of a mail.
struct MailShape {
    private let templates: TemplateLibrary

    init() throws {
        templates = try TemplateLibrary([
            "html": MailShape.text(ofTemplate: "mail-html"),
            "text": MailShape.text(ofTemplate: "mail-text"),
        ])
    }

    func body(_ page: MailPage) -> MailMessage.Body {
        let page = TemplateValue.object(page.shown)
        let text = templates.render("text", showing: page, as: .plainText)
        let html = templates.render("html", showing: page)
        return .alternative(
            text: MailShape.wired(text),
            html: String(decoding: html, as: UTF8.self)
        )
    }

    /// Lines end with CR LF, as RFC 5322 has them.
    private static func wired(_ text: [UInt8]) -> String {
        let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return String(decoding: Array(lines.joined(separator: "\r\n".utf8)), as: UTF8.self)
    }

    /// Why the courier cannot begin: its own templates are not beside it.
    struct TemplateMissing: Error {}

    private static func text(ofTemplate name: String) throws(TemplateMissing) -> String {
        let file = Bundle.module.resourceURL?.appending(path: "Templates/\(name).mustache")
        guard let file, let text = try? String(contentsOf: file, encoding: .utf8) else {
            throw TemplateMissing()
        }
        return text
    }
}
