import Foundation
import Mustache

/// The two forms of a mail.
struct MailShape {
    private let htmlTemplate: MustacheTemplate
    private let textTemplate: MustacheTemplate

    init(configuration: CourierConfiguration) throws {
        htmlTemplate = try MailShape.template("mail-html")
        textTemplate = try MailShape.template("mail-text")
    }

    func html(_ page: MailPage) -> String { htmlTemplate.render(page) }

    /// Lines end with CR LF, as RFC 5322 has them.
    func text(_ page: MailPage) -> String {
        textTemplate.render(page).replacing("\n", with: "\r\n")
    }

    /// Why the courier cannot begin: its own templates are not beside it.
    struct TemplateMissing: Error {}

    private static func template(_ name: String) throws -> MustacheTemplate {
        let file = Bundle.module.resourceURL?.appending(path: "Templates/\(name).mustache")
        guard let file, let text = try? String(contentsOf: file, encoding: .utf8) else {
            throw TemplateMissing()
        }
        return try MustacheTemplate(string: text)
    }
}
