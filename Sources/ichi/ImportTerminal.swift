import Basics
import Dispatch
import Foundation
import Import
import Synchronization
import VaultAPI

/// What an import tells the person at the terminal.
enum ImportTerminal {
    static func complain(_ words: String) {
        FileHandle.standardError.write(Data("ichi import: \(words)\n".utf8))
    }

    static func words(_ error: any Error) -> String {
        switch error {
        case VaultRefusal.unavailable:
            "the vault does not answer or cannot write (is the disk full? its log is DIR/run/vault.log); the next run goes on from here"
        case VaultRefusal.frozen:
            "the importer is frozen: see `ichi-vault freeze list`"
        case let refusal as VaultRefusal: "the vault refused: \(refusal)"
        default: "\(error)"
        }
    }

    /// Files of personal data never stay behind unsaid.
    static func sayWhere(_ files: [String]) {
        let there = files.flatMap(PersonalFile.all)
        guard !there.isEmpty else { return }
        complain("personal data lies readable in \(there.joined(separator: ", "))")
    }

    /// Ctrl-C too says where the files lie; the vault ends with us.
    static func sayOnSignal(_ files: [String]) -> [any DispatchSourceSignal] {
        [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler {
                complain("stopped; the next run goes on from here")
                sayWhere(files)
                Foundation.exit(128 + number)
            }
            source.resume()
            return source
        }
    }

    static func show(_ summary: ImportSummary, json: Bool, seconds: Double) throws {
        guard json else { return print(SummaryText(summary, seconds: seconds).text) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(summary), as: UTF8.self))
    }

    /// Destroys the files, or asks, or says where they lie.
    static func part(from summary: ImportSummary, destroy: Bool) throws {
        let needed = summary.files.filter(\.needsOriginal).map(\.path)
        let over = summary.files.map(\.path).filter { !needed.contains($0) }
        for path in needed {
            complain("\(path) is still needed: not all of what was set aside could be copied")
        }
        if destroy || (isatty(0) == 1 && asks(over)) {
            for path in over {
                try PersonalFile.destroy(path)
                complain("\(path) is destroyed; backups and older copies of it are yours to find")
            }
        }
        sayWhere(summary.files.map(\.path))
    }

    private static func asks(_ files: [String]) -> Bool {
        guard !files.isEmpty else { return false }
        let question = "Destroy \(files.joined(separator: ", "))? [y/N] "
        FileHandle.standardError.write(Data(question.utf8))
        return ["y", "yes"].contains(readLine()?.lowercased() ?? "")
    }
}

/// Progress on a terminal: one line that changes, with rate and time left.
final class ImportWatch: Sendable {
    private let began = ContinuousClock.now
    private let last = Mutex<ContinuousClock.Instant?>(nil)
    private let isTerminal = isatty(2) == 1

    var seconds: Double { Double((ContinuousClock.now - began) / .milliseconds(1)) / 1000 }

    func tell(_ progress: ImportProgress) {
        let pause: Duration = isTerminal ? .milliseconds(200) : .seconds(10)
        let isDue = last.withLock { last in
            guard last.map({ ContinuousClock.now - $0 >= pause }) ?? true else { return false }
            last = .now
            return true
        }
        guard isDue, progress.rows > 0 else { return }
        let rate = Double(progress.rowsDone) / max(seconds, 0.001)
        let left = Int((Double(progress.rows - progress.rowsDone) / max(rate, 1)).rounded(.up))
        let share = progress.rowsDone * 100 / progress.rows
        let line =
            "\(share) %  \(progress.rowsDone) of \(progress.rows) rows  \(Int(rate)) rows/s  about \(left) s left"
        let text = isTerminal ? "\r\u{1B}[K\(line)" : "\(line)\n"
        FileHandle.standardError.write(Data(text.utf8))
    }

    func end() {
        if isTerminal { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
    }
}

/// The summary in words; each file's numbers add up to its rows.
struct SummaryText {
    let text: String

    init(_ summary: ImportSummary, seconds: Double) {
        var lines: [String] = []
        for file in summary.files {
            lines.append("\(file.path)")
            lines.append(
                "  \(file.rows) rows = \(file.taken) taken + \(file.known) known already + \(file.leftOut) left out (退会, 仮会員) + \(file.setAside) set aside"
            )
            if let path = file.setAsidePath { lines.append("  set aside, with reasons: \(path)") }
            if !file.missingColumns.isEmpty {
                lines.append(
                    "  columns that are usual and missing: \(file.missingColumns.joined(separator: ", "))"
                )
            }
            if !file.unknownColumns.isEmpty {
                lines.append("  columns not taken: \(file.unknownColumns.joined(separator: ", "))")
            }
        }
        let members = summary.members
        let orders = summary.orders
        lines += [
            "members   \(members.taken) taken, \(members.known) known, \(members.erased) have left since",
            "  without e-mail \(members.withoutEmail), sharing one with a member last used later \(members.sharingEmail): both sign in by a letter's code",
            "  sex taken over \(members.sexTaken), birth date \(members.birthDateTaken), notes left behind \(members.memosLeft)",
            "  points \(members.points.grouped)",
            "orders    \(orders.taken) taken (\(orders.total)), \(orders.known) known, \(orders.lines) lines",
            "  of members \(orders.ofMembers), of others \(orders.ofGuests)",
            "  persons who are no members \(orders.guests), recipients in address books \(orders.contacts), free texts left behind \(orders.memosLeft)",
            "in \((seconds * 10).rounded() / 10) s",
        ]
        text = lines.joined(separator: "\n")
    }
}
