import Basics
import Foundation
import Ledger
import Logging
import Synchronization
import Testing

@testable import VaultHost

@Suite("the ledger's keeper")
struct LedgerKeeperTests {
    /// The vault's rows, and a directory for the ledger.
    private final class Bench: Sendable {
        let rows = Mutex<[(seq: Int, entry: [UInt8])]>([])
        let directory: String
        let key: LogKey

        init() throws {
            directory =
                FileManager.default.temporaryDirectory
                .appending(path: "keeper-\(UUID().uuidString)").path
            try FileManager.default.createDirectory(
                atPath: directory,
                withIntermediateDirectories: true
            )
            key = try #require(LogKey(name: "keeper.example", seed: LogKey.mintSeed()))
        }

        deinit { try? FileManager.default.removeItem(atPath: directory) }

        func write(_ count: Int, longer: Int = 0) {
            let tail = String(repeating: ".", count: longer)
            rows.withLock { rows in
                for _ in 0..<count {
                    rows.append((seq: rows.count, entry: Array("line \(rows.count)\(tail)".utf8)))
                }
            }
        }

        func keeper(
            _ size: LedgerKeeper.TreeSize = .init(),
            meanwhile: @escaping @Sendable () -> Void = {}
        ) async throws -> LedgerKeeper {
            try await LedgerKeeper(
                directory: directory,
                key: key,
                lines: { from, limit in
                    // A database answers later, and lets others in meanwhile.
                    try await Task.sleep(for: .milliseconds(5))
                    defer { meanwhile() }
                    return self.rows.withLock { Array($0.filter { $0.seq >= from }.prefix(limit)) }
                },
                treeSize: size,
                logger: Logger(label: "test")
            )
        }

        func entries() throws -> [[UInt8]] {
            let reader = try LogReader(directory: directory, key: key.verifier)
            var entries: [[UInt8]] = []
            try reader.forEachEntry(in: 0..<reader.checkpoint.size) { entries.append($1) }
            return entries
        }
    }

    @Test("rounds that meet, as at the end of the process, take no line twice")
    func roundsMeet() async throws {
        let bench = try Bench()
        let keeper = try await bench.keeper()
        bench.write(40)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 { group.addTask { try await keeper.integrate() } }
            try await group.waitForAll()
        }
        #expect(try bench.entries() == bench.rows.withLock { $0.map(\.entry) })
    }

    @Test("lines that come during a round share the next one's checkpoint")
    func wait() async throws {
        let bench = try Bench()
        let size = LedgerKeeper.TreeSize()
        let keeper = try await bench.keeper(size, meanwhile: { bench.write(1) })
        let before = bench.rows.withLock { $0.count }
        bench.write(10)
        try await keeper.integrate()
        #expect(size.value == before + 10)
        try await keeper.integrate()
        #expect(size.value == before + 11)
    }

    @Test("at the end of the process no line is left, those that come meanwhile included")
    func finishes() async throws {
        let bench = try Bench()
        let size = LedgerKeeper.TreeSize()
        let coming = Mutex(3)
        let keeper = try await bench.keeper(
            size,
            meanwhile: {
                let comes = coming.withLock { left in
                    left -= 1
                    return left >= 0
                }
                if comes { bench.write(1) }
            }
        )
        try await keeper.finish()
        #expect(size.value == 3 && bench.rows.withLock { $0.count } == 3)
    }

    @Test("lines come into the ledger in order, and after a restart none is lost or doubled")
    func restarts() async throws {
        let bench = try Bench()
        let size = LedgerKeeper.TreeSize()
        try await bench.keeper(size).integrate()
        #expect(size.value == 0)
        for count in [1, 254, 1, 1, 5000] {
            bench.write(count)
            try await bench.keeper(size).integrate()
            #expect(size.value == bench.rows.withLock { $0.count })
        }
        #expect(try bench.entries() == bench.rows.withLock { $0.map(\.entry) })
        let report = LogVerifier.verify(directory: bench.directory, key: bench.key.verifier)
        #expect(report == LogReport(size: 5257, damages: []))
    }

    @Test("of long lines no more are held at once than a mebibyte is passed by")
    func longLines() async throws {
        let bench = try Bench()
        let size = LedgerKeeper.TreeSize()
        let sizes = Mutex<Set<Int>>([])
        let keeper = try await bench.keeper(
            size,
            meanwhile: { _ = sizes.withLock { $0.insert(size.value) } }
        )
        bench.write(600, longer: 8192)
        try await keeper.integrate()
        // Taken in two times 256, and the rest.
        #expect(sizes.withLock { $0 } == [0, 256, 512])
        #expect(try bench.entries() == bench.rows.withLock { $0.map(\.entry) })
    }

    @Test("a line reaches a signed checkpoint by itself")
    func reachesCheckpoint() async throws {
        let bench = try Bench()
        let size = LedgerKeeper.TreeSize()
        let keeper = try await bench.keeper(size)
        let running = Task { await keeper.run() }
        try await Task.sleep(for: .milliseconds(50))
        bench.write(3)
        let began = ContinuousClock.now
        while size.value < 3, began.duration(to: .now) < .seconds(20) {
            try await Task.sleep(for: .milliseconds(5))
        }
        #expect(size.value == 3)
        running.cancel()
    }

    @Test("a missing line stops the ledger rather than moving the others")
    func gap() async throws {
        let bench = try Bench()
        let keeper = try await bench.keeper()
        bench.write(10)
        bench.rows.withLock { _ = $0.remove(at: 4) }
        await #expect(throws: HostError.lineMissing(4)) { try await keeper.integrate() }
        #expect(try bench.entries().isEmpty)
    }

    @Test("a database older than the ledger, or that says otherwise, is not served from")
    func restored() async throws {
        let bench = try Bench()
        let keeper = try await bench.keeper()
        bench.write(300)
        try await keeper.integrate()
        bench.rows.withLock { $0[299].entry = [1] }
        await #expect(throws: HostError.lineAltered(299)) { try await bench.keeper() }
        bench.rows.withLock { _ = $0.removeLast() }
        await #expect(throws: HostError.databaseBehind(ledger: 300)) { try await bench.keeper() }
        try FileManager.default.removeItem(atPath: bench.directory + "/checkpoint")
        await #expect(throws: HostError.ledgerMissing(bench.directory)) {
            try await bench.keeper()
        }
    }
}

@Suite("times as an operator types them")
struct JapanTimeTests {
    @Test("days and times are Japan's, unless they end with Z")
    func forms() {
        let day = JapanTime("2026-12-08")
        #expect(day == JapanTime("2026-12-07T15:00:00Z"))
        #expect(JapanTime("2026-12-08T09:30") == JapanTime("2026-12-08T00:30Z"))
        #expect(day?.description == "2026-12-08T00:00:00")
        #expect(JapanTime("2026-12-08 09:30:05")?.description == "2026-12-08T09:30:05")
    }

    @Test(
        "what is no time is refused",
        arguments: ["", "2026-13-01", "2026-02-30", "2026-12-08T24:00", "8.12.2026", "12:00"]
    )
    func wrong(text: String) { #expect(JapanTime(text) == nil) }
}
