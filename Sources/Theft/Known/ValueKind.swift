/// What a known value is of a person.
public enum ValueKind: String, Sendable, CaseIterable, Codable {
    case name, kana
    case familyName, givenName, familyKana, givenKana
    case company, street, building, phone, email, birthDate
    case password, message
    case postcode, prefecture, city

    /// The kind that a field or a line's `kind` names; any other word is a message's.
    public init(field: String) {
        let name = field.hasPrefix("sender") ? field.dropFirst("sender".count).uncapitalized : field
        self = ValueKind(rawValue: name) ?? .message
    }

    /// Known to everybody: Japan Post publishes all of them.
    var isPublic: Bool {
        switch self {
        case .postcode, .prefecture, .city: true
        default: false
        }
    }
}

extension Substring {
    fileprivate var uncapitalized: String { prefix(1).lowercased() + dropFirst() }
}
