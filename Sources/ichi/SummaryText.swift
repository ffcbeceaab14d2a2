import Basics
import Import

/// The summary in words; each file's numbers add up to its rows.
struct SummaryText {
    let text: String

    init(_ summary: ImportSummary, seconds: Double) {
        let kinds = Set(summary.files.map(\.kind))
        let lines =
            summary.files.flatMap(SummaryText.lines)
            + (kinds.contains(.goods) ? SummaryText.lines(summary.goods) : [])
            + (kinds.contains(.members) ? SummaryText.lines(summary.members) : [])
            + (kinds.contains(.orders) ? SummaryText.lines(summary.orders) : [])
        text = (lines + ["in \((seconds * 10).rounded() / 10) s"]).joined(separator: "\n")
    }

    private static func lines(_ file: ImportSummary.File) -> [String] {
        let leftOut =
            switch file.kind {
            case .members: " (退会, 仮会員)"
            case .goods: " (deleted, 廃止)"
            case .orders: ""
            }
        let counts =
            "\(file.rows) rows = \(file.taken) taken + \(file.known) known already"
            + " + \(file.leftOut) left out\(leftOut) + \(file.setAside) set aside"
        let more = [
            file.records.map { records in
                "a file cut between two rows looks whole: compare its \(Money(yen: records).grouped)"
                    + " \(SummaryText.word(file.kind)) with the old shop's own count"
            },
            file.isEnded
                ? nil
                : "its last row has no line end: the file may be cut off; see what is set aside",
            file.setAsidePath.map { "set aside, with reasons: \($0)" },
            list("columns that are usual and missing", file.missingColumns),
            list("columns not taken", file.unknownColumns),
        ]
        return [file.path] + ([counts] + more).compactMap { $0.map { "  " + $0 } }
    }

    private static func word(_ kind: OldFileKind) -> String {
        kind == .goods ? "choices of goods" : kind.rawValue
    }

    private static func list(_ words: String, _ names: [String]) -> String? {
        names.isEmpty ? nil : "\(words): \(names.joined(separator: ", "))"
    }

    private static func lines(_ goods: ImportSummary.Goods) -> [String] {
        [
            "goods     \(goods.taken) wait for a clerk; none is on sale: ichi goods list",
            "  without a rate of tax \(goods.withoutTaxRate), sold without limit \(goods.withoutLimit), naming pictures \(goods.withPictures), notes left behind \(goods.memosLeft)",
        ]
    }

    private static func lines(_ members: ImportSummary.Members) -> [String] {
        [
            "members   \(members.taken) taken, \(members.known) known, \(members.erased) have left since",
            "  without e-mail \(members.withoutEmail), sharing one with a member last used later \(members.sharingEmail): both sign in by a letter's code",
            "  sex taken over \(members.sexTaken), birth date \(members.birthDateTaken), notes left behind \(members.memosLeft)",
            "  points \(members.points.grouped)",
        ]
    }

    private static func lines(_ orders: ImportSummary.Orders) -> [String] {
        [
            "orders    \(orders.taken) taken (\(orders.total)), \(orders.known) known, \(orders.lines) lines",
            "  of members \(orders.ofMembers), of others \(orders.ofGuests)",
            "  persons who are no members \(orders.guests), recipients in address books \(orders.contacts), free texts left behind \(orders.memosLeft)",
        ]
    }
}
