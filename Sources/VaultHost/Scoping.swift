import Basics
import Ledger
import Storage
public import Vault
import VaultAPI

/// Reads the ledger, by its index where there is one, and then the lines that are not in it yet.
public struct Scoping: Sendable {
    private static let batch = 4096

    private let lines: Lines
    private let reader: LogReader
    private let key: VerifierKey
    /// Nil where every line is to be read.
    private let index: LedgerIndex?
    private var scope: Scope
    private var indexed = 0
    private var indexFaults: [Int] = []
    private var damages: [String] = []

    /// The scope of a time, of one process or all of them.
    ///
    /// `from` is included, `to` is not. What the index says counts only where the hashes of its
    /// stretches and of the lines that were read make the root of the signed checkpoint; without
    /// `index` every line is read. Throws `StorageError`, `Damage`, ``HostError``.
    public static func report(
        _ layout: DataLayout,
        environment: [String: String],
        scope: Scope,
        index: Bool = true
    ) async throws -> ScopeReport {
        try await Strongroom.withLines(layout, environment: environment) { lines in
            let key = try Strongroom.ledgerKey(layout, environment: environment).verifier
            var scoping = Scoping(
                lines: lines,
                reader: try LogReader(directory: layout.ledger, key: key),
                key: key,
                index: index ? LedgerIndex(directory: layout.index) : nil,
                scope: scope
            )
            try await scoping.readLedger()
            try await scoping.readTail()
            return try await scoping.report()
        }
    }

    private init(
        lines: Lines,
        reader: LogReader,
        key: VerifierKey,
        index: LedgerIndex?,
        scope: Scope
    ) {
        self.lines = lines
        self.reader = reader
        self.key = key
        self.index = index
        self.scope = scope
    }

    private mutating func readLedger() async throws {
        let nothing = scope
        do {
            try await readTree()
        } catch is Damage {
            // What was taken is not what the checkpoint is signed over: from the beginning, and by
            // the lines alone.
            scope = nothing
            indexed = 0
            try await readDamaged()
        }
    }

    private mutating func readTree() async throws {
        let size = reader.checkpoint.size
        let stretches = size / IndexSegment.width
        var subtrees: [TreeHash] = []
        for number in 0..<stretches { subtrees.append(try await take(number)) }
        let rest = try reader.entries(in: stretches * IndexSegment.width..<size)
        guard reader.consists(of: subtrees, and: rest) else {
            throw Damage(.checkpoint, .otherRoot)
        }
        await lines.take(rest, into: &scope)
    }

    /// Takes a stretch from the index, or line by line; the hash of the tree over what was taken.
    private mutating func take(_ number: Int) async throws -> TreeHash {
        let range = LedgerIndex.lines(of: number)
        do {
            if let segment = try index?.segment(number) {
                let root = try reader.hash(over: range)
                guard segment.root == root.bytes else { throw IndexFault.altered }
                try await lines.take(segment, into: &scope)
                indexed += range.count
                return root
            }
        } catch IndexFault.altered {
            indexFaults.append(number)
        } catch IndexFault.expired {}
        let entries = try reader.entries(in: range)
        await lines.take(entries, into: &scope)
        return TreeHash.root(over: entries)
    }

    private mutating func readDamaged() async throws {
        damages = LogVerifier.verify(directory: reader.directory, key: key).damages
            .map(\.description)
        let size = reader.checkpoint.size
        for start in stride(from: 0, to: size, by: Tile.fullWidth) {
            let range = start..<min(size, start + Tile.fullWidth)
            if let entries = try? reader.entries(in: range) {
                await lines.take(entries, into: &scope)
            } else {
                scope.unreadable += range.count
            }
        }
    }

    private mutating func readTail() async throws {
        var next = reader.checkpoint.size
        while true {
            let page = try await lines.rows(from: next, limit: Scoping.batch)
            guard let last = page.last else { return }
            next = last.seq + 1
            await lines.take(page.map(\.entry), into: &scope)
        }
    }

    private func report() async throws -> ScopeReport {
        var report = ScopeReport(
            from: scope.from,
            to: scope.to,
            process: scope.process,
            lines: scope.lines,
            indexed: indexed,
            indexFaults: indexFaults,
            unreadable: scope.unreadable,
            damages: damages
        )
        let persons = scope.persons
        let handles = try await lines.subjects(named: persons.map(\.ledgerName))
        report.persons = persons.map { person in
            ScopeReport.Person(
                ledgerName: person.ledgerName,
                handle: handles[person.ledgerName]?.text,
                opened: person.opened,
                passed: person.passed
            )
        }
        return report
    }
}
