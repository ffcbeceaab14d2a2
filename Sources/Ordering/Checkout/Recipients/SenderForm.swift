import Basics
import Counter
import VaultAPI
import Web

/// ご依頼主, where it is somebody else than the orderer.
enum SenderForm {
    static let fields: [FormField] =
        [.check("ownSender", "ご依頼主を、ご注文者とは別の方にする").optional()] + address

    /// For where there is a sender already.
    static let required = address.map {
        needed.map(\.rawValue).contains($0.name) ? $0.required() : $0
    }

    private static let needed: [PersonalField] = [
        .senderFamilyName, .senderGivenName, .senderPostcode, .senderPrefecture, .senderCity,
        .senderStreet, .senderPhone,
    ]

    private static let address: [FormField] = [
        .line(PersonalField.senderFamilyName.rawValue, "ご依頼主の姓", upTo: 20).optional(),
        .line(PersonalField.senderGivenName.rawValue, "ご依頼主の名", upTo: 20).optional(),
        .postcode(PersonalField.senderPostcode.rawValue, "ご依頼主の郵便番号").optional()
            .autocompleted("section-sender postal-code"),
        .select(
            PersonalField.senderPrefecture.rawValue,
            "ご依頼主の都道府県",
            Prefecture.all.map { FormOption($0.name, $0.name) }
        ).optional().autocompleted("section-sender address-level1"),
        .line(PersonalField.senderCity.rawValue, "ご依頼主の市区町村", upTo: 30).optional()
            .autocompleted("section-sender address-level2"),
        .line(PersonalField.senderStreet.rawValue, "ご依頼主の町名・番地", upTo: 50).optional()
            .autocompleted("section-sender address-line1"),
        .line(PersonalField.senderBuilding.rawValue, "ご依頼主の建物名・部屋番号", upTo: 50).optional(),
        .phone(PersonalField.senderPhone.rawValue, "ご依頼主の電話番号").optional(),
    ]

    static func check(_ answers: inout Answers) {
        guard answers.isTicked("ownSender") else { return }
        for field in needed where answers.text(field.rawValue) == nil {
            answers.complain("ご依頼主を別の方にするときは、入力してください。", at: field.rawValue)
        }
    }

    /// What of the answers is the vault's; a sender that is not wanted is cleared.
    static func personal(_ answers: Answers) -> PersonalFields {
        let own = answers.isTicked("ownSender")
        return PersonalField.ofSender.reduce(into: [:]) { fields, field in
            fields[field] = Secret(own ? answers[field.rawValue] : "")
        }
    }
}

extension FormField {
    /// The same, and may not be left empty.
    func required() -> FormField {
        var field = self
        field.isRequired = true
        return field
    }
}
