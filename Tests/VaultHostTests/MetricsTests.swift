import Basics
import Foundation
import TestKit
import Testing
import VaultAPI
import WitnessAPI

@testable import Vault
@testable import VaultHost

@Suite("The vault in numbers")
struct MetricsTests {
    private static let now = Moment(milliseconds: 1_796_691_600_000)

    private func figures() -> VaultFigures {
        var figures = VaultFigures()
        figures.alarms = [.honeyMailed: 3]
        figures.freezes = ["process": 1]
        figures.mails = 2
        figures.oldestMail = MetricsTests.now.adding(seconds: -90)
        figures.opened = [.counter: 41]
        figures.lookUps = 7
        return figures
    }

    @Test("each value has a help, a type and one line for each label; kinds that never were are 0")
    func text() {
        let text = MetricsFile.text(
            figures(),
            nil,
            cosigned: MetricsTests.now.adding(seconds: -4),
            at: MetricsTests.now
        )
        let lines = text.split(separator: "\n").map(String.init)
        for line in [
            "# TYPE ichi_alarms_total counter", "ichi_alarms_total{kind=\"honeyMailed\"} 3",
            "ichi_alarms_total{kind=\"forgedToken\"} 0", "ichi_freezes_standing{of=\"process\"} 1",
            "ichi_persons_opened_total{process=\"counter\"} 41", "ichi_look_ups_total 7",
            "ichi_mails_waiting 2", "ichi_mail_oldest_seconds 90", "ichi_witness_reached 0",
            "ichi_cosignature_age_seconds 4",
        ] {
            #expect(lines.contains(line), "\(line)")
        }
        let form = /(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[a-z]+="[A-Za-z]+"\})? \d+)/
        #expect(lines.allSatisfy { $0.wholeMatch(of: form) != nil })
        #expect(text.hasSuffix("\n"))
    }

    @Test("the file is there whole, for others to read, and replaced the next time")
    func file() async throws {
        try await withTemporaryFolder { folder in
            let file = MetricsFile(folder: folder.path)
            for count in [1, 2] {
                var figures = figures()
                figures.mails = count
                try file.write(figures, nil, cosigned: nil, at: MetricsTests.now)
                let path = folder.path + "/ichi-vault.prom"
                let text = try String(contentsOfFile: path, encoding: .utf8)
                #expect(text.contains("ichi_mails_waiting \(count)\n"))
                let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
                #expect(mode as? Int == 0o644)
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 1)
        }
    }
}
