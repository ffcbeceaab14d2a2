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
        public var opened: [PersonalField]
        /// Fields that passed through the process while they were typed.
        public var passed: [PersonalField]
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

    private let room: Strongroom
    private var scope: Scope
    private var damages: [String] = []

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
        var scoping = Scoping(room: room, scope: Scope(from: from, to: to, process: process))
        try await scoping.readLedger(try room.ledgerKey(environment: environment).verifier)
        return try await scoping.report()
    }

    private init(room: Strongroom, scope: Scope) {
        self.room = room
        self.scope = scope
    }

    private mutating func readLedger(_ key: VerifierKey) async throws {
        let directory = room.layout.ledger
        let reader = try LogReader(directory: directory, key: key)
        damages = LogVerifier.verify(directory: directory, key: key).damages.map(\.description)
        let size = reader.checkpoint.size
        for start in stride(from: 0, to: size, by: Scoping.batch) {
            let end = min(size, start + Scoping.batch)
            var entries: [[UInt8]] = []
            do {
                try reader.forEachEntry(in: start..<end) { entries.append($1) }
            } catch is Damage {
                scope.unreadable += end - start - entries.count
            }
            await room.vault.take(entries, into: &scope)
        }
        try await readTail(from: size)
    }

    private mutating func readTail(from size: Int) async throws {
        var next = size
        while true {
            let page = try await room.vault.unintegrated(from: next, limit: Scoping.batch)
            guard let last = page.last else { return }
            next = last.seq + 1
            await room.vault.take(page.map(\.entry), into: &scope)
        }
    }

    private func report() async throws -> ScopeReport {
        var report = ScopeReport(
            from: scope.from,
            to: scope.to,
            process: scope.process,
            lines: scope.lines,
            unreadable: scope.unreadable,
            damages: damages
        )
        for name in Set(scope.opened.keys).union(scope.passed.keys).sorted() {
            report.persons.append(
                ScopeReport.Person(
                    ledgerName: name,
                    handle: try await room.vault.subject(named: name)?.text,
                    opened: Scoping.sorted(scope.opened[name]),
                    passed: Scoping.sorted(scope.passed[name])
                )
            )
        }
        return report
    }

    private static func sorted(_ fields: Set<PersonalField>?) -> [PersonalField] {
        (fields ?? []).sorted { $0.rawValue < $1.rawValue }
    }
}
