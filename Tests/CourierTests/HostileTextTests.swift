import Basics
import Testing
import VaultAPI

@testable import Courier

@Suite("What a name or a fact may hold")
struct HostileTextTests {
    static let hostile = [
        "山田\r\nBcc: thief@example.com", "山田\nSubject: x\n\n<b>", "\u{202E}子祥", "👨‍👩‍👧‍👦🍐", "髙﨑",
        "<script>alert(1)</script>", "{{code}}", "=?UTF-8?B?eA==?=", "\u{0}", "",
        String(repeating: "長", count: 10_000), "&lt;", "\u{2028}次",
    ]

    @Test("adds no header, no part and no markup", arguments: hostile)
    func names(name: String) throws {
        let desk = try WritingDesk(configuration: Sample.configuration())
        let item = Sample.item(Sample.contents[0], name: name)
        let mail = try ReadMail.read([desk.message(for: item, at: Sample.now).bytes])[0]
        #expect(mail.defects.isEmpty)
        #expect(
            mail.headers.map { $0[0] } == [
                "Date", "From", "To", "Subject", "Message-ID", "Auto-Submitted",
                "X-Auto-Response-Suppress", "Content-Language", "MIME-Version", "Content-Type",
            ]
        )
        #expect(mail.to == ["kana@example.jp"])
        #expect(mail.parts.count == 2)
        let html = try #require(mail.text("text/html"))
        #expect(!html.contains("<script") && !html.contains("<b>") && !html.contains("\u{202E}"))
    }

    @Test("is folded into encoded words that read back", arguments: hostile)
    func subject(name: String) throws {
        var order = Sample.order
        order.number = name.clipped(to: 300)
        let desk = try WritingDesk(configuration: Sample.configuration())
        let item = Sample.item(.letter(.orderReceived(order), orderLink: nil, orderCode: nil))
        let bytes = try desk.message(for: item, at: Sample.now).bytes
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 76 })
        for word in lines.flatMap({ $0.matches(of: /=\?UTF-8\?B\?[^?]*\?=/) }) {
            #expect(word.output.utf8.count <= 75)
        }
        let mail = try ReadMail.read([bytes])[0]
        #expect(
            mail.header("Subject")
                == "【いなばの市】ご注文をうけたまわりました(ご注文番号 \(order.number.singleLine))"
        )
    }

    @Test("does not carry a stranger's advertisement")
    func advertisement() {
        for name in [
            "当選 http://evil.example", "evil.example", "www．evil", "a@b", "//x", "evil。jp",
            String(repeating: "広", count: 41), "", "   ",
        ] {
            #expect(Salutation(Secret(name), byName: true).text == "お客様", "\(name)")
        }
        #expect(Salutation(Secret("髙﨑 祥子"), byName: true).text == "髙﨑 祥子 様")
        #expect(Salutation(Secret("　J. Smith "), byName: true).text == "J. Smith 様")
        #expect(Salutation(Secret("髙﨑 祥子"), byName: false).text == "お客様")
    }

    @Test(
        "stands in no link unless it could be signed text",
        arguments: ["a/../b", "a?b", "é", "", "a b", "a\r\nb"]
    )
    func links(text: String) throws {
        #expect(try Sample.configuration().orderPage(Secret(text)) == nil)
    }

    @Test(
        "makes no mail where the address is none",
        arguments: ["", "a@b@c.jp", "a\r\nb@example.jp", "a b@c.jp"]
    )
    func addresses(text: String) throws {
        let desk = try WritingDesk(configuration: Sample.configuration())
        let item = Sample.item(.alreadyRegistered, to: .email(Secret(text), helper: false))
        #expect(throws: WritingDesk.Mistake.addressUnusable) {
            try desk.envelope(for: item, at: Sample.now)
        }
    }

    @Test("old mobile mailboxes are quoted as RFC 5321 asks")
    func mobile() throws {
        #expect(
            MailAddress(try Sample.address("a..b.@docomo.example.jp")).path
                == "<\"a..b.\"@docomo.example.jp>"
        )
        #expect(MailAddress(try Sample.address("kana.t@example.jp")).path == "<kana.t@example.jp>")
    }

    @Test("a Message-ID is a dot-atom whatever the vault gave")
    func messageID() throws {
        let desk = try WritingDesk(configuration: Sample.configuration())
        for (given, expected) in [
            ("<x1@vault>", "x1@vault"), ("x1", "x1@inaba-ichi.example.jp"),
            ("x\r\n1>", "x1@inaba-ichi.example.jp"), ("a@b@c", nil), ("", nil),
        ] {
            var item = Sample.item(.alreadyRegistered)
            item.messageID = given
            let made = try desk.message(for: item, at: Sample.now).messageID
            #expect(made == expected ?? "\(item.id.text)@inaba-ichi.example.jp")
        }
    }
}

@Suite("Dates in mails")
struct MailDateTests {
    @Test("are Japan's, in both forms")
    func forms() {
        #expect(Moment(milliseconds: 0).mailDate == "Thu, 01 Jan 1970 09:00:00 +0900")
        #expect(
            Moment(milliseconds: 1_796_655_599_999).mailDate == "Mon, 07 Dec 2026 23:59:59 +0900"
        )
        #expect(Moment(milliseconds: 1_796_655_600_000).japanese == "2026年12月8日(火) 0時00分")
    }
}
