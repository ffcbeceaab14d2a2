import Age
public import Basics
public import Wire

/// A statement as people read it, in plain Japanese.
public struct StatementWords: Packable, Hashable {
    public var title: String
    public var facts: [Fact]
    /// What comes of it once two have agreed.
    public var consequence: String

    /// One line of it.
    public struct Fact: Packable, Hashable {
        public var label: String
        public var value: String

        public init(_ label: String, _ value: String) {
            self.label = label
            self.value = value
        }
    }

    public init(title: String, facts: [Fact], consequence: String) {
        self.title = title
        self.facts = facts
        self.consequence = consequence
    }
}

extension Statement {
    /// All that is signed, written out.
    public var words: StatementWords {
        switch content {
        case .liftFreeze(let caller): caller.words
        case .raiseBudget(let budget): budget.words
        case .handover(let handover): handover.words
        case .recoverStaff(let recovery): recovery.words
        case .job(let terms): terms.words
        case .registerReceiver(let terms): terms.words
        case .staffKey(let terms): terms.words
        }
    }
}

extension FrozenCaller {
    fileprivate var words: StatementWords {
        StatementWords(
            title: "止められた相手を、また通す",
            facts: [
                .init("止められた相手", FrozenCaller.japanese(target)),
                .init("止められた理由", FrozenCaller.reasons[reason] ?? reason),
                .init("止められた日時", since.japanese),
                .init("凍結の番号", freeze),
            ],
            consequence: "お二人が承認すると、蔵はこの相手の求めに、また応じます。原因がわかり、取り除かれてから承認してください。"
        )
    }

    private static func japanese(_ target: String) -> String {
        let parts = target.split(separator: ":", maxSplits: 1).map(String.init)
        let rest = parts.count > 1 ? parts[1] : ""
        switch parts.first {
        case "process": return "プロセス \(processes[rest] ?? rest) 全体"
        case "person": return "会員または職員お一人(\(rest))"
        case "token": return "サインインひとつ(\(rest))"
        case "purpose": return "用途 \(rest) のすべて"
        case "site": return "市場全体"
        default: return target
        }
    }

    private static let processes = [
        "counter": "窓口(counter)", "office": "事務局(office)", "courier": "飛脚(courier)",
        "importer": "移行(importer)",
    ]

    private static let reasons = [
        "badSignature": "蔵が出していないしるし(トークン)が使われた",
        "othersToken": "ほかのプロセスに渡されたしるしが使われた",
        "outOfReach": "届く範囲にない方の情報が求められた",
        "notItsMessage": "そのプロセスが送るはずのない求めが届いた",
        "unknownMessage": "蔵の知らない求めが届いた",
        "undecodable": "求めの形をなさないものが届いた",
        "notItsRole": "その役割では許されない求めが届いた",
        "several": "同じところから、いくつもの凍結が続いた",
    ]
}

extension NameBudget {
    fileprivate var words: StatementWords {
        StatementWords(
            title: "一日に開ける人数の上限を変える",
            facts: [
                .init("一日に開ける人数", "\(aDay.grouped)人まで"),
                .init("三十日に開ける人数", "\(inThirtyDays.grouped)人まで"),
            ],
            consequence: "お二人が承認すると、立会人はすぐにこの人数まで開けるようになります。"
                + "蔵を乗っ取った者が読める人数も、ここまで増えます。"
        )
    }
}

extension Handover {
    fileprivate var words: StatementWords {
        StatementWords(
            title: "責任者が交代する",
            facts: [
                .init("去る責任者の番号", "\(leaves)"),
                .init("来る責任者", "\(comes.name)(番号 \(comes.number))"),
            ] + comes.keys.map { StatementWords.Fact("来る方の鍵の指紋", $0.fingerprint) },
            consequence: "お二人が承認すると、去る方の鍵はもう使えず、来る方の鍵が使えます。"
                + "鍵の指紋を、来る方ご本人と電話で読み合わせてから承認してください。"
        )
    }
}

extension StaffRecovery {
    fileprivate var words: StatementWords {
        StatementWords(
            title: "鍵をなくした職員に、新しい鍵を作ってもらう",
            facts: [
                .init("職員の番号", staff), .init("役割", StaffRecovery.japanese(role: role)),
                .init("招待の指紋", PaperDigits.text(Array(invitation.prefix(8)))),
            ],
            consequence: "お二人が承認すると、招待の持ち主が新しい鍵を作れます。"
                + "その時、この職員の古い鍵とサインインはすべて終わります。"
        )
    }

    fileprivate static func japanese(role: String) -> String { roles[role] ?? role }

    private static let roles = [
        "operator": "お客様センター", "shop": "加盟店", "city": "市の担当", "security": "情報の安全の担当",
        "inspector": "検査の担当", "auditor": "監査の担当",
    ]
}

extension StaffKeyTerms {
    fileprivate var words: StatementWords {
        StatementWords(
            title: "職員の鍵を、立会人にも登録する",
            facts: [
                .init("職員の番号", staff), .init("役割", StaffRecovery.japanese(role: role)),
                .init("事務局", origin), .init("鍵の指紋", key.fingerprint),
            ],
            consequence: "お二人が承認すると、立会人はこの鍵の一触れごとにお一人を、全体の上限とは別に開けます。"
                + "指紋を、職員ご本人と読み合わせてから承認してください。"
        )
    }
}

extension JobTerms {
    fileprivate var words: StatementWords {
        StatementWords(
            title: "仕事を許す:\(title)",
            facts: [
                .init("だれの情報を使うか", audience), .init("どこへ出すか", sink),
                .init("一日の上限", "\(dailyCap.grouped)人まで"),
                .init("期間", "\(from.japanese)から\(until.japanese)まで"),
                .init("ひな形の指紋", PaperDigits.text(Array(template.prefix(8)))),
            ],
            consequence: "お二人が承認すると、この期間、上限までは、ひとつずつの承認なしに仕事が進みます。"
        )
    }
}

extension ReceiverTerms {
    fileprivate var words: StatementWords {
        StatementWords(
            title: "加盟店の受け取りの鍵を登録する",
            facts: [
                .init("加盟店の番号", "\(shop)"), .init("公開鍵", key),
                .init("鍵の30桁", (try? ReceiverKey(key))?.fingerprint ?? "鍵として読めません"),
            ],
            consequence: "お二人が承認すると、この店へのファイルは、この鍵で封をされます。"
                + "30桁を、店の方と電話で読み合わせてから承認してください。"
        )
    }
}

extension Int {
    /// `10,000`.
    fileprivate var grouped: String {
        let digits = String(magnitude)
        let parts = stride(from: digits.count, to: 0, by: -3).map { end in
            digits.prefix(end).suffix(Swift.min(3, end))
        }
        return (self < 0 ? "-" : "") + parts.reversed().joined(separator: ",")
    }
}

extension Moment {
    /// `2026年12月8日(火) 10時05分`, in Japan.
    public var japanese: String {
        let minutes = (milliseconds / 60_000 + 9 * 60) % (24 * 60)
        let minute = minutes % 60
        return "\(Day(self).japanese) \(minutes / 60)時\(minute < 10 ? "0" : "")\(minute)分"
    }
}

extension StatementWords {
    public func pack(into packer: inout Packer) {
        packer.add(title)
        packer.add(facts)
        packer.add(consequence)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            title: try unpacker.next(),
            facts: try unpacker.next(),
            consequence: try unpacker.next()
        )
    }
}

extension StatementWords.Fact {
    public func pack(into packer: inout Packer) {
        packer.add(label)
        packer.add(value)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(try unpacker.next(), try unpacker.next())
    }
}
