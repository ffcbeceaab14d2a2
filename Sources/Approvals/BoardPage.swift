import Basics
import Web
import Wire
import WitnessAPI

/// What waits for officers, what was decided lately, and who they are.
struct BoardPage: Page {
    static let template = "approvals/board"
    var head: PageHead {
        PageHead("承認を待つもの", scripts: ["keys.js"], styles: ["approvals.css"])
    }
    let me: String
    let waiting: [StatementView]
    let hasWaiting: Bool
    let decided: [StatementView]
    let hasDecided: Bool
    let officers: [OfficerView]
    let fingerprint: String

    init(_ board: OfficerBoard) {
        me = board.me
        waiting = board.waiting.map(StatementView.init)
        decided = board.decided.map(StatementView.init)
        (hasWaiting, hasDecided) = (!waiting.isEmpty, !decided.isEmpty)
        officers = board.sheet.officers.map(OfficerView.init)
        fingerprint = board.sheet.fingerprint
    }
}

/// A statement with what may be done about it.
struct StatementView: Sendable {
    let id: String
    let title: String
    let facts: [FactView]
    let consequence: String
    let from: String
    let proposed: String
    let ends: String
    let agreed: String?
    let isOpen: Bool
    let approvals: String
    let approvalCeremonies: String
    let rejections: String
    let rejectionCeremonies: String
    /// What became of it.
    let outcome: String?

    init(_ item: StatementItem) {
        let hash = Base64URL.encode(item.hash)
        id = "s-" + hash.prefix(8)
        title = item.words.title
        facts = item.words.facts.map { FactView(label: $0.label, value: $0.value) }
        consequence = item.words.consequence
        from = (item.isVaults ? "蔵から" : "立会人の運用担当から") + "(「\(item.by)」と名乗る方)"
        proposed = item.proposed.japanese
        ends = item.ends.japanese
        let names = item.agreed.joined(separator: "、")
        agreed = item.state == .waits && !item.agreed.isEmpty ? names : nil
        isOpen = item.isOpen
        approvals = ApprovalsPath.approvals(hash)
        approvalCeremonies = ApprovalsPath.ceremonies(approvals)
        rejections = ApprovalsPath.rejections(hash)
        rejectionCeremonies = ApprovalsPath.ceremonies(rejections)
        let time = item.decided?.japanese ?? ""
        outcome =
            switch item.state {
            case .waits: nil
            case .approved: "承認されました(\(names)、\(time))"
            case .rejected: "却下されました(\(names)、\(time))"
            }
    }
}

/// One line of a statement.
struct FactView: Sendable {
    let label: String
    let value: String
}

/// An officer, with what stands of their keys on paper.
struct OfficerView: Sendable {
    let number: Int
    let name: String
    let keys: [String]

    init(_ officer: Officer) {
        (number, name) = (officer.number, officer.name)
        keys = officer.keys.map(\.fingerprint)
    }
}
