import Basics
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
    public static let labels = "/labels"
    static let labelTouches = "/labels/touches"

    /// Where an invitation leads.
    public static func enrolment(_ code: String) -> String { "/enrolment/\(code)" }

    /// Where the first page of a role is.
    static func desk(of role: StaffRole) -> String? {
        switch role {
        case .clerk: inquiries
        case .shop: labels
        case .city, .security, .inspector, .auditor: nil
        }
    }

    static func labelFile(_ run: Handle<LabelRun>) -> String { "\(labels)/\(run)" }

    static func inquiry(_ number: CaseNumber, _ part: String? = nil) -> String {
        "\(inquiries)/\(number)" + (part.map { "/" + $0 } ?? "")
    }
}
