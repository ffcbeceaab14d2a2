public import VaultAPI

/// An alarm in three sentences of plain Japanese: what happened; what stopped, and what still ships; how
/// to lift it.
public struct AlarmWords: Sendable, Hashable {
    /// A few words for it.
    public let title: String
    public let happened: String
    public let stopped: String
    public let lift: String

    public init(_ facts: AlarmFacts) {
        let words = facts.kind.words
        title = words.title
        happened = facts.through + words.happened
        stopped = facts.stopped
        lift = [words.advice, facts.lifting].filter { !$0.isEmpty }.joined()
    }
}

extension AlarmFacts {
    fileprivate var through: String {
        caller.map { "「\($0.name)」のプログラムを通して、" } ?? ""
    }

    /// What stands still, and what goes on meanwhile.
    fileprivate var stopped: String {
        switch frozen {
        case nil where kind == .clocksApart:
            "お客さまセンターでの照会を止めました。ご注文・お届け・お客さまへのメールは、ふだんどおり続いています。"
        case nil: "止めたものはありません。ご注文・お届け・お客さまへのメールは、ふだんどおり続いています。"
        case .token: "その方の、その画面での手続きだけを止めました。ほかのお客さまのご注文・お届け・メールは、ふだんどおり続いています。"
        case .person: "その方の手続きをすべて止めました。ほかのお客さまのご注文・お届け・メールは、ふだんどおり続いています。"
        case .process(let caller): caller.standstill
        case .purpose: "同じ目的での読み出しをすべて止めました。受けたご注文のお届けと、お客さまへのメールは続いています。"
        case .site: "蔵への読み書きをすべて止めました。お店のページは見られますが、新しいご注文は受けられません。受けたご注文は失われていません。"
        }
    }

    fileprivate var lifting: String {
        guard let freeze else { return "" }
        return "調べが済んで安全とわかったら、係員二人の承認で解除します(凍結の番号 \(freeze)、一覧は ichi-vault freeze list)。"
    }
}

extension Caller {
    /// As officers call it.
    fileprivate var name: String {
        switch self {
        case .counter: "ご注文の窓口"
        case .courier: "配達係(メール)"
        case .importer: "引っ越し(取り込み)"
        case .office: "お客さまセンター"
        }
    }

    fileprivate var standstill: String {
        switch self {
        case .counter:
            "ご注文の手続き・会員の入口・マイページを止めました。お店のページは見られます。受けたご注文のお届けと、書き終わっているメールは続いています。"
        case .courier: "お客さまへのメールと手紙を止めました。ご注文とお届けは続いています。止めている間のメールは失われず、解除のあとに出ます。"
        case .importer: "古いお店からの取り込みを止めました。ご注文・お届け・メールは、ふだんどおり続いています。"
        case .office: "お客さまセンターの画面を止めました。ご注文・お届け・メールは、ふだんどおり続いています。"
        }
    }
}
