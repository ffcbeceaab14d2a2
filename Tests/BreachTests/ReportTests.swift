import Foundation
import Testing

@testable import Breach

@Suite("What the red team's drill says")
struct ReportTests {
    @Test("one person beyond what is promised breaks the report")
    func beyond() throws {
        var report = BreachReport(seed: "s", persons: 10, namesADay: 5)
        report.positions = Position.allCases.map { BreachReport.Line($0) }
        #expect(report.isKept)
        report.positions[3].beyond = 1
        #expect(!report.isKept)
    }

    @Test("every position has a name of its own, a promise and what holds it")
    func positions() {
        #expect(Set(Position.allCases.map(\.rawValue)).count == 13)
        #expect(Set(Position.allCases.map(\.title)).count == 13)
        #expect(Position.allCases.allSatisfy { !$0.limit.isEmpty })
        #expect(Position.allCases.filter { $0.promise == .everybody } == [.bothHosts])
    }

    @Test("each role takes the place of a process that the launcher starts")
    func roles() {
        let processes: Set = ["market", "counter", "office", "courier", "vault", "witness"]
        #expect(RedRole.allCases.allSatisfy { processes.contains($0.process) })
    }

    @Test("events are found among whatever else a log holds, and none is torn")
    func tail() throws {
        let folder = FileManager.default.temporaryDirectory
        let file = folder.appending(path: "ichi-red-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(
            "2026 info market\nred {\"kind\":\"here\",\"name\":\"x\"}\nloot \u{1}é\nred {\"ki".utf8
        )
        .write(to: file)
        var tail = RedTail(file.path)
        #expect(tail.next().map(\.name) == ["x"])
        let handle = try FileHandle(forWritingTo: file)
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("nd\":\"end\"}\n".utf8))
        #expect(tail.next().map(\.kind) == [.end])
        #expect(tail.next().isEmpty)
    }
}

@Suite("Simulated days")
struct DayTests {
    @Test("a seed makes the same days, as busy as the notice tells in all")
    func traffic() {
        var (one, same, other) = (Traffic(seed: "a"), Traffic(seed: "a"), Traffic(seed: "b"))
        let days = (0..<Traffic.noticeDays).map { one.orders(on: $0) }
        #expect(days == (0..<Traffic.noticeDays).map { same.orders(on: $0) })
        #expect(days != (0..<Traffic.noticeDays).map { other.orders(on: $0) })
        let all = Double(days.reduce(0, +)) / Double(Traffic.orders)
        #expect((0.95...1.05).contains(all))
    }

    @Test(
        "a thief who takes all that a day leaves is noticed within days; no day gives him more than its limit"
    )
    func greed() async throws {
        let line = try await PatientThief(seed: "a", days: 5).run()
        let all = try #require(line.days?.last)
        #expect(all.pace == 1_000)
        #expect(try #require(all.noticedOnDay) <= 5)
        #expect(all.readable <= 3_000)
        #expect(all.turnedAway > 0)
        let slow = try #require(line.days?.first)
        #expect(slow.readable == 50 && slow.noticedOnDay == nil && slow.turnedAway == 0)
    }
}
