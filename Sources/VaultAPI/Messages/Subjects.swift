public import Basics
public import Wire

/// One person, or one shop's people: whose data the vault keeps.
///
/// Its handle is its random name outside the vault.
public enum Subject {}
/// One order, known to the vault only as the random key under which it was placed.
public enum OrderKey {}

/// What a subject is kept as.
public enum SubjectKind: String, PackableCase {
    /// Somebody on the way through a checkout; erased after a day unless the order is placed.
    case orderer
    /// Somebody to whom an orderer sends goods.
    case recipient
    /// Somebody who has registered.
    case member
    /// An entry of a member's address book.
    case contact
    /// Somebody of the office.
    case staff
}

/// The personal fields.
///
/// The vault seals these and nothing else.
public enum PersonalField: String, Codable, PackableCase {
    case familyName, givenName, familyKana, givenKana, company
    case postcode, prefecture, city, street, building
    case phone, email
    /// `本人` or `ご家族`: whose mailbox the e-mail address is.
    case emailKeeper
    /// 備考 of an order.
    case note
    /// ご依頼主 of one parcel, where it is not the orderer.
    case senderFamilyName, senderGivenName, senderPostcode, senderPrefecture, senderCity
    case senderStreet, senderBuilding, senderPhone
    /// のし: 名入れ.
    case giftName
    /// The text of the card that lies in a parcel.
    case giftMessage
    /// The name an invoice is made out to (宛名).
    case invoiceName
    /// How a member calls an entry of the address book: 「母」.
    case label
    /// 性別 and 生年月日: asked of nobody; only of an old shop's members, where the city says so.
    case sex, birthDate
}

/// Some fields of one subject.
public typealias PersonalFields = [PersonalField: Secret<String>]

/// A token: what signing in, or starting a checkout, gives.
///
/// Signed by the vault; see ``TokenClaims``.
public struct Token: Packable, Hashable {
    public let secret: Secret<String>
    public init(_ text: String) { secret = Secret(text) }
}

/// Why data is opened.
///
/// It stands in the ledger's line and, in plain words, in *who looked at my data*.
public enum Purpose: String, Codable, PackableCase {
    /// To show the order on the confirmation page.
    case confirmation
    /// To show an order again to who placed it.
    case orderView
    /// To fill a form the person is correcting.
    case correction
    /// To show members their own data.
    case account
    /// To let members take all their data with them.
    case download
    /// To make an invoice (領収書・適格請求書).
    case invoice
    /// To send a mail or a letter of a fixed kind.
    case correspondence
    /// Somebody asks the customer centre about an order, about its delivery, about what is kept of
    /// them, or about something else.
    case orderInquiry, deliveryInquiry, accountInquiry, otherInquiry
    /// To make a parcel's label (送り状), sealed to its shop.
    case labels

    /// Those for which the customer centre may look.
    public static let inquiries: Set<Purpose> = [
        .orderInquiry, .deliveryInquiry, .accountInquiry, .otherInquiry,
    ]
}

/// Keep a new person.
///
/// Idempotent: the same key with the same fields gives the same handle.
///
/// Without a token only an `orderer` or a `member` can be enrolled, and the answer brings a token
/// whose reach is that person. With a token the new subject comes within the token's reach.
public struct Enrol: VaultMessage {
    public static let name = "enrol"
    public var idempotencyKey: String
    public var kind: SubjectKind
    public var fields: PersonalFields
    public var token: Token?
    public init(
        idempotencyKey: String,
        kind: SubjectKind,
        fields: PersonalFields,
        token: Token? = nil
    ) {
        self.idempotencyKey = idempotencyKey
        self.kind = kind
        self.fields = fields
        self.token = token
    }

    public struct Answer: Packable {
        public var handle: Handle<Subject>
        /// Only where none was given.
        public var token: Token?
        public init(handle: Handle<Subject>, token: Token?) {
            self.handle = handle
            self.token = token
        }
    }
}

/// Read some fields of one subject within the token's reach.
///
/// The ledger's line is durable before the answer leaves.
public struct Open: VaultMessage {
    public static let name = "open"
    public var token: Token
    public var handle: Handle<Subject>
    public var fields: [PersonalField]
    public var purpose: Purpose
    public init(
        token: Token,
        handle: Handle<Subject>,
        fields: [PersonalField],
        purpose: Purpose
    ) {
        self.token = token
        self.handle = handle
        self.fields = fields
        self.purpose = purpose
    }

    public struct Answer: Packable {
        /// Fields that were never given are absent.
        public var fields: PersonalFields
        /// Counts the changes of this subject, from 1; hand it back to ``Change``.
        public var version: Int
        public init(fields: PersonalFields, version: Int) {
            self.fields = fields
            self.version = version
        }
    }
}

/// Replace some fields of one subject; an empty text clears a field.
public struct Change: VaultMessage {
    public static let name = "change"
    public var token: Token
    public var handle: Handle<Subject>
    /// The version that was read, or nil to write whatever stands there.
    public var version: Int?
    public var fields: PersonalFields
    public init(token: Token, handle: Handle<Subject>, version: Int?, fields: PersonalFields) {
        self.token = token
        self.handle = handle
        self.version = version
        self.fields = fields
    }

    public struct Answer: Packable {
        public var version: Int
        public init(version: Int) { self.version = version }
    }
}

/// Take a subject out for ever: the sheets go, the tags go, the witness refuses the name.
public struct Erase: VaultMessage {
    public static let name = "erase"
    public typealias Answer = Done
    public var token: Token
    public var handle: Handle<Subject>
    public init(token: Token, handle: Handle<Subject>) {
        self.token = token
        self.handle = handle
    }
}

/// Copy some fields of one subject in reach to another in reach, inside the vault: an address-book
/// entry becomes a parcel's recipient and nothing passes through the counter.
///
/// Afterwards both have the same: what was never given for the one is cleared at the other.
public struct Copy: VaultMessage {
    public static let name = "copy"
    public typealias Answer = Change.Answer
    public var token: Token
    public var from: Handle<Subject>
    public var to: Handle<Subject>
    public var fields: [PersonalField]
    public init(
        token: Token,
        from: Handle<Subject>,
        to: Handle<Subject>,
        fields: [PersonalField]
    ) {
        self.token = token
        self.from = from
        self.to = to
        self.fields = fields
    }
}
