import Foundation
import Import
import Testing

@testable import DemoCity

/// The old shop's exports, written once and read back by their headings.
struct OldShopFiles {
    let size: OldShopSize
    let members: [Row]
    let orders: [Row]
    /// Of the two files, as they were written.
    let bytes: [Data]
    /// Who may do what with the folder and the two files.
    let modes: [Int]

    /// One row's cells; of a heading that stands twice, the first.
    struct Row {
        var cells: [String]
        var places: [String: Int]

        subscript(_ heading: String) -> String { places[heading].map { cells[$0] } ?? "?" }

        /// An amount in yen, however it is written.
        func yen(_ heading: String) -> Int {
            let text = self[heading].replacing(",", with: "").replacing(".00", with: "")
            return Int(text) ?? .min
        }
    }

    init(members: Int, seed: String = "7") throws {
        size = try #require(OldShopSize(members: members))
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "old-shop-\(UUID().uuidString)"
        )
        defer { try? FileManager.default.removeItem(at: folder) }
        try OldShopWriter(seed: seed, size: size).write(into: folder) { _, _ in }
        let files = [OldShopWriter.membersFile, OldShopWriter.ordersFile]
            .map { folder.appending(path: $0) }
        bytes = try files.map { try Data(contentsOf: $0) }
        modes = try ([folder] + files).map {
            let facts = try FileManager.default.attributesOfItem(atPath: $0.path)
            return try #require(facts[.posixPermissions] as? Int)
        }
        self.members = try OldShopFiles.read(bytes[0])
        orders = try OldShopFiles.read(bytes[1])
    }

    private static func read(_ file: Data) throws -> [Row] {
        var reader = CSVReader(bytes: Array(file))
        var rows: [[String]] = []
        while let row = try reader.next() {
            rows.append(try (0..<row.count).map { try #require(TextForm.cp932.decode(row[$0])) })
        }
        let headings = try #require(rows.first)
        let places = Dictionary(zip(headings, headings.indices)) { first, _ in first }
        return rows.dropFirst().map { Row(cells: $0, places: places) }
    }
}
