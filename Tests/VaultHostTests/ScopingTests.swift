import Basics
import Foundation
import Ledger
import Logging
import Storage
import TestKit
import Testing
import Vault
import VaultAPI
import Witness
import WitnessAPI

@testable import VaultHost

@Suite("scope answers from the index, and never from a wrong one")
struct ScopingTests {
    private static let count = 2 * IndexSegment.width + 44

    @Test(
        "it tells what the lines tell, and how much of it the index told",
        arguments: TestDatabase.engines
    )
    func sameAsLines(_ engine: Engine) async throws {
        try await FilledVault.with(engine, lines: Self.count) { city in
            let without = try await city.scope()
            #expect(without.indexed == 0)
            #expect(without.lines == Self.count)
            #expect(without.persons.count == Self.count / 10 + 1)
            #expect(without.persons.allSatisfy { $0.handle != nil })
            #expect(try await city.index().made == 2)
            #expect(try await city.index().made == 0)
            let with = try await city.scope()
            #expect(with.indexed == 2 * IndexSegment.width)
            #expect(with.indexFaults == [])
            #expect(city.plain(with) == city.plain(without))
            let data = Data(with.json)
            #expect(try JSONDecoder().decode(ScopeReport.self, from: data) == with)
            let byLines = try await city.scope(index: false)
            #expect(byLines == without)
        }
    }

    @Test("lines that the ledger does not have yet are told of beside the index")
    func tail() async throws {
        try await FilledVault.with(.sqlite, lines: Self.count) { city in
            try await city.index()
            try await city.fill(10)
            let report = try await city.scope()
            #expect(report.lines == Self.count + 10)
            #expect(report.indexed == 2 * IndexSegment.width)
        }
    }

    @Test(
        "a segment that is altered, cut, exchanged, old or another ledger's is passed over, and told"
    )
    func wrongSegments() async throws {
        try await FilledVault.with(.sqlite, lines: Self.count) { city in
            let right = city.plain(try await city.scope())
            try await city.index()
            let first = try city.segment(0)
            let second = try city.segment(1)
            let foreign = try await FilledVault.with(.sqlite, lines: Self.count) { other in
                try await other.index()
                return try other.segment(0)
            }
            var flipped = first
            flipped[first.count / 2] ^= 1
            // Its number in the open says 0 as it should; what is sealed was bound to another.
            var renumbered = second
            renumbered[15] = 0
            let wrong = [flipped, Array(first.dropLast()), [], second, renumbered, foreign]
            for bytes in wrong {
                try city.put(bytes, 0)
                let report = try await city.scope()
                #expect(report.indexFaults == [0])
                #expect(report.indexed == IndexSegment.width)
                #expect(report.damages == [] && report.unreadable == 0)
                #expect(city.plain(report) == right)
            }
            try city.put(first, 0)
            #expect(try await city.scope().indexFaults == [])
        }
    }

    @Test("the index of another tree is passed over though the months' keys are the same")
    func otherTree() async throws {
        try await FilledVault.with(.sqlite, lines: Self.count) { city in
            try await city.index()
            // The same lines in another order, as after a restore: every seal is right.
            try await city.regrow(from: 1)
            let report = try await city.scope()
            #expect(report.indexFaults == [0, 1])
            #expect(report.indexed == 0 && report.damages == [])
            #expect(try await city.index().made == 2)
            #expect(try await city.scope().indexed == 2 * IndexSegment.width)
        }
    }

    @Test("a damaged ledger is told of, and nothing that can be read is left out")
    func damaged() async throws {
        try await FilledVault.with(.sqlite, lines: Self.count) { city in
            try await city.index()
            // In the lines that no index tells of.
            let path = city.layout.ledger + "/tile/entries/002.p/44"
            var bytes = try #require(FileManager.default.contents(atPath: path))
            bytes[60] ^= 1
            try bytes.write(to: URL(filePath: path))
            let report = try await city.scope()
            #expect(report.indexed == 0)
            #expect(!report.damages.isEmpty && report.unreadable == 1)
            #expect(report.lines == Self.count - 1)
        }
    }

    @Test(
        "everything is made anew where it is asked for, and the files differ by their seals alone"
    )
    func rebuilt() async throws {
        try await FilledVault.with(.sqlite, lines: Self.count) { city in
            try await city.index()
            let before = try await city.scope()
            let bytes = try city.segment(1)
            #expect(try await city.index(anew: true).made == 2)
            #expect(try city.segment(1) != bytes)
            #expect(try await city.scope() == before)
        }
    }
}

/// A vault's data below one directory, filled with lines and a ledger of them.
private struct FilledVault {
    let layout: DataLayout
    let environment: [String: String]
    let database: Database
    let lines: Lines
    private let begin = Moment(milliseconds: 1_798_650_000_000)

