import Basics
import VaultAPI

/// What a touch brought, for this page alone.
struct AnswerView: Sendable {
    /// 「見つかりませんでした」 and the like, where there is nothing else to show.
    var words: String?
    /// `会員`.
    var kind: String?
    var facts: [FactView] = []
    var hasFacts = false
    var more: [MoreView] = []
    var hasMore = false
    var verdicts: [VerdictView] = []
    var hasVerdicts = false
    var triesLeft = 0

    struct FactView: Sendable {
        let label: String
        let value: String
    }

    /// Another touch, for more of the same person.
    struct MoreView: Sendable {
        let label: String
        let group: String
        let person: String
        let touches: String
        let answers: String
    }

    struct VerdictView: Sendable {
        let label: String
        let isSame: Bool
    }

    init(_ answer: TapFinish.Answer, _ inquiry: InquiryView) {
        switch answer {
        case .nobody:
            words = "見つかりませんでした。ほかの手がかり(電話番号、メール、注文番号、会員番号)でおさがしください。"
        case .several(let count):
            words = "\(count)人が当てはまります。ほかの手がかり(メール、注文番号、会員番号)で一人におしぼりください。"
        case .one(let found): show(found, inquiry)
        case .compared(let same, let left):
            verdicts = Question.comparable.compactMap { entry in
                same[entry.field].map { VerdictView(label: entry.label, isSame: $0) }
            }
            triesLeft = left
        }
        (hasFacts, hasMore, hasVerdicts) = (!facts.isEmpty, !more.isEmpty, !verdicts.isEmpty)
    }

    private mutating func show(_ found: TapFinish.Found, _ inquiry: InquiryView) {
        kind = AnswerView.kind(found.kind)
        facts = FieldGroup.allCases.flatMap { AnswerView.facts($0, found.fields) }
        let shown = Set(found.fields.keys)
        more = FieldGroup.allCases.filter { inquiry.isOpen && shown.isDisjoint(with: $0.fields) }
            .map {
                MoreView(
                    label: $0.japanese,
                    group: $0.rawValue,
                    person: found.handle.text,
                    touches: inquiry.touches,
                    answers: inquiry.answers
                )
            }
    }

    private static func kind(_ kind: SubjectKind) -> String {
        switch kind {
        case .member: "会員"
        case .orderer: "ご注文者"
        case .recipient, .contact: "お届け先"
        case .staff: ""
        }
    }

    private static func facts(_ group: FieldGroup, _ fields: PersonalFields) -> [FactView] {
        func text(_ names: [PersonalField], _ separator: String = "") -> String {
            names.compactMap { fields[$0]?.revealed }.filter { !$0.isEmpty }
                .joined(separator: separator)
        }
        let facts =
            switch group {
            case .name:
                [
                    ("お名前", text([.familyName, .givenName], " ")),
                    ("ふりがな", text([.familyKana, .givenKana], " ")), ("会社名", text([.company])),
                ]
            case .phone: [("電話番号", text([.phone]))]
            case .address:
                [
                    ("郵便番号", PostalCode(text([.postcode]))?.description ?? text([.postcode])),
                    // Read aloud, the building is another word than the street's number.
                    ("ご住所", text([.prefecture, .city, .street]) + " " + text([.building])),
                ]
            case .email:
                [("メールアドレス", text([.email])), ("メールの持ち主", text([.emailKeeper]))]
            case .note: [("備考", text([.note]))]
            }
        return facts.filter { !$0.1.allSatisfy(\.isWhitespace) }.map {
            FactView(label: $0.0, value: $0.1)
        }
    }
}
