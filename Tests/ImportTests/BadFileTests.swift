import Basics
import Foundation
import TestKit
import Testing
import VaultAPI

@testable import Import

@Suite("Files that are refused")
struct BadFileTests {
    /// What refuses a file; nothing may have been asked of the city.
    private func refusal(_ bytes: [UInt8], orders: Bool = false) async throws -> FileFault? {
        try await withTemporaryFolder { folder in
            let path = folder.appending(path: "file.csv").path
            try Data(bytes).write(to: URL(filePath: path))
            let city = PlayedCity(diesAfter: 0)
            do {
                _ = try await Intake(city.ports)
                    .run(ImportFiles(members: orders ? [] : [path], orders: orders ? [path] : []))
                return nil
            } catch ImportError.file(_, let fault) {
                #expect(!"\(fault)".contains("梨花"))
                return fault
            }
        }
    }

    private func csv(_ rows: [[String]], as form: TextForm = .utf8) -> [UInt8] {
        rows.flatMap { CSVWriter(form).row($0) }
    }

    @Test("empty, and not CSV")
    func notOurs() async throws {
        #expect(try await refusal([]) == .empty)
        #expect(try await refusal(Array("%PDF-1.7\n".utf8)) == .unknownHeadings)
    }

    @Test("text in another encoding is told for what it is")
    func otherEncoding() async throws {
        let rows = [EccubeFour.members, Row4.member(1)].map { $0.map { "\"\($0)\"" } }
        let text = rows.map { $0.joined(separator: ",") + "\r\n" }.joined()
        for (format, encoding) in [
            (FileFormat.wideText, String.Encoding.utf16), (.jis, .iso2022JP),
        ] {
            let bytes = Array(try #require(text.data(using: encoding)))
            #expect(try await refusal(bytes) == .otherFormat(format))
        }
        // 会員ID,お名前(姓) in EUC-JP.
        let euc: [UInt8] = [
            0xB2, 0xF1, 0xB0, 0xF7, 0x49, 0x44, 0x2C, 0xA4, 0xAA, 0xCC, 0xBE, 0xC1, 0xB0, 0x28,
            0xC0, 0xAB, 0x29, 0x0A, 0x31, 0x2C, 0x0A,
        ]
        #expect(try await refusal(euc) == .otherFormat(.euc))
    }

    @Test("the wrong kind of export says which option it belongs to")
    func otherKind() async throws {
        #expect(
            try await refusal(csv([EccubeFour.orders])) == .otherKind(.orders, wanted: .members)
        )
        #expect(
            try await refusal(csv([EccubeTwo.members]), orders: true)
                == .otherKind(.members, wanted: .orders)
        )
    }

    @Test("a workbook, a web page and an archive are told for what they are")
    func otherFormat() async throws {
        let archive = Array("PK\u{3}\u{4}".utf8) + [UInt8](repeating: 0, count: 26)
        #expect(
            try await refusal(archive + Array("[Content_Types].xml".utf8))
                == .otherFormat(.workbook)
        )
        #expect(try await refusal([0xD0, 0xCF, 0x11, 0xE0, 0, 0]) == .otherFormat(.workbook))
        #expect(try await refusal(archive + Array("customer.csv".utf8)) == .otherFormat(.zip))
        let page = "\u{FEFF}\n<!DOCTYPE html>\n<title>ログイン</title>"
        #expect(try await refusal(Array(page.utf8)) == .otherFormat(.webPage))
    }

    @Test("goods are no members")
    func goodsAsMembers() async throws {
        for headings in [EccubeFour.goods, EccubeTwo.goods] {
            let fault = try await refusal(csv([headings], as: .cp932))
            #expect(fault == .otherKind(.goods, wanted: .members))
        }
    }

    @Test("missing and renamed columns are told by name")
    func missing() async throws {
        let renamed = EccubeFour.members.map { $0 == "お名前(姓)" ? "苗字" : $0 }
        #expect(
            try await refusal(csv([renamed])) == .missing(["お名前(姓)"], unknown: ["苗字"])
        )
    }

    @Test("a doubled column that is used is told, series 4's own are not")
    func doubled() async throws {
        #expect(
            try await refusal(csv([EccubeFour.members + ["お名前(姓)"]])) == .doubled(["お名前(姓)"])
        )
        #expect(try await refusal(csv([EccubeFour.orders]), orders: true) == nil)
    }

    @Test("columns in another order, with full-width brackets, and some left out, are taken")
    func reordered() async throws {
        try await withTemporaryFolder { folder in
            let files = OldShopFiles(folder: folder)
            let row = Row4.member(1)
            let shuffled = Array(zip(EccubeFour.members, row).reversed())
                .filter { $0.0 != "お名前(セイ)" }
            let headings = shuffled.map { $0.0.replacing("(", with: "（").replacing(")", with: "）") }
            try files.write([headings, shuffled.map(\.1)], to: files.members)
            let city = PlayedCity()
            let summary = try await Intake(city.ports).run(
                ImportFiles(members: [files.members], orders: [])
            )
            #expect(summary.members.taken == 1)
            #expect(city.now.fields.values.first?[.familyName]?.revealed == "砂丘")
        }
    }

    @Test("cut off inside quotes, and a field without end, are refused before anything is asked")
    func cutOff() async throws {
        let start = csv([EccubeFour.members, Row4.member(1)])
        #expect(
            try await refusal(start + Array("2,\"梨花".utf8)) == .csv(.unclosedQuote(row: 3))
        )
        let long = Array("2,\"".utf8) + [UInt8](repeating: 0x61, count: 200_000)
        #expect(try await refusal(start + long) == .csv(.fieldTooLong(row: 3)))
    }

    @Test("rows in another encoding than the headings are refused where they are many")
    func mixed() async throws {
        let rows = (1...100).map { Row4.member($0) }
        let bytes = csv([EccubeFour.members]) + csv(rows, as: .cp932)
        #expect(try await refusal(bytes) == .wrongEncoding(rows: 100))
    }

    @Test("a row with a NUL, and one with a byte that is none, are set aside, and the file is kept")
    func fewBadBytes() async throws {
        try await withTemporaryFolder { folder in
            let files = OldShopFiles(folder: folder)
            var bytes = csv([EccubeFour.members, Row4.member(1)])
            bytes += csv([Row4.member(2, ["会社名": "\0"]), Row4.member(3)])
            let broken = csv([Row4.member(4)]).map { $0 == UInt8(ascii: "@") ? 0xFF : $0 }
            try Data(bytes + broken).write(to: URL(filePath: files.members))
            let summary = try await Intake(PlayedCity().ports)
                .run(ImportFiles(members: [files.members], orders: []))
            let file = try #require(summary.files.first)
            #expect(file.taken == 2)
            #expect(file.setAside == 2)
            #expect(file.needsOriginal)
        }
    }

    @Test("beside an old file all that was set aside of it is told, whole or not, and nothing else")
    func told() async throws {
        try await withTemporaryFolder { folder in
            let names = [
                "members.csv", "members.csv.set-aside-2.csv", "members.csv.set-aside.csv",
                "members.csv.set-aside.csv.part",
            ]
            for name in names + ["members.csv.bak", "other.csv.set-aside.csv"] {
                try Data("梨花".utf8).write(to: folder.appending(path: name))
            }
            let path = folder.appending(path: "members.csv").path
            #expect(PersonalFile.all(of: path).map { URL(filePath: $0).lastPathComponent } == names)
            try PersonalFile.destroy(path)
            #expect(PersonalFile.all(of: path).count == 3)
        }
    }

    @Test("a file is overwritten and gone once it is destroyed")
    func destroyed() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.appending(path: "members.csv").path
            let twin = folder.appending(path: "twin").path
            try Data("梨花".utf8).write(to: URL(filePath: path))
            try FileManager.default.linkItem(atPath: path, toPath: twin)
            try PersonalFile.destroy(path)
            #expect(!FileManager.default.fileExists(atPath: path))
            let left = FileManager.default.contents(atPath: twin) ?? Data()
            #expect(left.allSatisfy { $0 == 0 })
            #expect(throws: PersonalFileFault.self) { try PersonalFile.destroy(path) }
        }
    }
}
