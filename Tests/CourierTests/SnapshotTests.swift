import Basics
import Foundation
import Paper
import Testing
import VaultAPI

@testable import Courier

/// Every mail as it was last looked at.
///
/// With `ICHI_RECORD_SNAPSHOTS=1` the snapshots are written anew; the change is then read in the diff.
@Suite("Every mail")
struct SnapshotTests {
    private func desk() throws -> WritingDesk {
        try WritingDesk(configuration: Sample.configuration())
    }

    @Test("reads as it was last looked at, in Python's eyes as in ours")
    func snapshots() throws {
        let desk = try desk()
        let helper = CourierItem.Destination.email(Secret("musume@example.jp"), helper: true)
        var items = Sample.contents.map { ($0.kind, Sample.item($0)) }
        items.append(("orderReceived-helper", Sample.item(Sample.contents[0], to: helper)))
        let messages = try items.map { try desk.message(for: $0.1, at: Sample.now).bytes }
        for (mail, item) in zip(try ReadMail.read(messages), items) {
            #expect(mail.defects.isEmpty, "\(item.0): \(mail.defects)")
            #expect(mail.parts.map(\.type) == ["text/plain", "text/html"])
            #expect(mail.parts.flatMap(\.defects).isEmpty)
            try compare(printed(mail), with: item.0)
        }
    }

    @Test("has nothing wider than SMTP and old programs can take, and no bare line feed")
    func lines() throws {
        for content in Sample.contents {
            let bytes = try desk().message(for: Sample.item(content), at: Sample.now).bytes
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(bytes.allSatisfy { $0 < 0x80 && $0 != 0 })
            for line in text.components(separatedBy: "\r\n") {
                #expect(line.utf8.count <= 76, "\(line)")
                #expect(!line.utf8.contains(0x0A) && !line.utf8.contains(0x0D))
            }
        }
    }

    @Test("is the same at every try of an item, but for the date")
    func stable() throws {
        let item = Sample.item(.signInCode(Sample.code, validMinutes: 30))
        let desk = try desk()
        let first = try desk.message(for: item, at: Sample.now)
        let second = try desk.message(for: item, at: Sample.now.adding(hours: 3))
        #expect(first.messageID == "item-0001@inaba-ichi.example.jp")
        #expect(first.messageID == second.messageID)
        #expect(try desk.message(for: item, at: Sample.now).bytes == first.bytes)
    }

    @Test("of an order names no recipient and no address of theirs")
    func noRecipients() throws {
        let item = Sample.item(Sample.contents[0])
        let mail = try ReadMail.read([desk().message(for: item, at: Sample.now).bytes])[0]
        let text = try #require(mail.text("text/plain"))
        #expect(!text.contains("〒"))
        #expect(text.contains("2612-0830-5517") && text.contains("14,020円"))
        #expect(text.contains("http://counter.localhost:8081/order-links/ab2cd.e5fgh-7"))
    }

    @Test("with a code has it alone on a line")
    func codeAlone() throws {
        let item = Sample.item(.signInCode(Sample.code, validMinutes: 30))
        let mail = try ReadMail.read([desk().message(for: item, at: Sample.now).bytes])[0]
        let lines = try #require(mail.text("text/plain")).split(whereSeparator: \.isNewline)
        #expect(lines.contains("7KQ2M4XP"))
        #expect(mail.header("Subject")?.contains("7KQ2M4XP") == false)
    }

    private func printed(_ mail: ReadMail) -> String {
        let headers = mail.headers.map { "\($0[0]): \($0[1])" }.joined(separator: "\n")
        let bodies = mail.parts.map { "=== \($0.type)\n\($0.text ?? "")" }
        return ([headers] + bodies).joined(separator: "\n").replacing("\r\n", with: "\n")
    }

    private func compare(_ text: String, with name: String) throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appending(path: "Snapshots")
        let file = folder.appending(path: "\(name).txt")
        if ProcessInfo.processInfo.environment["ICHI_RECORD_SNAPSHOTS"] == "1" {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        let expected = try String(contentsOf: file, encoding: .utf8)
        #expect(
            text == expected,
            "\(name) has changed; record with ICHI_RECORD_SNAPSHOTS=1 and read the diff"
        )
    }
}
