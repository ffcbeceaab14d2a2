import VaultAPI

/// The addresses of this room.
public enum OfficePath {
    public static let signIn = "/sign-in"
    static let signInCeremonies = "/sign-in/ceremonies"
    static let signOut = "/sign-out"
    static let keys = "/keys"
    static let keyApprovals = "/keys/approvals"
    static let keyOffers = "/keys/offers"
    public static let inquiries = "/inquiries"

    /// Where an invitation leads.
    public static func enrolment(_ code: String) -> String { "/enrolment/\(code)" }

    static func inquiry(_ number: CaseNumber, _ part: String? = nil) -> String {
        "\(inquiries)/\(number)" + (part.map { "/" + $0 } ?? "")
    }
}
