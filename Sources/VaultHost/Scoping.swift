public import Basics
import Ledger
public import Logging
import Storage
import Vault
public import VaultAPI

/// What was touched in a time: persons and fields, an upper bound with nothing missing.
public struct ScopeReport: Codable, Sendable, Equatable {
    /// One person.
    public struct Person: Codable, Sendable, Equatable {
        /// The name in the ledger, which outlives the person's data.
        public var ledgerName: String
        /// The handle that the shop's rows bear; nil once the person is erased.
        public var handle: String?
        /// Fields that were opened: shown, mailed or copied.
        public var opened: Set<PersonalField>
        /// Fields that passed through the process while they were typed.
        public var passed: Set<PersonalField>
    }

    /// Milliseconds since 1970.
    public var from: Moment
    public var to: Moment
    public var process: Caller?
    /// Lines in that time.
    public var lines = 0
    /// Lines that cannot be read any more, whatever their time: never left out silently.
    public var unreadable = 0
    /// What is broken in the ledger's files.
    public var damages: [String] = []
    public var persons: [Person] = []
}

/// Reads the ledger, and then the lines that are not in it yet.
public struct Scoping: Sendable {
    private static let batch = 4096
    private static let revealing = LedgerEntry.revealing
    private static let passing: Set<LedgerEntry.Action> = [.enrol, .change]

    private let room: Strongroom
    private var report: ScopeReport
    private var opened: [String: Set<PersonalField>] = [:]
    private var passed: [String: Set<PersonalField>] = [:]

    /// The scope of a time, of one process or all of them.
    ///
    /// `from` is included, `to` is not. Throws `StorageError`, `Damage`.
    public static func report(
        _ layout: DataLayout,
        environment: [String: String],
        from: Moment,
        to: Moment,
        process: Caller?,
        logger: Logger
    ) async throws -> ScopeReport {
        let room = try await Strongroom.open(
            layout,
            environment: environment,
            access: .readOnly,
            logger: logger
        )
        var scoping = Scoping(
            room: room,
            report: ScopeReport(from: from, to: to, process: process)
        )
        try await scoping.readLedger(try room.ledgerKey(environment: environment).verifier)
        return try await scoping.finish()
    }

    private init(room: Strongroom, report: ScopeReport) {
        self.room = room
        self.report = report
    }

    private mutating func readLedger(_ key: VerifierKey) async throws {
        let directory = room.layout.ledger
        let reader = try LogReader(directory: directory, key: key)
        report.damages = LogVerifier.verify(directory: directory, key: key).damages
            .map(\.description)
        let size = reader.checkpoint.size
        for start in stride(from: 0, to: size, by: Scoping.batch) {
            var entries: [[UInt8]] = []
            do {
                try reader.forEachEntry(in: start..<min(size, start + Scoping.batch)) {
                    entries.append($1)
                }
            } catch is Damage {
                report.unreadable += min(size, start + Scoping.batch) - start - entries.count
            }
            try await add(entries)
        }
        try await readTail(from: size)
    }

    private mutating func readTail(from size: Int) async throws {
        var next = size
        while true {
            let page = try await room.vault.unintegrated(from: next, limit: Scoping.batch)
            guard let last = page.last else { return }
            next = last.seq + 1
            try await add(page.map(\.entry))
        }
    }

    private mutating func add(_ raw: [[UInt8]]) async throws {
        let entries = try await room.vault.openEntries(raw, from: report.from, to: report.to)
        for entry in entries {
            guard let entry else {
                report.unreadable += 1
                continue
            }
            guard report.process == nil || entry.caller == report.process else { continue }
            report.lines += 1
            for name in entry.subjects {
                if Scoping.revealing.contains(entry.action) {
                    opened[name, default: []].formUnion(entry.fields)
                } else if Scoping.passing.contains(entry.action) {
                    passed[name, default: []].formUnion(entry.fields)
                }
            }
        }
    }

    private consuming func finish() async throws -> ScopeReport {
        var report = report
        for name in Set(opened.keys).union(passed.keys).sorted() {
            report.persons.append(
                ScopeReport.Person(
                    ledgerName: name,
                    handle: try await room.vault.subject(named: name)?.text,
                    opened: opened[name] ?? [],
                    passed: passed[name] ?? []
                )
            )
        }
        return report
    }
}
