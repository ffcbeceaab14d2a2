import Foundation
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
        for stretch in try await stretches(reader, store).sorted(by: { $0.start < $1.start }) {
            for number in stretch.missing { LineCheck.add(number, to: &missing) }
            for number in stretch.altered { LineCheck.add(number, to: &altered) }
        }
        while case let page = try await store.lines(from: size + waiting, limit: LineCheck.batch),
            !page.isEmpty
        {
            waiting += page.count
        }
    }

    /// What one batch of lines showed.
    private struct Stretch: Sendable {
        var start: Int
        var missing: [Int] = []
        var altered: [Int] = []
    }

    /// The batches in which something is wrong; as many are read at once as there are cores.
    private func stretches(_ reader: LogReader, _ store: LineStore) async throws -> [Stretch] {
        var starts = stride(from: 0, to: reader.checkpoint.size, by: LineCheck.batch)
            .makeIterator()
        return try await withThrowingTaskGroup(of: Stretch.self) { group in
            func begin(_ start: Int) {
                group.addTask { [self] in try await compare(reader, store, from: start) }
            }
            for _ in 0..<ProcessInfo.processInfo.activeProcessorCount {
                if let start = starts.next() { begin(start) }
            }
            var wrong: [Stretch] = []
            while let stretch = try await group.next() {
                if let start = starts.next() { begin(start) }
                if !stretch.missing.isEmpty || !stretch.altered.isEmpty { wrong.append(stretch) }
            }
            return wrong
        }
    }

    private func compare(_ reader: LogReader, _ store: LineStore, from start: Int) async throws
        -> Stretch
    {
        let end = min(reader.checkpoint.size, start + LineCheck.batch)
        var rows = try await store.lines(from: start, limit: end - start)[...]
        var stretch = Stretch(start: start)
        for bundle in stride(from: start, to: end, by: Tile.fullWidth) {
            let range = bundle..<min(end, bundle + Tile.fullWidth)
            try? reader.forEachEntry(in: range) { number, entry in
                while let row = rows.first, row.seq < number { rows = rows.dropFirst() }
                guard !damaged.contains(number) else { return }
                guard let row = rows.first, row.seq == number else {
                    return stretch.missing.append(number)
                }
                if row.entry != entry { stretch.altered.append(number) }
            }
        }
        return stretch
    }

    private static func add(_ number: Int, to ranges: inout [ClosedRange<Int>]) {
        if let last = ranges.last, last.upperBound == number - 1 {
            ranges[ranges.count - 1] = last.lowerBound...number
        } else {
            ranges.append(number...number)
        }
    }
}
