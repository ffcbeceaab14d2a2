import Foundation
import Vault
import VaultAPI

/// Whatever sounds where an attacker is noticed: the one place that knows.
struct Alarms: Sendable {
    private(set) var freezes: [String] = []
    /// Kinds of the vault's alarms, as officers are told of them.
    private(set) var kinds: [String] = []
    private(set) var words: [String] = []

    /// Freezes as they stand in the vault's rows, each told once.
    mutating func hear(_ rows: [Freeze]) {
        for row in rows.reversed() {
            let kind = row.target.split(separator: ":").first.map(String.init) ?? row.target
            let target = kind == "process" || kind == "site" ? row.target : "one \(kind)"
            let told = "\(target) (\(row.reason))"
            if !freezes.contains(told) { freezes.append(told) }
        }
    }

    /// Alarms as they stand in the vault's rows, each kind told once.
    mutating func hear(alarms rows: [Alarm]) {
        for row in rows.reversed() where !kinds.contains(row.facts.kind.rawValue) {
            kinds.append(row.facts.kind.rawValue)
        }
    }

    /// What the launcher says when a process asks what its plan has not, or is ended by the kernel.
    mutating func hear(launcher text: String) {
        for sign in ["may call nobody", "(signal 31)"] where text.contains(sign) {
            words.append(
                sign == "may call nobody"
                    ? "the launcher refuses and says so" : "the kernel ends the process (signal 31)"
            )
        }
    }

    /// What the witness says aloud.
    mutating func hear(witness log: URL) {
        let text = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
        for line in text.split(separator: "\n") {
            guard let start = line.range(of: "ALARM ") else { continue }
            let kind = line[start.upperBound...].prefix { $0 != ":" }
            let told = "the witness's alarm: \(kind)"
            if !words.contains(told) { words.append(told) }
        }
    }

    var isEmpty: Bool { freezes.isEmpty && kinds.isEmpty && words.isEmpty }
}
