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
        let personal = summary.files.filter { $0.kind != .goods }
        let needed = personal.filter(\.needsOriginal).map(\.path)
        let over = personal.map(\.path).filter { !needed.contains($0) }
        for path in needed {
            complain("\(path) is still needed: not all of what was set aside could be copied")
        }
        if destroy || (isatty(0) == 1 && asks(over)) {
            for path in over {
                try PersonalFile.destroy(path)
                complain("\(path) is destroyed; backups and older copies of it are yours to find")
            }
        }
        sayWhere(personal.map(\.path))
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
