public import Basics
public import Wire

/// What one touch of a staff member's key is for, whole: it is good for this and for nothing else.
public struct TapStatement: Packable, Hashable {
    /// The open inquiry, from which the purpose comes.
    public var caseNumber: CaseNumber
    public var purpose: Purpose
    public var ask: Ask
    public var act: Act
    public init(caseNumber: CaseNumber, purpose: Purpose, ask: Ask, act: Act) {
        self.caseNumber = caseNumber
        self.purpose = purpose
        self.ask = ask
        self.act = act
    }

    /// Who is asked for.
    public enum Ask: Packable, Hashable {
        /// Members by what they say of themselves.
        case email(Secret<String>)
        case phone(Secret<String>)
        case memberNumber(Secret<String>)
        /// The orderer of an order, whose key the shop knows by its number.
        case order(Handle<OrderKey>)
        /// One of the people an order goes to, as the shop's rows name them.
        case recipient(Handle<OrderKey>, Handle<Subject>)
        /// Whom a touch of the same person found in the same case.
        case subject(Handle<Subject>)
    }

    public enum Act: Packable, Hashable {
        case open([PersonalField])
        /// 照合: what the caller says is held against what is kept; nothing is opened to the office.
        case compare(PersonalFields)
    }
}

/// Begin a touch: nothing is looked up yet, and the answer is the same whoever there is.
public struct TapBegin: VaultMessage {
    public static let name = "tapBegin"
    public typealias Answer = KeyRequest
    public var token: Token
    public var statement: TapStatement
    public var source: String
    public init(token: Token, statement: TapStatement, source: String) {
        self.token = token
        self.statement = statement
        self.source = source
    }
}

/// The key was touched: search and answer in one, once.
public struct TapFinish: VaultMessage {
    public static let name = "tapFinish"
    public var token: Token
    public var ceremony: Handle<StaffCeremony>
    public var assertion: KeyAssertion
    public var source: String
    public init(
        token: Token,
        ceremony: Handle<StaffCeremony>,
        assertion: KeyAssertion,
        source: String
    ) {
        self.token = token
        self.ceremony = ceremony
        self.assertion = assertion
        self.source = source
    }

    public enum Answer: Packable, Hashable {
        case nobody
        /// So many; another key narrows it.
        case several(Int)
        case one(Found)
        /// Of each field that was typed, whether it is the same; and how many tries are left.
        case compared([PersonalField: Bool], triesLeft: Int)
    }

    /// Somebody who was found.
    public struct Found: Packable, Hashable {
        public var handle: Handle<Subject>
        public var kind: SubjectKind
        /// Fields that were never given are absent.
        public var fields: PersonalFields
        public init(handle: Handle<Subject>, kind: SubjectKind, fields: PersonalFields) {
            self.handle = handle
            self.kind = kind
            self.fields = fields
        }
    }
}
