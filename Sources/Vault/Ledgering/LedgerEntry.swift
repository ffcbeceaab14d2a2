public import Basics
import Crypto
import Foundation
public import VaultAPI

/// One line of the ledger: one decision of the vault.
///
/// Persons stand in it by their *ledger names*, which are random and not their handles: once a
/// person is erased nothing leads from the line to anyone.
public struct LedgerEntry: Codable, Sendable, Hashable {
    /// Of this form; readers refuse what is newer than they know.
    public var version = 1
    public var at: Moment
    /// Through which process; nil where the vault acted by itself.
    public var caller: Caller?
    /// On whose authority: a ledger name.
    public var principal: String?
    public var token: Handle<Token>?
    public var action: Action
    /// Whose data: ledger names.
    public var subjects: [String]
    public var fields: [PersonalField]
    public var purpose: Purpose?
    /// Which order it was about.
    public var order: Handle<OrderKey>?
    /// The address the request came from, as the caller stated it.
    public var source: String?
    /// Of which inquiry at the office.
    public var caseNumber: CaseNumber?
    /// What the principal is at the office.
    public var role: StaffRole?
    /// Which shop it was for: its number in the catalogue.
    public var shop: Int?
    /// To which key a file was or will be sealed: its fingerprint.
    public var receiver: String?
    /// What an alarm is about.
    public var alarm: AlarmKind?

    public init(
        at: Moment,
        caller: Caller?,
        action: Action,
        principal: String? = nil,
        token: Handle<Token>? = nil,
        subjects: [String] = [],
        fields: [PersonalField] = [],
        purpose: Purpose? = nil,
        order: Handle<OrderKey>? = nil,
        source: String? = nil,
        caseNumber: CaseNumber? = nil,
        role: StaffRole? = nil,
        shop: Int? = nil,
        receiver: String? = nil,
        alarm: AlarmKind? = nil
    ) {
        self.at = at
        self.caller = caller
        self.action = action
        self.principal = principal
        self.token = token
        self.subjects = subjects
        self.fields = fields
        self.purpose = purpose
        self.order = order
        self.source = source
        self.caseNumber = caseNumber
        self.role = role
        self.shop = shop
        self.receiver = receiver
        self.alarm = alarm
    }

    /// What was decided.
    public enum Action: String, Codable, Sendable, CaseIterable {
        case enrol, open, change, copy, erase
        case promote, claim, abandon
        case signInBegin, signInFinish, signInFailed, register, credential, email, end
        case send, carry, history
        case freeze
        /// Something that correct software, honest people and untouched machines do not do.
        case alarm
        case passkeyOffer, passkeyAdd, passkeyRemove
        /// A passkey's count went back.
        case passkeyDoubt
        case staffEnrol, staffKey, staffSignIn, staffSignInFailed, staffEnd
        /// Staff who had lost every key made a new one, as two officers let them.
        case staffRecover
        /// Two officers agreed, and it was done.
        case officers
        /// Somebody of the office touched a key: to see, or to hold against what a caller said.
        case tap, compare
        /// A shop's owner touched a key to have labels made.
        case labels
        /// A shop's key was registered, to which files are sealed from then on, or ended.
        case receiver
        case receiverEnd = "receiver-end"
        /// Persons of an old shop were brought in.
        case takeOver = "import"
        /// The vault was brought back from a backup.
        case restore
        /// A newcomer whose address is a member's already was erased again.
        case turnAway = "turn-away"
    }

    /// Actions that brought plaintext into the open.
    static let revealing: Set<Action> = [.open, .copy, .carry, .tap]

    /// Actions that opened something inside the vault, whoever saw it: the limits count them.
    static let counted = revealing.union([.compare])

    /// Actions that looked somebody up, found or not.
    static let lookingUp: Set<Action> = [.tap, .compare]
}

/// How a line lies in the ledger: its month in the open, the rest sealed under the month's key.
///
/// With the month's key gone the tree still stands, and says nothing any more.
public enum SealedEntry {
    private static let magic = Array("ichi-line-1 ".utf8)
    private static let monthCount = 7

    static func seal(_ entry: LedgerEntry, with key: MonthKey) throws -> [UInt8] {
        let plain = entry.json
        let head = magic + Array(key.month.utf8)
        return head + (try Box.seal(plain, with: key.key, bound: head))
    }

    /// The month a line is sealed under, `2026-12`; nil where the bytes are no line of ours.
    public static func month(of bytes: [UInt8]) -> String? {
        guard bytes.count > magic.count + monthCount, bytes.starts(with: magic) else { return nil }
        return String(decoding: bytes[magic.count..<magic.count + monthCount], as: UTF8.self)
    }

    /// The line itself.
    ///
    /// - Throws: `SheetFault.damaged` where the key does not fit or the form is not known.
    static func open(_ bytes: [UInt8], with key: MonthKey) throws -> LedgerEntry {
        guard month(of: bytes) == key.month else { throw SheetFault.damaged }
        let head = Array(bytes.prefix(magic.count + monthCount))
        let plain = try Box.open(Array(bytes.dropFirst(head.count)), with: key.key, bound: head)
        let entry =
            try LedgerEntry(asWritten: plain)
            ?? JSONDecoder().decode(LedgerEntry.self, from: Data(plain))
        guard entry.version == 1 else { throw SheetFault.damaged }
        return entry
    }
}

/// The key under which a month's lines are sealed.
struct MonthKey: Sendable {
    /// `2026-12`, by the calendar in Japan.
    let month: String
    let key: SymmetricKey

    static func month(at moment: Moment) -> String { String(Day(moment).description.prefix(7)) }
}
