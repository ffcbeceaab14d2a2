import Basics
import Foundation

/// A message in the form of RFC 5322 and MIME.
struct MailMessage {
    var from: CourierConfiguration.Sender
    var to: Secret<EmailAddress>
    var subject: String
    /// Without angle brackets.
    var messageID: String
    var date: Moment
    var body: Body

    enum Body {
        /// The same in two forms; the reader's program takes the last it can show.
        case alternative(text: String, html: String)
        case text(String, attachment: Attachment)
    }

    struct Attachment {
        var name: String
        var type: String
        var bytes: [UInt8]
    }

    var bytes: [UInt8] {
        Array((head + "\r\n" + content).utf8)
    }

    private var head: String {
        let to = MailAddress(to.revealed)
        let lines = [
            "Date: \(date.mailDate)",
            "From: \(HeaderText(from.name).encoded)\r\n \(MailAddress(from.address).path)",
            "To: \(to.path)", "Subject: \(HeaderText(subject).encoded)",
            "Message-ID: <\(messageID)>",
            // RFC 3834: no holiday reply to these.
            "Auto-Submitted: auto-generated", "X-Auto-Response-Suppress: All",
            "Content-Language: ja", "MIME-Version: 1.0",
            "Content-Type: \(kind);\r\n boundary=\"\(boundary)\"",
        ]
        return lines.map { $0 + "\r\n" }.joined()
    }

    private var kind: String {
        switch body {
        case .alternative: "multipart/alternative"
        case .text: "multipart/mixed"
        }
    }

    // Parts are base64, in which no underscore occurs: the boundary cannot stand in one.
    private var boundary: String { "_ichi_part_" }

    private var content: String {
        let parts =
            switch body {
            case .alternative(let text, let html):
                [part("text/plain; charset=UTF-8", text), part("text/html; charset=UTF-8", html)]
            case .text(let text, let attachment):
                [part("text/plain; charset=UTF-8", text), part(attachment)]
            }
        return parts.map { "--\(boundary)\r\n\($0)\r\n" }.joined() + "--\(boundary)--\r\n"
    }

    private func part(_ type: String, _ text: String) -> String {
        "Content-Type: \(type)\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + base64(Data(text.utf8))
    }

    private func part(_ attachment: Attachment) -> String {
        "Content-Type: \(attachment.type); name=\"\(attachment.name)\"\r\n"
            + "Content-Disposition: attachment; filename=\"\(attachment.name)\"\r\n"
            + "Content-Transfer-Encoding: base64\r\n\r\n" + base64(Data(attachment.bytes))
    }

    private func base64(_ data: Data) -> String {
        data.base64EncodedString(options: [
            .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
        ])
    }
}
