import Basics
import Storage
import VaultAPI

/// A sign-in under way, as its row knows it.
struct ChallengeRow: Sendable {
    var id: Handle<Challenge>
    var way: Way
    /// Keyed hash of what was typed, for throttling; the same for those who do not exist.
    var identifier: [UInt8]
    /// Keyed hash of the source address.
    var source: [UInt8]
    /// The source address, boxed, for the line that the finish writes.
    var sealedSource: [UInt8]
    /// Nobody, where nobody was found.
    var subject: Handle<Subject>?
    var order: Handle<OrderKey>?
    var created: Moment
    /// The end of the newest code.
    var ends: Moment
    var tries: Int = 0
    /// Codes sent.
    var sent: Int = 0
    var done: Moment?
    /// The e-mail tag that a registration or a change of address will write.
    var tag: [UInt8]?

    enum Way: String, SQLValueConvertible, Sendable {
        case mailCode, password, orderLink, registration, emailChange, letter
        case passkey, passkeyOffer
    }

    /// Which of two mailboxes a code was sent to.
    enum Role: String, SQLValueConvertible, Sendable {
        case only, old, new
    }
}
