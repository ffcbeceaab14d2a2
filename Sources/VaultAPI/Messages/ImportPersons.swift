public import Basics
public import Wire

/// Keep persons of an old shop, some hundred at a time; the importer's only message.
///
/// Idempotent: who is known by its key is not kept again, and nothing of it is changed. Nothing can
/// be read by it: the answer holds handles. Which old number is whose is known in the vault alone.
public struct ImportPersons: VaultMessage {
    public static let name = "import"
    /// Persons of one message, at most.
    public static let most = 1000

    public var persons: [Person]
    public init(_ persons: [Person]) { self.persons = persons }

    public struct Person: Packable {
        /// By which the old shop's rows name it: a member's number, a guest's name and address.
        public var key: Secret<String>
        /// Further keys that mean the same person.
        public var aliases: [Secret<String>]
        public var kind: SubjectKind
        /// Nil to be told whether it is known, and no more.
        public var fields: PersonalFields?
        /// By which a member without a mailbox of its own can ask for a letter.
        public var memberNumber: Secret<String>?
        /// When the old shop last saw it: of several members with one address the latest has it.
        public var lastUsed: Moment
        /// The place in this message of who reaches it: the member whose address book it is in.
        public var enteredBy: Int?

        public init(
            key: Secret<String>,
            aliases: [Secret<String>] = [],
            kind: SubjectKind,
            fields: PersonalFields?,
            memberNumber: Secret<String>? = nil,
            lastUsed: Moment = Moment(milliseconds: 0),
            enteredBy: Int? = nil
        ) {
            self.key = key
            self.aliases = aliases
            self.kind = kind
            self.fields = fields
            self.memberNumber = memberNumber
            self.lastUsed = lastUsed
            self.enteredBy = enteredBy
        }
    }

    public struct Answer: Packable {
        /// In the order of the message.
        public var persons: [Known]
        public init(persons: [Known]) { self.persons = persons }
    }

    public struct Known: Packable, Equatable {
        /// Nil for who is not known.
        public var handle: Handle<Subject>?
        public var outcome: Outcome
        public init(handle: Handle<Subject>?, outcome: Outcome) {
            self.handle = handle
            self.outcome = outcome
        }
    }

    public enum Outcome: String, PackableCase {
        case created
        /// Kept, but another member was there first, or later, with the same e-mail address.
        case createdWithoutMailbox
        case existed
        /// Was imported once, and has left since: never brought back. The handle is all there is of it.
        case erased
        case unknown
    }
}

/// Say that the data of a member that was imported has been looked through by the member itself.
///
/// Idempotent.
public struct ConfirmData: VaultMessage {
    public static let name = "confirmData"
    public typealias Answer = Done
    public var token: Token
    public init(token: Token) { self.token = token }
}