    static func with<Value>(
        _ engine: Engine,
        lines count: Int,
        isolation: isolated (any Actor)? = #isolation,
        _ test: (FilledVault) async throws -> Value
    ) async throws -> Value {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "ichi-scope-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let layout = DataLayout(folder)
        for path in [layout.vault, layout.ledger] {
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true
            )
        }
        return try await TestDatabase.withAddress(engine) { address in
            let environment = ["VAULT_DATABASE_URL": text(of: address)]
            let database = try await Database.open(address, migrations: VaultMigrations.all)
            let room = try await WitnessRoom.start(
                WitnessFolder(data: layout.witness, keys: layout.directory + "/witness-keys"),
                name: "inaba.example/witness",
                budget: .standard,
                clock: .system,
                say: { _ in }
            )
            let lines = Lines(
                database: database,
                keys: try VaultKeys.open(directory: layout.keys),
                witness: try room.port
            )
            let city = FilledVault(
                layout: layout,
                environment: environment,
                database: database,
                lines: lines
            )
            try city.beginLedger()
            try await city.fill(count)
            try await city.integrate()
            // Whoever reads lends itself one, on the same book; the months' keys are open here.
            await room.close()
            let value = try await test(city)
            await database.close()
            return value
        }
    }

    func fill(_ count: Int) async throws {
        let first = try await database.read { tx -> Int in
            try tx.row("SELECT COUNT(*) AS lines FROM line")?.get("lines") ?? 0
        }
        var name = ""
        var entries: [LedgerEntry] = []
        for number in first..<first + count {
            let action: LedgerEntry.Action = number % 10 == 0 ? .enrol : .open
            if name.isEmpty || number % 10 == 0 { name = Handle<Subject>.mint().text }
            entries.append(
                LedgerEntry(
                    at: begin.adding(minutes: number),
                    caller: number % 4 == 0 ? .courier : .counter,
                    action: number == first ? .enrol : action,
                    subjects: [name],
                    fields: [.familyName, number % 3 == 0 ? .phone : .city]
                )
            )
        }
        try await lines.fill(entries, begin)
    }

    func integrate(_ order: @escaping @Sendable ([[UInt8]]) -> [[UInt8]] = { $0 }) async throws {
        let keeper = try await LedgerKeeper(
            directory: layout.ledger,
            key: try Strongroom.ledgerKey(layout, environment: environment),
            lines: { from, limit in
                let rows = try await self.lines.rows(from: 0, limit: 100_000).map(\.entry)
                return order(rows).enumerated().map { (seq: $0, entry: $1) }
                    .filter { $0.seq >= from }.prefix(limit).map { $0 }
            },
            treeSize: .init(),
            logger: Logger(label: "test")
        )
        try await keeper.integrate()
    }

    // A keeper makes no tree where there are lines already.
    private func beginLedger() throws {
        let key = try Strongroom.ledgerKey(layout, environment: environment)
        _ = try Log.create(in: layout.ledger, key: key)
    }

    /// A tree of the same lines in another order.
    func regrow(from place: Int) async throws {
        try FileManager.default.removeItem(atPath: layout.ledger)
        try FileManager.default.createDirectory(
            atPath: layout.ledger,
            withIntermediateDirectories: true
        )
        try beginLedger()
        try await integrate { Array($0[place...] + $0[..<place]) }
    }

    @discardableResult
    func index(anew: Bool = false) async throws -> Indexing {
        try await Indexing.bringUp(
            layout,
            environment: environment,
            anew: anew,
            logger: Logger(label: "test")
        )
    }

    func scope(index: Bool = true) async throws -> ScopeReport {
        let scope = Scope(from: begin, to: begin.adding(days: 30), process: nil)
        return try await Scoping.report(
            layout,
            environment: environment,
            scope: scope,
            index: index
        )
    }

    /// A report without what it says of the index.
    func plain(_ report: ScopeReport) -> ScopeReport {
        var plain = report
        plain.indexed = 0
        plain.indexFaults = []
        return plain
    }

    func segment(_ number: Int) throws -> [UInt8] {
        Array(try #require(FileManager.default.contents(atPath: "\(layout.index)/\(number)")))
    }

    func put(_ bytes: [UInt8], _ number: Int) throws {
        try Data(bytes).write(to: URL(filePath: "\(layout.index)/\(number)"))
    }
}

/// An address as the environment has it.
private func text(of address: DatabaseAddress) -> String {
    switch address {
    case .sqlite(let path): return "sqlite:\(path)"
    case .postgres(let url, let schema):
        let url = url.revealed
        return url + (url.contains("?") ? "&" : "?") + "schema=\(schema)"
    }
}
