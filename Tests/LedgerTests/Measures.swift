import Foundation
import Ledger
import Testing

/// Figures rather than promises: run with ICHI_MEASURE=1.
@Suite("measures", .enabled(if: ProcessInfo.processInfo.environment["ICHI_MEASURE"] != nil))
struct Measures {
    @Test("entries integrated and verified in a second")
    func entriesPerSecond() throws {
        let size = Int(ProcessInfo.processInfo.environment["ICHI_MEASURE_SIZE"] ?? "") ?? 100_000
        let directory = FileManager.default.temporaryDirectory
            .appending(path: "measure-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: directory,
            withIntermediateDirectories: true
        )
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let key = try testKey()
        var log = try Log.create(in: directory, key: key)
        let entry = [UInt8](repeating: 7, count: 300)
        let write = try ContinuousClock().measure {
            for _ in 0..<size / 4096 { try log.integrate(Array(repeating: entry, count: 4096)) }
        }
        let single = try ContinuousClock().measure {
            for _ in 0..<200 { try log.integrate([entry]) }
        }
        let verify = ContinuousClock().measure {
            let report = LogVerifier.verify(directory: directory, key: key.verifier)
            #expect(report.damages == [])
        }
        let count = log.checkpoint.size
        Issue.record(
            "\(count) entries: \(write) in batches of 4096, \(verify) verified; 200 singly \(single)",
            severity: .warning
        )
    }
}
