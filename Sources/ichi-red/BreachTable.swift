import Breach
import Foundation

/// The report as people read it: who breaks in where, and what he gets.
struct BreachTable {
    private let report: BreachReport

    init(_ report: BreachReport) { self.report = report }

    func print() {
        Swift.print(
            "The notice of 2020: 27,270 members and 59,021 orders read, noticed after 293 days."
        )
        Swift.print(
            "This city: \(report.persons) persons known, the witness opens \(report.namesADay) a day.\n"
        )
        Swift.print(row("who breaks in where", "reads", "may", "alarm", "frozen", "what holds"))
        for line in report.positions {
            Swift.print(row(of: line))
            for words in words(of: line) { Swift.print("    \(words)") }
        }
        if let users = report.users { Swift.print("\n\(users)") }
        let took = report.seconds.formatted(.number.precision(.fractionLength(1)))
        let verdict = report.isKept ? "nobody reads more than is promised" : "PROMISES BROKEN"
        Swift.print("\n\(verdict) (seed \(report.seed), \(took) s)")
    }

    private func row(of line: BreachReport.Line) -> String {
        let title = Position(rawValue: line.name)?.title ?? line.name
        return row(
            title,
            "\(line.readable)",
            may(line),
            line.attemptsUntilAlarm.map { $0 == 1 ? "1st try" : "\($0) tries" } ?? "none",
            line.secondsUntilFrozen.map { seconds($0) } ?? "–",
            line.limit
        )
    }

    private func may(_ line: BreachReport.Line) -> String {
        switch line.promise {
        case .nobody: "nobody"
        case .whoPassed: "\(line.promised) passed"
        case .witnessLimit: "\(line.promised)"
        case .everybody: "all"
        }
    }

    private func words(of line: BreachReport.Line) -> [String] {
        var words: [String] = []
        if line.beyond > 0 { words.append("BEYOND THE PROMISE: \(line.beyond) persons") }
        if !line.frozen.isEmpty { words.append("noticed: " + line.frozen.joined(separator: "; ")) }
        if !line.alarms.isEmpty {
            words.append("alarms: " + line.alarms.joined(separator: ", "))
        }
        for day in line.days ?? [] {
            let noticed =
                day.noticedOnDay.map {
                    "noticed on day \($0), when he had \(day.readableWhenNoticed ?? 0)"
                }
                ?? "no alarm"
            let all =
                day.everybodyOnDay.map { "everybody on day \($0)" } ?? "\(day.readable) in all"
            words.append(
                "\(day.pace) a day at most: \(all), \(noticed), \(day.turnedAway) orders turned away"
            )
        }
        words += line.notes
        return words
    }

    private func seconds(_ seconds: Double) -> String {
        seconds.formatted(.number.precision(.fractionLength(3))) + " s"
    }

    private func row(_ cells: String...) -> String {
        let titles = report.positions.compactMap { Position(rawValue: $0.name)?.title.count }
        let widths = [(titles.max() ?? 0) + 1, 6, 11, 9, 8, 0]
        return zip(cells, widths).map { cell, width in
            cell + String(repeating: " ", count: max(0, width - cell.count))
        }.joined(separator: " ")
    }
}
