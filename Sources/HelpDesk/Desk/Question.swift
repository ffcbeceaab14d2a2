import Basics
import VaultAPI
import Web

/// What a form of the desk asks, before it is bound to a touch.
struct Question: Sendable {
    var ask: TapStatement.Ask
    var act: TapStatement.Act
    /// The order that it goes by.
    var order: OrderPort.Order?

    /// Why there is nothing to ask, in words for the clerk.
    struct Slip: Error {
        var words: String
    }

    /// What may be held against what is kept.
    static let comparable: [(field: PersonalField, label: String)] = [
        (.familyName, "姓"), (.givenName, "名"), (.familyKana, "セイ"), (.givenKana, "メイ"),
        (.phone, "電話番号"), (.postcode, "郵便番号"), (.street, "番地"), (.email, "メールアドレス"),
    ]

    static let form = Form(
        [
            FormField.line("key", "手がかり", upTo: 254).optional(),
            FormField.hidden("act").optional(), FormField.hidden("person").optional(),
            FormField.hidden("order").optional(), FormField.hidden("parcel").optional(),
            FormField.hidden("group").optional(),
        ] + comparable.map { FormField.line($0.field.rawValue, $0.label, upTo: 200).optional() }
            + KeyCredential.fields.map { $0.optional() }
    )

    /// - Throws: ``Slip``, and ``Web/Problem`` for what no form of ours sends.
    init(_ answers: Answers, _ inquiry: Inquiry, _ orders: OrderPort) async throws {
        order = nil
        if let person = answers.text("person") {
            guard let handle = Handle<Subject>(person) else { throw Problem.malformed }
            ask = .subject(handle)
        } else if let number = answers.text("order"), let position = Int(answers["parcel"]) {
            let found = try await Question.order(number, orders)
            guard let parcel = found.parcels.first(where: { $0.position == position }) else {
                throw Problem.malformed
            }
            ask = .recipient(found.key, parcel.recipient)
            order = found
        } else {
            switch SearchKey(answers["key"]) {
            case nil: throw Slip(words: "電話番号、メール、注文番号か会員番号を入力してください。")
            case .email(let text): ask = .email(text)
            case .phone(let text): ask = .phone(text)
            case .memberNumber(let text): ask = .memberNumber(text)
            case .order(let number):
                let found = try await Question.order(number, orders)
                ask = .order(found.key)
                order = found
            }
        }
        act = try Question.act(answers, inquiry, ask)
    }

    static func order(_ number: String, _ orders: OrderPort) async throws -> OrderPort.Order {
        guard let order = try await orders.find(number) else {
            throw Slip(words: "この番号のご注文はありません。番号をもう一度お確かめください。")
        }
        return order
    }

    private static func act(_ answers: Answers, _ inquiry: Inquiry, _ ask: TapStatement.Ask) throws
        -> TapStatement.Act
    {
        if answers["act"] == "compare" {
            let typed = comparable.compactMap { entry in
                answers.secret(entry.field.rawValue).map { (entry.field, $0) }
            }
            guard !typed.isEmpty else {
                throw Slip(words: "お客さまがおっしゃったことを、ひとつ以上入力してください。")
            }
            return .compare(PersonalFields(uniqueKeysWithValues: typed))
        }
        if let group = FieldGroup(rawValue: answers["group"]) { return .open(group.fields) }
        if case .recipient = ask {
            return .open(
                FieldGroup.name.fields + FieldGroup.address.fields + FieldGroup.phone.fields
            )
        }
        return .open(inquiry.topic.fields)
    }

    func statement(in inquiry: Inquiry) -> TapStatement {
        TapStatement(
            caseNumber: inquiry.number,
            purpose: inquiry.topic.purpose,
            ask: ask,
            act: act
        )
    }
}
