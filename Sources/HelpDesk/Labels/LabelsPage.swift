import Basics
import VaultAPI
import Web

/// 本日の送り状.
struct LabelsPage: Page {
    static let template = "helpdesk/labels"
    var head: PageHead { PageHead("本日の送り状", scripts: ["keys.js"], styles: ["office.css"]) }
    let shop: String
    /// How many labels one touch makes now.
    let count: Int
    /// How many wait beyond today's number.
    let later: Int?
    /// Why none can be made; nil where some can.
    let slip: String?
    let fingerprint: String?
    let runs: [Run]
    let hasRuns: Bool
    let isUnderWay: Bool
    let needsSecondKey: Bool
    let keys = OfficePath.keys
    let action = OfficePath.labels
    let touches = OfficePath.labelTouches
    var words: String?

    struct Run: Sendable {
        let begun: String
        let labels: Int
        /// Where its file is; nil before it is ready.
        let file: String?
        let isFailed: Bool
    }

    init(_ shop: String, _ state: LabelState.Answer, keys count: Int) {
        self.shop = shop
        let possible = min(state.open.count, state.leftToday ?? 0)
        self.count = possible
        later = state.open.count > possible ? state.open.count - possible : nil
        slip = LabelsPage.slip(state)
        fingerprint = state.receiver
        runs = state.runs.map(Run.init)
        hasRuns = !runs.isEmpty
        isUnderWay = state.runs.contains { $0.state == .waiting }
        needsSecondKey = count < 2
    }

    /// Why no label can be made now; nil where some can.
    static func slip(_ state: LabelState.Answer) -> String? {
        guard state.receiver != nil else {
            return "お店のパソコンの鍵が、まだ登録されていません。事務局にお電話で登録をお申し込みください。"
        }
        guard let left = state.leftToday else {
            return "送り状を作る許可が、いまはありません。事務局にお問い合わせください。"
        }
        guard !state.open.isEmpty else { return "送り状を待っているお荷物は、いまはありません。" }
        return left > 0 ? nil : "今日の上限に達しました。残りは明日お作りください。"
    }
}

extension LabelsPage.Run {
    fileprivate init(_ run: LabelState.Run) {
        begun = "\(Day(run.begun).japaneseWithoutYear) \(run.begun.clock)"
        labels = run.labels
        file = run.state == .ready ? OfficePath.labelFile(run.run) : nil
        isFailed = run.state == .failed
    }
}
