import Basics
import Storage
import VaultAPI

/// Somebody of the office, as the rows know it.
struct StaffRow: Sendable {
    var subject: Handle<Subject>
    var role: StaffRole
    var shop: Int?
    var since: Moment
    var ended: Moment?
}

/// An invitation that waits for its person.
struct InvitationRow: Sendable {
    /// A keyed hash of the code in its link.
    var code: [UInt8]
    /// The handle that its person will have.
    var subject: Handle<Subject>
    var role: StaffRole
    var shop: Int?
    /// Name and address, boxed.
    var person: [UInt8]
    var ends: Moment
    var used: Moment?
}

/// A ceremony under way.
struct CeremonyRow: Sendable {
    var id: Handle<StaffCeremony>
    var kind: Kind
    var challenge: [UInt8]
    /// Whose session it belongs to.
    var token: Handle<Token>?
    /// Which invitation it belongs to.
    var invitation: [UInt8]?
    /// What a touch is for, boxed with the number that makes its challenge of it.
    var statement: [UInt8]?
    /// A keyed hash of the source address.
    var source: [UInt8]
    var created: Moment
    var ends: Moment

    enum Kind: String, SQLValueConvertible, Sendable {
        case signIn, enrol
        /// A key that is there is touched, then another is made.
        case approve, add
        case tap
        /// A shop's owner has labels made.
        case labels
    }
}

extension Row {
    /// What somebody is at the office.
    func role() throws -> StaffRole {
        guard let role = StaffRole(rawValue: try get("role")) else { throw SheetFault.damaged }
        return role
    }
}
