import Foundation
import TestKit
import Testing

@testable import Import

@Suite("Files that are cut off")
struct CutFileTests {
    /// What a city has of a file that ends after some of its bytes; nil where the file is refused.
    private func taken(_ bytes: [UInt8], orders: Bool) async throws -> (PlayedCity, ImportSummary)?
    {
        try await withTemporaryFolder { folder in
            let path = folder.appending(path: "file.csv").path
            try Data(bytes).write(to: URL(filePath: path))
            let city = PlayedCity()
            let files = ImportFiles(members: orders ? [] : [path], orders: orders ? [path] : [])
            guard let summary = try? await Intake(city.ports).run(files) else { return nil }
            #expect(summary.files.allSatisfy { $0.done == $0.rows })
            return (city, summary)
        }
    }

    private func csv(_ rows: [[String]]) -> [UInt8] {
        rows.flatMap { CSVWriter(.cp932).row($0) }
    }

    @Test("wherever a file of members is cut, nobody is taken of whom something may be missing")
    func members() async throws {
        let whole = csv([EccubeFour.members, Row4.member(1)])
        let last = csv([Row4.member(2, ["会社名": "砂丘,「らっきょう」\"堂\"", "ポイント": "1,234"])])
        for length in 0...last.count {
            // Without its line feed the last row is whole all the same.
            let isWhole = length >= last.count - 1
            guard let (city, summary) = try await taken(whole + last[..<length], orders: false)
            else {
                continue
            }
            #expect(city.now.points.count == (isWhole ? 2 : 1), "\(length) of \(last.count)")
            #expect(summary.files[0].isEnded == (isWhole || length == 0))
            #expect(summary.files[0].setAside == (isWhole || length == 0 ? 0 : 1))
        }
    }

    /// An order of three rows: price with its tax or without, and postage.
    private func order(taxed: Bool) -> [[String]] {
        let sums = ["合計": taxed ? "8360" : "7,800", "支払合計": taxed ? "8360.00" : "7800.00"]
        let postage = ["商品名": "送料", "明細区分(名称)": "送料", "価格": "800"]
        return [
            Row4.order(2, line: 1, member: nil, sums),
            Row4.order(2, line: 2, member: nil, to: "倉吉", sums),
            Row4.order(2, line: 3, member: nil, to: nil, sums.merging(postage) { $1 }),
        ]
    }

    @Test(
        "wherever a file of orders is cut, none is taken that misses a line",
        arguments: [false, true]
    )
    func orders(_ taxed: Bool) async throws {
        let whole = csv([EccubeFour.orders, Row4.order(1, line: 1, member: nil)])
        let last = csv(order(taxed: taxed))
        let ends = (0...3).map { csv(Array(order(taxed: taxed).prefix($0))).count }
        let lengths = Set(stride(from: 0, to: last.count, by: 5)).union(ends)
        for length in lengths.union([last.count - 1, last.count - 2]).sorted() {
            let isWhole = length >= last.count - 1
            guard let (city, summary) = try await taken(whole + last[..<length], orders: true)
            else {
                continue
            }
            #expect(city.now.orders.keys.sorted() == (isWhole ? ["1", "2"] : ["1"]), "\(length)")
            #expect(summary.files[0].records == (length == 0 ? 1 : 2))
        }
    }

    @Test("what was set aside of a cut file is taken once somebody has looked at it")
    func mended() async throws {
        try await withTemporaryFolder { folder in
            let files = OldShopFiles(folder: folder)
            let cut = csv([EccubeFour.orders] + order(taxed: false).dropLast())
            try Data(cut).write(to: URL(filePath: files.orders))
            try Data(csv([EccubeFour.members, Row4.member(1)]).dropLast(2))
                .write(to: URL(filePath: files.members))
            let city = PlayedCity()
            let first = try await Intake(city.ports).run(
                ImportFiles(members: [files.members], orders: [files.orders])
            )
            #expect(first.files.map(\.setAside) == [1, 2])
            let reasons = try first.files.flatMap {
                try files.read($0.setAsidePath ?? "").dropFirst().map { $0.last ?? "" }
            }
            #expect(reasons.allSatisfy { $0.contains("ファイルが途中で切れているかもしれません") })
            let aside = first.files.map { $0.setAsidePath ?? "" }
            // An editor that writes no line end behind the last row does no harm here.
            try Data(Data(contentsOf: URL(filePath: aside[0])).dropLast(2))
                .write(to: URL(filePath: aside[0]))
            let second = try await Intake(city.ports).run(
                ImportFiles(members: [aside[0]], orders: [aside[1]])
            )
            #expect(second.files.map(\.taken) == [1, 2])
            #expect(second.files.map(\.records) == [nil, nil])
            // The whole file brings what was missing.
            try Data(csv([EccubeFour.orders] + order(taxed: false)))
                .write(to: URL(filePath: files.orders))
            let whole = try await Intake(city.ports).run(ImportFiles(orders: [files.orders]))
            #expect(whole.files.map(\.taken) == [1])
            #expect(city.now.lines["2"]?.count == 3)
        }
    }
}
