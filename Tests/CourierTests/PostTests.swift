import Basics
import Foundation
import Testing
import VaultAPI

@testable import Courier

@Suite("A letter, for who has no e-mail")
struct PostTests {
    private func message(_ content: CourierItem.Content) throws -> (CourierItem, MailMessage) {
        let item = Sample.item(content, to: Sample.post)
        let desk = try WritingDesk(configuration: Sample.configuration())
        return (item, try desk.message(for: item, at: Sample.now))
    }

    private var received: CourierItem.Content {
        .letter(.orderReceived(Sample.order), orderLink: Sample.link, orderCode: Sample.code)
    }

    @Test("goes to the post room with a subject that tells the item only")
    func postRoom() throws {
        let (item, message) = try message(received)
        let mail = try ReadMail.read([message.bytes])[0]
        #expect(mail.to == ["yubin@inaba-ichi.example.jp"])
        #expect(mail.header("Subject") == "郵送 \(item.id.text)")
        #expect(mail.parts.map(\.type) == ["text/plain", "application/pdf"])
        #expect(mail.parts[1].name == "\(item.id.text).pdf")
        let outside = mail.headers.flatMap(\.self).joined() + (mail.text("text/plain") ?? "")
        for personal in ["髙﨑", "祥子", "千代田", "7KQ2M4XP", "2612-0830-5517"] {
            #expect(!outside.contains(personal))
        }
    }

    @Test("says inside what a mail would say, with the code that opens the page")
    func inside() throws {
        let (item, message) = try message(received)
        guard case .text(_, let attachment) = message.body else {
            Issue.record("no letter")
            return
        }
        let text = try pdfText(attachment.bytes)
        for fact in [
            "髙﨑 祥子 様", "〒100-0001", "東京都千代田区千代田1番1号", "2612-0830-5517", "14,020円", "9,960円",
            "鳥取銀行", "order-links/ab2cd.e5fgh-7", "7KQ2M4XP", item.id.text, "0120-000-118",
        ] {
            #expect(text.contains(fact), "\(fact)")
        }
    }

    @Test("without the code says in which letter it is, never that a mail would come")
    func laterLetter() throws {
        let content = CourierItem.Content.letter(
            .orderAccepted(Sample.order),
            orderLink: Sample.link,
            orderCode: nil
        )
        guard case .text(_, let attachment) = try message(content).1.body else {
            Issue.record("no letter")
            return
        }
        let text = try pdfText(attachment.bytes)
        #expect(text.contains("はじめにお送りした手紙"))
        #expect(!text.contains("メールアドレス"))
    }

    @Test("brings a member of the shop before its code, and says where to type it")
    func letterCode() throws {
        let content = CourierItem.Content.letterCode(Sample.code, validDays: 14)
        guard case .text(_, let attachment) = try message(content).1.body else {
            Issue.record("no letter")
            return
        }
        let text = try pdfText(attachment.bytes)
        for fact in ["髙﨑 祥子 様", "7KQ2M4XP", "/sign-in/by-letter", "14日間"] {
            #expect(text.contains(fact), "\(fact)")
        }
        let desk = try WritingDesk(configuration: Sample.configuration())
        #expect(throws: WritingDesk.Mistake.onlyByPost) {
            try desk.message(for: Sample.item(content), at: Sample.now)
        }
    }

    @Test("is never a code that ends within the hour")
    func noCodes() throws {
        for content in Sample.contents {
            if case .letter = content { continue }
            #expect(throws: WritingDesk.Mistake.notByPost) { try message(content) }
        }
    }

    @Test("is kept where ICHI_PAPER_DIR says, to be looked at")
    func kept() throws {
        guard let folder = ProcessInfo.processInfo.environment["ICHI_PAPER_DIR"],
            case .text(_, let attachment) = try message(received).1.body
        else { return }
        let file = URL(fileURLWithPath: folder).appending(path: "letter-of-order.pdf")
        try Data(attachment.bytes).write(to: file)
    }

    private func pdfText(_ pdf: [UInt8]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/pdftotext")
        process.arguments = ["-layout", "-", "-"]
        let input = Pipe()
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        Thread {
            try? input.fileHandleForWriting.write(contentsOf: Data(pdf))
            try? input.fileHandleForWriting.close()
        }.start()
        return String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    }
}
