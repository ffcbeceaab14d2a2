import Foundation
import Import
import Testing

@testable import DemoCity

@Suite("the old shop's alphabet")
struct OldShopAlphabetTests {
    private static let files = Result { try OldShopFiles(members: 400, seed: "alphabet") }

    private let files: OldShopFiles

    init() throws { files = try OldShopAlphabetTests.files.get() }

    /// A table's bytes taken apart, however they come.
    private func read(_ bytes: [UInt8], piece: Int) throws -> [[String]] {
        var rest = bytes[...]
        var reader = CSVReader { () throws(CSVFault) in
            defer { rest = rest.dropFirst(piece) }
            return Array(rest.prefix(piece))
        }
        var rows: [[String]] = []
        while let row = try reader.next() {
            rows.append(try (0..<row.count).map { try #require(TextForm.cp932.decode(row[$0])) })
        }
        return rows
    }

    @Test("what is written of its characters and CSV's own signs is read, through Shift_JIS")
    func identity() throws {
        let cells = (files.members + files.orders).flatMap(\.cells)
        let signs: [Character] = [",", "\"", "\r", "\n", "\r\n", "'", "=", " ", "　"]
        let alphabet = Set(cells.joined()).sorted() + signs
        #expect(alphabet.count > 400)
        var chance = Chance("tables")
        for _ in 0..<200 {
            let table = (0..<chance.number(1...6)).map { _ in
                (0..<chance.number(1...5)).map { _ in
                    // A sign as often as a letter: it is at signs that readers fail.
                    String(
                        (0..<chance.number(0...12)).map { _ in
                            chance.pick(chance.happens(50) ? alphabet : signs)
                        }
                    )
                }
            }
            let bytes = table.flatMap { CSVWriter(.cp932).row($0) }
            let kept = table.filter { $0 != [""] }
            for piece in [1, 2, 3, 61, Int.max] {
                #expect(try read(bytes, piece: piece) == kept)
            }
        }
    }

    @Test("its files taken apart and written again are the same bytes")
    func again() throws {
        for bytes in files.bytes {
            let rows = try read(Array(bytes), piece: 4099)
            #expect(Data(rows.flatMap { CSVWriter(.cp932).row($0) }) == bytes)
        }
    }
}
