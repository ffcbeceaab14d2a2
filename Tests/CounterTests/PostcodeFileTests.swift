import Basics
import Counter
import Foundation
import Testing

@Suite("Postcodes")
struct PostcodeFileTests {
    static func file(_ lines: [String]) throws -> PostcodeFile {
        let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try (lines.joined(separator: "\n") + "\n").write(
            to: path,
            atomically: true,
            encoding: .utf8
        )
        defer { try? FileManager.default.removeItem(at: path) }
        return try PostcodeFile(path: path.path)
    }

    private let lines = [
        "0600000\t北海道\t札幌市中央区\t",
        "4520961\t愛知県\t清須市\t春日",
        "4520961\t愛知県\t清須市\t春日井",
        "6800011\t鳥取県\t鳥取市\t東町",
        "9998531\t山形県\t飽海郡遊佐町\t菅里",
    ]

    @Test("every code of the file is found, first and last included")
    func found() throws {
        let file = try Self.file(lines)
        for line in lines {
            let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(
                String.init
            )
            let area = PostcodeFile.Area(
                prefecture: try #require(Prefecture(name: parts[1])),
                city: parts[2],
                neighbourhood: parts[3]
            )
            #expect(file.areas(of: try #require(PostalCode(parts[0]))).contains(area))
        }
    }

    @Test("a code that covers several areas gives all of them")
    func several() throws {
        let areas = try Self.file(lines).areas(of: try #require(PostalCode("452-0961")))
        #expect(areas.map(\.neighbourhood) == ["春日", "春日井"])
    }

    @Test("a code that does not exist gives none", arguments: ["0000000", "6800012", "9999999"])
    func unknown(code: String) throws {
        #expect(try Self.file(lines).areas(of: try #require(PostalCode(code))).isEmpty)
    }

    @Test("an empty or damaged file gives none and does not fail")
    func damaged() throws {
        let code = try #require(PostalCode("6800011"))
        #expect(try Self.file([]).areas(of: code).isEmpty)
        #expect(try Self.file(["6800011\t鳥取県", "6800011\t夢の国\t鳥取市\t東町"]).areas(of: code).isEmpty)
    }
}
