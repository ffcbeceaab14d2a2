import Basics
import Foundation
import Testing

@testable import Theft

@Suite("What is known of people")
struct KnownTests {
    private func values(_ files: [String: Data]) throws -> [KnownValue] {
        let folder = try Folder()
        defer { folder.remove() }
        for (name, content) in files { try content.write(to: folder.url.appending(path: name)) }
        return try KnownFolder(folder.url).values()
    }

    @Test("lines of JSON, each value once")
    func lines() throws {
        let text = """
            {"kind":"email","value":"a@example.jp"}
            {"kind":"email","value":"a@example.jp"}
            {"kind":"note","value":""}
            {"kind":"senderPhone","value":"0857-99-0118"}
            """
        let values = try values(["typed.jsonl": Data(text.utf8)])
        #expect(values.map(\.kind) == [.email, .phone])
        #expect(values.map(\.source) == ["typed.jsonl:1", "typed.jsonl:4"])
    }

    @Test("a line that is none is named, not shown")
    func broken() {
        #expect(throws: DrillFault.badKnown("typed.jsonl:2")) {
            try values(["typed.jsonl": Data("{\"kind\":\"email\",\"value\":\"a\"}\nhanako\n".utf8)])
        }
    }

    @Test("a table that names nobody is named itself")
    func foreign() {
        #expect(throws: DrillFault.badKnown("goods.csv:1")) {
            try values(["goods.csv": Data("商品ID,価格\r\n1,3500\r\n".utf8)])
        }
    }

    @Test("an old shop's export in UTF-8 and Shift_JIS, by its headings")
    func export() throws {
        let text = """
            会員ID,お名前(姓),お名前(名),お名前(セイ),お名前(メイ),住所1,メールアドレス,TEL1,TEL2,TEL3\r
            1,鹿野丸,"志津""乃",シカノマル,シヅノ,"湖山ヶ丘,1",a@example.jp,0857,99,0118\r

            """
        let shiftJIS = text.utf16.flatMap { unit -> [UInt8] in
            let place = DoubleByteCode.shiftJIS.units.firstIndex(of: unit) ?? 0
            return place < 256 ? [UInt8(place)] : [UInt8(place >> 8), UInt8(place & 0xFF)]
        }
        for content in [Data(text.utf8), Data(shiftJIS), Data("\u{FEFF}\(text)".utf8)] {
            let values = try values(["members.csv": content])
            let told = Dictionary(values.map { ($0.kind, $0.text.revealed) }) { first, _ in first }
            #expect(told[.name] == "鹿野丸志津\"乃" && told[.kana] == "シカノマルシヅノ")
            #expect(told[.phone] == "0857990118" && told[.street] == "湖山ヶ丘,1")
            #expect(values.allSatisfy { $0.source == "members.csv:2" })
        }
    }
}

/// A folder that is gone after the test.
struct Folder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "theft-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    func remove() { try? FileManager.default.removeItem(at: url) }
}
