import Basics
import Foundation
import Glibc
import Vault
import VaultAPI
import WitnessAPI

/// The vault's numbers in Prometheus' text format, in a file that node_exporter's textfile collector
/// reads: the vault listens nowhere for it.
struct MetricsFile: Sendable {
    static let name = "ichi-vault.prom"
    let folder: String

    /// Whole or not at all: a reader never meets half of it.
    ///
    /// Throws ``HostError``, and what writing fails by.
    func write(
        _ figures: VaultFigures,
        _ standing: WitnessStanding?,
        cosigned: Moment?,
        at now: Moment
    ) throws {
        let text = MetricsFile.text(figures, standing, cosigned: cosigned, at: now)
        let path = folder + "/" + MetricsFile.name
        let file = open(path + ".new", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw HostError.shut(path, cause: String(cString: strerror(errno))) }
        let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
        // The collector is somebody else; there is nothing in it but numbers.
        fchmod(file, 0o644)
        try handle.write(contentsOf: Data(text.utf8))
        guard rename(path + ".new", path) == 0 else {
            throw HostError.shut(path, cause: String(cString: strerror(errno)))
        }
    }

    static func text(
        _ figures: VaultFigures,
        _ standing: WitnessStanding?,
        cosigned: Moment?,
        at now: Moment
    ) -> String {
        var text = MetricsText()
        text.add("ichi_alarms_total", .counter, "Alarms raised, by kind.", figures.alarmsByKind)
        text.add(
            "ichi_alarms_untold",
            .gauge,
            "Alarms that an officer has not had.",
            figures.untold
        )
        text.add("ichi_freezes_standing", .gauge, "Who is frozen.", figures.freezesByTarget)
        text.add(
            "ichi_persons_opened_total",
            .counter,
            "Persons opened since the start, by process.",
            figures.openedByProcess
        )
        text.add("ichi_look_ups_total", .counter, "Look-ups at the office.", figures.lookUps)
        text.add("ichi_mails_waiting", .gauge, "Mails and letters to carry.", figures.mails)
        text.add(
            "ichi_mail_oldest_seconds",
            .gauge,
            "How long the oldest of them has waited.",
            figures.oldestMail.map { seconds(from: $0, to: now) } ?? 0
        )
        text.add("ichi_witness_reached", .gauge, "1 where it answers.", standing == nil ? 0 : 1)
        if let standing {
            let (used, budget) = (standing.used, standing.budget)
            text.add(
                "ichi_witness_shut",
                .gauge,
                "1 where it was set back.",
                standing.isShut ? 1 : 0
            )
            text.add("ichi_witness_names_used_today", .gauge, "Of its budget.", used.aDay)
            text.add("ichi_witness_names_a_day", .gauge, "Its budget of a day.", budget.aDay)
        }
        if let cosigned {
            text.add(
                "ichi_cosignature_age_seconds",
                .gauge,
                "Since the witness last put its word on the ledger; it does where lines have come.",
                seconds(from: cosigned, to: now)
            )
        }
        return text.text
    }

    private static func seconds(from start: Moment, to end: Moment) -> Int {
        max(0, Int((end.milliseconds - start.milliseconds) / 1000))
    }
}

/// Puts such a text together (Prometheus exposition format 0.0.4).
///
/// Names and labels are this program's own words: none has a character that would have to be escaped.
private struct MetricsText {
    enum Kind: String {
        case counter, gauge
    }

    private(set) var text = ""

    mutating func add(_ name: String, _ kind: Kind, _ help: String, _ value: Int) {
        add(name, kind, help, ["": value])
    }

    /// One value for each label, `kind="honeyMailed"`.
    mutating func add(_ name: String, _ kind: Kind, _ help: String, _ values: [String: Int]) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
        for (label, value) in values.sorted(by: { $0.key < $1.key }) {
            text += name + (label.isEmpty ? "" : "{\(label)}") + " \(value)\n"
        }
    }
}

extension VaultFigures {
    /// Kinds that never were are there with 0: a first one is seen to come.
    fileprivate var alarmsByKind: [String: Int] {
        let all = AlarmKind.allCases.map { ("kind=\"\($0.rawValue)\"", alarms[$0] ?? 0) }
        return Dictionary(uniqueKeysWithValues: all)
    }

    fileprivate var freezesByTarget: [String: Int] {
        let all = ["token", "person", "process", "purpose", "site"].map {
            ("of=\"\($0)\"", freezes[$0] ?? 0)
        }
        return Dictionary(uniqueKeysWithValues: all)
    }

    fileprivate var openedByProcess: [String: Int] {
        let all = Caller.allCases.map { ("process=\"\($0.rawValue)\"", opened[$0] ?? 0) }
        return Dictionary(uniqueKeysWithValues: all)
    }
}

extension DataLayout {
    /// Where metrics are written: `ICHI_METRICS`, or the vault's own folder.
    func metrics(_ environment: [String: String]) -> MetricsFile {
        MetricsFile(folder: environment["ICHI_METRICS"] ?? vault)
    }
}
