import Basics
public import VaultAPI
public import Web

/// The form for a name and an address: each of its fields is called as the vault calls it.
public struct AddressForm: Sendable {
    /// The fields, in the order in which they are asked.
    public let fields: [FormField]
    private let postcodes: PostcodeFile

    private init(_ fields: [FormField], _ postcodes: PostcodeFile) {
        self.fields = fields
        self.postcodes = postcodes
    }

    /// Who orders, or registers: the telephone is asked, the reading may be left out.
    public static func orderer(_ postcodes: PostcodeFile) -> AddressForm {
        AddressForm(names + readings + address + [phone], postcodes)
    }

    /// To whom something is sent.
    public static func recipient(_ postcodes: PostcodeFile) -> AddressForm {
        AddressForm(names + [company] + address + [phone], postcodes)
    }

    /// What is odd and let through: a prefecture that is not its postcode's.
    ///
    /// Codes change, cover several areas, and are typed from memory; the carrier goes by the address.
    public func check(_ answers: inout Answers) {
        guard let code = PostalCode(answers[.postcode]),
            let typed = Prefecture(name: answers[.prefecture])
        else { return }
        let areas = postcodes.areas(of: code)
        if areas.isEmpty {
            answers.warn("この郵便番号は一覧に見つかりません。このままでもお届けできます。", at: .postcode)
        } else if !areas.contains(where: { $0.prefecture == typed }) {
            answers.warn(
                "郵便番号\(code)は\(areas[0].prefecture)の番号です。このままでもお届けできますが、念のためお確かめください。",
                at: .prefecture
            )
        }
    }

    /// Fills prefecture and city from the postcode, where the button for it was pressed.
    ///
    /// What was typed after the neighbourhood stays. Where a code covers several areas, only what
    /// they share is filled.
    public func fill(_ answers: inout Answers) {
        guard let code = PostalCode(answers[.postcode]) else { return }
        guard let common = postcodes.common(of: code) else {
            answers.warn("この郵便番号は一覧に見つかりません。住所を入力してください。", at: .postcode)
            return
        }
        answers.fill(common.prefecture?.name, at: .prefecture)
        answers.fill(common.city, at: .city)
        if answers[.street].isEmpty { answers.fill(common.neighbourhood, at: .street) }
    }

    /// What the vault takes of the answers; fields left empty are cleared.
    public func personalFields(of answers: Answers) -> PersonalFields {
        PersonalFields(
            uniqueKeysWithValues: fields.compactMap { field in
                PersonalField(rawValue: field.name).map { ($0, Secret(answers[field.name])) }
            }
        )
    }

    /// What the form shows of what the vault has.
    public static func values(of fields: PersonalFields) -> [String: String] {
        [String: String](
            uniqueKeysWithValues: fields.map { ($0.key.rawValue, $0.value.revealed) }
        )
    }

    private static let names = [
        FormField.line(.familyName, "姓", upTo: 20).autocompleted("family-name"),
        FormField.line(.givenName, "名", upTo: 20).autocompleted("given-name"),
    ]
    private static let readings = [
        FormField.kana(.familyKana, "せい(ふりがな)", upTo: 30).optional(),
        FormField.kana(.givenKana, "めい(ふりがな)", upTo: 30).optional(),
    ]
    private static let company = FormField.line(.company, "会社名・部署名", upTo: 40).optional()
        .autocompleted("organization")
    private static let address = [
        FormField.postcode(PersonalField.postcode.rawValue),
        FormField.select(
            PersonalField.prefecture.rawValue,
            "都道府県",
            Prefecture.all.map { FormOption($0.name, $0.name) }
        ).autocompleted("address-level1"),
        FormField.line(.city, "市区町村", upTo: 30).autocompleted("address-level2"),
        FormField.line(.street, "町名・番地", upTo: 50).hinted("例:東町1丁目220")
            .autocompleted("address-line1"),
        FormField.line(.building, "建物名・部屋番号", upTo: 50).optional()
            .autocompleted("address-line2"),
    ]
    private static let phone = FormField.phone(PersonalField.phone.rawValue)
}

extension FormField {
    fileprivate static func line(
        _ field: PersonalField,
        _ label: String,
        upTo most: Int
    ) -> FormField {
        .line(field.rawValue, label, upTo: most)
    }

    fileprivate static func kana(
        _ field: PersonalField,
        _ label: String,
        upTo most: Int
    ) -> FormField {
        .kana(field.rawValue, label, upTo: most)
    }
}

extension Answers {
    /// A personal field's text; empty where it was left empty.
    public subscript(field: PersonalField) -> String { self[field.rawValue] }

    fileprivate mutating func fill(_ text: String?, at field: PersonalField) {
        guard let text else { return }
        fill(text, at: field.rawValue)
    }

    fileprivate mutating func warn(_ words: String, at field: PersonalField) {
        warn(words, at: field.rawValue)
    }
}
