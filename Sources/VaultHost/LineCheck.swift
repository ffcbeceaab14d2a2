public import Ledger
import Storage
import Vault

/// Whether the vault's rows are the lines of its ledger.
public struct LineCheck: Sendable, Equatable {
    static let batch = 4096

    /// Lines of the ledger that the database has lost.
    public private(set) var missing: [ClosedRange<Int>] = []
    /// Lines that are others in the database than in the ledger.
    public private(set) var altered: [ClosedRange<Int>] = []
    /// Lines that are not in the ledger yet: the vault takes them in within a second, or when it
    /// starts again.
    public private(set) var waiting = 0

    /// Compares every line; nil where the database is not on this machine.
    ///
    /// Entries that are damaged or lost in the ledger itself say nothing about the rows.
    /// Throws `StorageError`, ``HostError``.
    public static func compare(
        _ reader: LogReader,
        damages: [Damage],
        _ layout: DataLayout,
        environment: [String: String]
    ) async throws -> LineCheck? {
        guard layout.hasDatabase(environment: environment) else { return nil }
        let database = try await Strongroom.existing(
            layout,
            environment: environment,
            access: .readOnly
        )
        var check = LineCheck(damages: damages)
        try await check.compare(reader, LineStore(database))
        return check
    }

    private let damaged: Set<Int>

    private init(damages: [Damage]) {
        damaged = Set(
            damages.compactMap { if case .entry(let number) = $0.place { number } else { nil } }
        )
    }

    private mutating func compare(_ reader: LogReader, _ store: LineStore) async throws {
        let size = reader.checkpoint.size
        for start in stride(from: 0, to: size, by: LineCheck.batch) {
            let end = min(size, start + LineCheck.batch)
            let page = try await store.lines(from: start, limit: end - start)
            let rows = Dictionary(page.map { ($0.seq, $0.entry) }) { first, _ in first }
            for bundle in stride(from: start, to: end, by: Tile.fullWidth) {
                compare(reader, bundle..<min(end, bundle + Tile.fullWidth), rows)
            }
        }
        while case let page = try await store.lines(from: size + waiting, limit: LineCheck.batch),
            !page.isEmpty
        {
            waiting += page.count
        }
    }

    private mutating func compare(
        _ reader: LogReader,
        _ range: Range<Int>,
        _ rows: [Int: [UInt8]]
    ) {
        try? reader.forEachEntry(in: range) { number, entry in
            guard !damaged.contains(number) else { return }
            guard let row = rows[number] else { return LineCheck.add(number, to: &missing) }
            if row != entry { LineCheck.add(number, to: &altered) }
        }
    }

    private static func add(_ number: Int, to ranges: inout [ClosedRange<Int>]) {
        if let last = ranges.last, last.upperBound == number - 1 {
            ranges[ranges.count - 1] = last.lowerBound...number
        } else {
            ranges.append(number...number)
        }
    }
}
