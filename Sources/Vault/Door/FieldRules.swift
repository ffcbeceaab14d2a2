import Basics
import VaultAPI

/// Lengths and forms of the fields, as the vault holds them.
///
/// The counter tells a person beside the field, with the narrower rules of its forms; what fails
/// here came from no page of ours and is refused as malformed.
enum FieldRules {
    /// Characters, at most.
    static func greatestLength(of field: PersonalField) -> Int {
        switch field {
        case .note, .giftMessage: 2000
        case .email: 254
        default: 200
        }
    }

    static func check(_ fields: PersonalFields) throws {
        for (field, value) in fields {
            let text = value.revealed
            guard text.utf8.count <= greatestLength(of: field) * 4,
                text.unicodeScalars.count <= greatestLength(of: field),
                !text.unicodeScalars.contains("\0")
            else { throw Halt.refused(.malformed) }
        }
    }
}

extension PersonalFields {
    /// By the fields' names, as sheets keep them; empty texts left out.
    var byName: [String: Secret<String>] {
        let given = filter { !$0.value.revealed.isEmpty }.map { ($0.key.rawValue, $0.value) }
        return [String: Secret<String>](uniqueKeysWithValues: given)
    }

    init(byName values: [String: Secret<String>]) {
        self = Dictionary(
            uniqueKeysWithValues: values.compactMap { name, value in
                PersonalField(rawValue: name).map { ($0, value) }
            }
        )
    }
}
