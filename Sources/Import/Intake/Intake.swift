import Basics
import VaultAPI

/// The files of an old shop, by what they hold.
public struct ImportFiles: Sendable {
    public var members: [String]
    public var orders: [String]
    public var goods: [String]

    public init(members: [String] = [], orders: [String] = [], goods: [String] = []) {
        self.members = members
        self.orders = orders
        self.goods = goods
    }

    /// Those that hold anything of anybody's.
    public var personal: [String] { members + orders }
}

/// Takes an old shop's files in: first all of them are looked at, then goods, members, and orders.
public struct Intake: Sendable {
    private let ports: ImportPorts
    private let wishes: ImportWishes
    private let progress: @Sendable (ImportProgress) -> Void

    public init(
        _ ports: ImportPorts,
        wishes: ImportWishes = ImportWishes(),
        progress: @escaping @Sendable (ImportProgress) -> Void = { _ in }
    ) {
        self.ports = ports
        self.wishes = wishes
        self.progress = progress
    }

    /// Imports the files and tells what became of every row.
    ///
    /// Run again after an end in the middle it goes on; run again after its end it changes nothing.
    /// Throws ``ImportError`` before anything is imported where a file cannot be read to its end, and
    /// what the ports throw.
    public func run(_ files: ImportFiles) async throws -> ImportSummary {
        var summary = ImportSummary()
        let goodsFiles = try files.goods.map(Intake.goods)
        let memberFiles = try files.members.map(Intake.members)
        let orderFiles = try files.orders.map(Intake.orders)
        let rows = goodsFiles.map(\.rows) + memberFiles.map(\.rows) + orderFiles.map(\.rows)
        let counter = RowCounter(rows: rows.reduce(0, +), progress: progress)
        for file in goodsFiles {
            try await GoodsIntake(file: file, ports: ports).run(into: &summary, counter)
        }
        for file in memberFiles {
            let intake = MemberIntake(file: file, ports: ports, wishes: wishes)
            try await intake.run(into: &summary, counter)
        }
        for file in orderFiles {
            try await OrderIntake(file: file, ports: ports).run(into: &summary, counter)
        }
        return summary
    }

    private static func goods(_ path: String) throws(ImportError) -> OldFile<GoodsColumn> {
        do {
            return try OldFile(path: path, kind: .goods, required: [[.number], [.name], [.price]])
        } catch { throw .file(path: path, error) }
    }

    private static func members(_ path: String) throws(ImportError) -> OldFile<MemberColumn> {
        do {
            return try OldFile(
                path: path,
                kind: .members,
                required: [[.number], [.familyName]]
            )
        } catch { throw .file(path: path, error) }
    }

    private static func orders(_ path: String) throws(ImportError) -> OldFile<OrderColumn> {
        do {
            return try OldFile(
                path: path,
                kind: .orders,
                required: [[.key], [.familyName], [.placed], [.total, .payable]]
            )
        } catch { throw .file(path: path, error) }
    }
}

/// How far an import is.
public struct ImportProgress: Sendable {
    public var rowsDone: Int
    public var rows: Int
}

/// Counts rows over all files.
final class RowCounter {
    private let rows: Int
    private let progress: (ImportProgress) -> Void
    private var done = 0

    init(rows: Int, progress: @escaping (ImportProgress) -> Void) {
        self.rows = rows
        self.progress = progress
    }

    func add(_ more: Int) {
        done += more
        progress(ImportProgress(rowsDone: done, rows: rows))
    }
}

extension OldFile {
    /// The file's place in the summary.
    func summary(_ kind: OldFileKind, usual: [Column]) -> ImportSummary.File {
        var file = ImportSummary.File(path: path, kind: kind, rows: rows)
        file.records = map.isMended ? nil : rows
        file.isEnded = isEnded
        file.unknownColumns = map.unknown
        file.missingColumns = usual.filter { !map.has($0) }.map(\.japanese)
        return file
    }

    func setAside() -> SetAside { SetAside(beside: path, headings: map.headings) }
}
