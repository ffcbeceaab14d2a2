import Basics
import Counter
import Templates
import VaultAPI

/// A person as a page of their own order shows them.
struct Person: Sendable, TemplateObject {
    let name: String
    let address: String
    let phone: String
    let email: String?
    let gift: Gift
    let sender: Sender?
    let note: String?

    struct Gift: Sendable, TemplateObject {
        /// 名入れ.
        let nameOnNoshi: String?
        let message: String?

        func value(named name: String) -> TemplateValue? {
            switch name {
            case "nameOnNoshi": .optional(nameOnNoshi)
            case "message": .optional(message)
            default: nil
            }
        }
    }

    struct Sender: Sendable, TemplateObject {
        let name: String
        let address: String
        let phone: String

        func value(named name: String) -> TemplateValue? {
            switch name {
            case "name": .text(self.name)
            case "address": .text(address)
            case "phone": .text(phone)
            default: nil
            }
        }
    }

    init(_ fields: PersonalFields) {
        func text(_ field: PersonalField) -> String { fields[field]?.revealed ?? "" }
        func some(_ field: PersonalField) -> String? {
            text(field).isEmpty ? nil : text(field)
        }
        func join(_ parts: [PersonalField]) -> String {
            parts.map(text).filter { !$0.isEmpty }.joined(separator: " ")
        }
        name = join([.company, .familyName, .givenName])
        address =
            "〒\(Person.hyphened(text(.postcode))) "
            + join([.prefecture, .city, .street, .building])
        phone = text(.phone)
        let helper = text(.emailKeeper) == "ご家族" ? "(ご家族のメール)" : ""
        email = some(.email).map { $0 + helper }
        gift = Gift(nameOnNoshi: some(.giftName), message: some(.giftMessage))
        note = some(.note)
        sender =
            text(.senderFamilyName).isEmpty
            ? nil
            : Sender(
                name: join([.senderFamilyName, .senderGivenName]),
                address: "〒\(Person.hyphened(text(.senderPostcode))) "
                    + join([.senderPrefecture, .senderCity, .senderStreet, .senderBuilding]),
                phone: text(.senderPhone)
            )
    }

    func value(named name: String) -> TemplateValue? {
        switch name {
        case "name": .text(self.name)
        case "address": .text(address)
        case "phone": .text(phone)
        case "email": .optional(email)
        case "gift": .object(gift)
        case "sender": sender.map(TemplateValue.object) ?? .absent
        case "note": .optional(note)
        default: nil
        }
    }

    private static func hyphened(_ digits: String) -> String {
        PostalCode(digits)?.description ?? digits
    }
}

extension OrderingDesk {
    /// One person of a checkout or an order, opened for a page.
    func person(
        _ subject: Handle<Subject>,
        _ fields: [PersonalField],
        by token: Token,
        for purpose: Purpose
    ) async throws -> Person {
        let answer = try await vault.ask(
            Open(token: token, handle: subject, fields: fields, purpose: purpose)
        )
        return Person(answer.fields)
    }
}

extension PersonalField {
    static let ofName: [PersonalField] = [.familyName, .givenName, .company]
    static let ofAddress: [PersonalField] = [
        .postcode, .prefecture, .city, .street, .building, .phone,
    ]
    static let ofOrderer: [PersonalField] =
        ofName + ofAddress + [.familyKana, .givenKana, .email, .emailKeeper]
    static let ofSender: [PersonalField] = [
        .senderFamilyName, .senderGivenName, .senderPostcode, .senderPrefecture, .senderCity,
        .senderStreet, .senderBuilding, .senderPhone,
    ]
    static let ofGift: [PersonalField] = [.giftName, .giftMessage]
    static let ofTexts: [PersonalField] = ofGift + ofSender
    static let ofParcel: [PersonalField] = ofName + ofAddress + ofTexts
}
