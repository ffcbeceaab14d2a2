import Basics
import Foundation
import Ledger
import Synchronization
import TestKit
import Testing
import VaultAPI
import Witness
import WitnessAPI

@testable import VaultHost

@Suite("the ledger is shown to the witness", .serialized)
struct CosigningTests {
    private final class Rows: Sendable {
        private let rows = Mutex<[(seq: Int, entry: [UInt8])]>([])

        func write(_ count: Int) {
            rows.withLock { rows in
                for _ in 0..<count {
                    let padding = String(repeating: "x", count: 300)
                    rows.append((rows.count, Array("line \(rows.count) \(padding)".utf8)))
                }
            }
        }

        func from(_ first: Int, _ limit: Int) -> [(seq: Int, entry: [UInt8])] {
            rows.withLock { Array($0.dropFirst(first).prefix(limit)) }
        }
    }

    /// What a keeper tells its vault.
    private final class Ears: Sendable {
        let times = Mutex<[Moment]>([])
        let alarms = Mutex<[AlarmKind]>([])
        let abreast = Mutex(0)
    }

    /// A ledger whose lines a test writes, and its keeper.
    private final class Vault: Sendable {
        let rows = Rows()
        let layout: DataLayout
        let key: LogKey
        let keeper: LedgerKeeper
        let ears = Ears()

        init(_ bench: WitnessBench, key known: LogKey? = nil) async throws {
            layout = bench.layout
            let fresh = LogKey(name: "keeper.example", seed: LogKey.mintSeed())
            let key = try #require(known ?? fresh)
            self.key = key
            let (rows, ears) = (rows, ears)
            keeper = try await LedgerKeeper(
                directory: layout.ledger,
                key: key,
                lines: { rows.from($0, $1) },
                treeSize: .init(),
                heard: { time in ears.times.withLock { $0.append(time) } },
                abreast: { ears.abreast.withLock { $0 += 1 } },
                alarm: { kind in ears.alarms.withLock { $0.append(kind) } },
                logger: quiet
            )
        }

        func write(_ count: Int) { rows.write(count) }

        /// The size of the checkpoint, and whether the witness has signed it.
        func state() throws -> (size: Int, isCosigned: Bool) {
            let reader = try LogReader(directory: layout.ledger, key: key.verifier)
            guard let text = try? String(contentsOfFile: layout.witnessKey, encoding: .utf8) else {
                return (reader.checkpoint.size, false)
            }
            let cosigner = try #require(CosignerKey(String(text.dropLast())))
            return (reader.checkpoint.size, try cosigner.cosignature(on: reader.note) != nil)
        }

        /// Runs as the process does, while a test looks.
        func running(_ witness: Witness, _ test: () async throws -> Void) async throws {
            let tasks = [Task { await keeper.run() }, Task { await keeper.follow(witness) }]
            defer { for task in tasks { task.cancel() } }
            try await test()
        }
    }

    private func with(_ test: (WitnessBench, Vault, Witness) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let bench = try await WitnessBench(folder)
            let link = try await bench.link()
            try await link.meet()
            try await test(bench, Vault(bench), link.witness)
            await link.end()
        }
    }

    @Test("each line is cosigned by itself, and the witness's copy is a sound ledger by itself")
    func quietRunning() async throws {
        try await with { bench, vault, witness in
            try await vault.running(witness) {
                for size in 1...3 {
                    vault.write(1)
                    try await until { try vault.state() == (size, true) }
                }
            }
            let copy = LogVerifier.verify(
                directory: bench.layout.witness + "/ledger",
                key: vault.key.verifier
            )
            #expect(copy.damages.isEmpty)
            #expect(copy.size == 3)
        }
    }

    @Test("while the witness is away the ledger goes on; 5,000 lines later it catches up")
    func catchesUp() async throws {
        try await with { bench, vault, witness in
            try await vault.running(witness) {
                vault.write(3)
                try await until { try vault.state() == (3, true) }
                bench.be(.away)
                vault.write(5000)
                try await until { try vault.state() == (5003, false) }
                let heard = vault.ears.abreast.withLock { $0 }
                try await Task.sleep(for: .milliseconds(500))
                // Nobody is told that all is signed while it is not.
                #expect(vault.ears.abreast.withLock { $0 } == heard && heard > 0)
                bench.be(.honest)
                try await until { try vault.state() == (5003, true) }
                try await until { vault.ears.abreast.withLock { $0 > heard } }
                #expect(try bench.room.standing().ledgerSize == 5003)
            }
        }
    }

    @Test("after a restart it goes on where the witness stands")
    func restart() async throws {
        try await with { bench, vault, witness in
            vault.write(400)
            try await vault.keeper.integrate()
            try await vault.keeper.show(witness)
            vault.write(100)
            try await vault.keeper.integrate()
            let again = try await LedgerKeeper(
                directory: vault.layout.ledger,
                key: vault.key,
                lines: { vault.rows.from($0, $1) },
                treeSize: .init(),
                logger: quiet
            )
            try await again.show(witness)
            #expect(try vault.state() == (500, true))
        }
    }

    @Test("the time of each cosignature is told, and a checkpoint that goes back is an alarm, once")
    func told() async throws {
        try await with { bench, vault, witness in
            vault.write(5)
            try await vault.keeper.integrate()
            let before = WallClock.system.now()
            try await vault.keeper.show(witness)
            let times = vault.ears.times.withLock { $0 }
            let time = try #require(times.first)
            #expect(times.count == 1 && abs(time.milliseconds - before.milliseconds) < 5000)
            // Another vault of the same key, with other lines: what the witness has does not go on.
            try FileManager.default.removeItem(atPath: vault.layout.ledger)
            try FileManager.default.createDirectory(
                atPath: vault.layout.ledger,
                withIntermediateDirectories: true
            )
            let other = try await Vault(bench, key: vault.key)
            other.write(2)
            try await other.running(witness) {
                try await until { other.ears.alarms.withLock { !$0.isEmpty } }
                try await Task.sleep(for: .milliseconds(1500))
            }
            #expect(other.ears.alarms.withLock { $0 } == [.notAnExtension])
        }
    }

    @Test("a word that is not the witness's on this checkpoint is not kept")
    func falseWord() async throws {
        try await with { _, vault, witness in
            vault.write(2)
            try await vault.keeper.integrate()
            var liar = witness
            let honest = witness.extend
            liar.extend = { stretch in
                var taken = try await honest(stretch)
                taken.cosignature = taken.cosignature.map { "\($0.dropLast(6))AAAA=\n" }
                return taken
            }
            await #expect(throws: (any Error).self) { try await vault.keeper.show(liar) }
            #expect(try vault.state() == (2, false))
            try await vault.keeper.show(witness)
            #expect(try vault.state() == (2, true))
        }
    }

    @Test("a witness that takes nothing is not asked for ever")
    func takesNothing() async throws {
        try await with { _, vault, witness in
            vault.write(2)
            try await vault.keeper.integrate()
            var idle = witness
            idle.extend = { StretchTaken(size: $0.from, cosignature: nil) }
            await #expect(throws: HostError.self) { try await vault.keeper.show(idle) }
        }
    }
}
