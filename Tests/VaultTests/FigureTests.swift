import Basics
import Foundation
import Storage
import TestKit
import Testing
import VaultAPI

@testable import Vault

/// Figures, where `ICHI_MEASURE` asks for them.
@Suite(
    "Figures",
    .enabled(if: ProcessInfo.processInfo.environment["ICHI_MEASURE"] != nil),
    .serialized
)
struct FigureTests {
    @Test("sealing and opening a sheet of ten fields")
    func sheet() throws {
        let bench = try SealingBench()
        defer { bench.remove() }
        let fields = Dictionary(
            uniqueKeysWithValues: Sample.orderer.map { ($0.key.rawValue, $0.value.revealed) }
        )
        let clock = ContinuousClock()
        let rounds = 500
        let sheets = try (0..<rounds).map { try bench.seal(fields, owner: "a", version: $0 + 1) }
        let sealing = try clock.measure {
            for round in 0..<rounds { _ = try bench.seal(fields, owner: "a", version: round + 1) }
        }
        let opening = try clock.measure {
            for sheet in sheets {
                let half = try bench.half(of: sheet)
                _ = try bench.sealer.open(sheet, fields: fields.keys.sorted(), witnessHalf: half)
            }
        }
        report("seal \(sealing / rounds), open \(opening / rounds) a sheet")
    }

    @Test("enrolling and opening, durable, 16 callers", arguments: TestDatabase.engines)
    func durable(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            _ = try await room.guest()
            let callers = 16
            let each = 50
            let clock = ContinuousClock()
            let time = try await clock.measure {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<callers {
                        group.addTask {
                            for _ in 0..<each {
                                let guest = try await room.guest()
                                _ = try await room.open(guest.handle, guest.token)
                            }
                        }
                    }
                    try await group.waitForAll()
                }
            }
            let seconds =
                Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
            report("\(engine): \(Int(Double(callers * each * 2) / seconds)) enrol or open a second")
        }
    }

    private func report(_ text: String) {
        FileHandle.standardError.write(Data(("figure: " + text + "\n").utf8))
    }
}
