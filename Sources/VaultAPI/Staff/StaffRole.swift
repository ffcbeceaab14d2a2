public import Wire

/// What somebody at the office is there for.
public enum StaffRole: String, Codable, PackableCase {
    /// The customer centre's operator: finds who calls, and answers, one touch for one person.
    case clerk = "operator"
    /// A member shop's person.
    case shop
    /// The city's officer.
    case city
    /// The security officer.
    case security
    case inspector
    case auditor

    /// Whether a touch of theirs opens a person's data.
    public var answersCallers: Bool { self == .clerk }
}
