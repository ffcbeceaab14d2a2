import Foundation
import Synchronization
import Theft

/// The report as a terminal shows it.
struct TheftTable {
    private let report: TheftReport

    init(_ report: TheftReport) { self.report = report }

    func print() {
        for line in report.stores { Swift.print(row(line)) }
        Swift.print()
        for find in report.finds { Swift.print(told(find)) }
        if report.readable > report.finds.count { Swift.print("  … and more") }
        for words in notes { Swift.print(words) }
        Swift.print(verdict)
    }

    private func row(_ line: TheftReport.Line) -> String {
        let name = "\(line.place): \(line.store.name)"
        let kinds = line.kinds.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
        let found =
            kinds.isEmpty ? "nothing readable" : "READABLE: " + kinds.joined(separator: ", ")
        let files = "\(line.files) \(line.files == 1 ? "file" : "files")"
        return [
            name.padded(to: 40), files.padded(to: 11), megabytes(line.bytes).padded(to: 11), found,
        ].joined(separator: " ")
    }

    private func told(_ find: TheftReport.Shown) -> String {
        let part = find.isWhole ? "" : ", a part of it"
        return
            "  \(find.file) at byte \(find.offset): \(find.kind.rawValue)\(part) of \(find.known), as \(find.way)"
    }

    private var notes: [String] {
        var notes: [String] = []
        let values = report.values
        notes.append(
            "\(values.known) values known: \(values.searched) searched for, \(values.public) stand "
                + "in the public catalogue or the postcode list, \(values.tooShort) too short to be told from chance"
        )
        let kinds = values.kinds.filter { $0.value > 0 }.sorted {
            ($1.value, $0.key) < ($0.value, $1.key)
        }
        notes.append(
            "searched for: " + kinds.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        )
        if values.publicParts > 0 {
            notes.append("\(values.publicParts) texts left out because everybody may read them")
        }
        for folder in report.keyFolders {
            notes.append("not taken: \(folder), keys that no backup contains")
        }
        for server in report.rowsOnly {
            notes.append(
                "rows only: the files of the server of \(server) cannot be reached from here"
            )
        }
        for file in report.unread { notes.append("NOT SEARCHED, cannot be read: \(file)") }
        return notes
    }

    private var verdict: String {
        let took =
            "\(megabytes(report.bytes)) in \(report.seconds.formatted(.number.precision(.fractionLength(1)))) s"
        return report.readable == 0
            ? "nothing is readable (\(took))" : "\(report.readable) readable (\(took))"
    }

    private func megabytes(_ bytes: Int) -> String {
        (Double(bytes) / 1e6).formatted(.number.precision(.fractionLength(2))) + " MB"
    }
}

/// A line on a terminal that changes; nothing where it is none.
final class TerminalLine: Sendable {
    private let last = Mutex("")
    private let isTerminal = isatty(STDERR_FILENO) == 1

    func tell(_ words: String, _ share: Double) {
        guard isTerminal else { return }
        let line = "\(words) … \(Int(share * 100)) %"
        let isNew = last.withLock { last in
            defer { last = line }
            return last != line
        }
        let end = share < 1 ? "" : "\r\u{1B}[K"
        if isNew { FileHandle.standardError.write(Data("\r\u{1B}[K\(line)\(end)".utf8)) }
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
