/// Takes an old shop's files in: goods, then members, then orders.
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
    /// Throws ``ImportError`` where rows cannot be set aside, and what the ports throw.
    public func run(_ files: CheckedFiles) async throws -> ImportSummary {
        var summary = ImportSummary()
        let counter = RowCounter(rows: files.rows, progress: progress)
        for file in files.goods {
            try await GoodsIntake(file: file, ports: ports).run(into: &summary, counter)
        }
        for file in files.members {
            let intake = MemberIntake(file: file, ports: ports, wishes: wishes)
            try await intake.run(into: &summary, counter)
        }
        for file in files.orders {
            try await OrderIntake(file: file, ports: ports).run(into: &summary, counter)
        }
        return summary
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
