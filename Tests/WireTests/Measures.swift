import Basics
import Foundation
import Logging
import Testing
import Wire

/// Figures rather than promises: run with ICHI_MEASURE=1.
@Suite("measures", .enabled(if: ProcessInfo.processInfo.environment["ICHI_MEASURE"] != nil))
struct Measures {
    @Test("round trips in a second over a socket pair, one at a time and 16 in flight")
    func roundTrips() async throws {
        let (child, childEnd) = try Switchboard.line()
        let (vault, vaultEnd) = try Switchboard.line()
        let server = WireServer<Shoptalk>(
            door: WireDoor(
                answer: { _, _, _ in .success([]) },
                forged: { _ in }
            ),
            logger: Logger(label: "measure")
        )
        Task { try await server.serve(switchboard: vaultEnd) }
        Thread.detachNewThread {
            while let wanted = try? Switchboard.hear(child), wanted {
                try? Switchboard.connect("counter", on: child, toServerOn: vault)
            }
        }
        let client = WireClient<Shoptalk>(.switchboard(line: childEnd))
        _ = try await client.ask(Claim(order: .mint()))
        let count = 8000
        let alone = try await ContinuousClock().measure {
            for _ in 0..<count { _ = try await client.ask(Claim(order: .mint())) }
        }
        let together = try await ContinuousClock().measure {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<16 {
                    group.addTask {
                        for _ in 0..<count / 16 { _ = try await client.ask(Claim(order: .mint())) }
                    }
                }
                try await group.waitForAll()
            }
        }
        Issue.record("\(count) round trips: \(alone), 16 in flight \(together)", severity: .warning)
    }
}
