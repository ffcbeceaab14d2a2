public import Basics
public import Wire

/// Begin to enrol at the office with an invitation: a first key is to be made.
public struct StaffEnrolBegin: VaultMessage {
    public static let name = "staffEnrolBegin"
    public typealias Answer = KeyOffer
    /// The code in the invitation's link.
    public var invitation: Secret<String>
    /// The address the request came from, as the office states it.
    public var source: String
    public init(invitation: Secret<String>, source: String) {
        self.invitation = invitation
        self.source = source
    }
}

/// The first key was made: the invitation is used up, and who brought it is staff.
public struct StaffEnrolFinish: VaultMessage {
    public static let name = "staffEnrolFinish"
    public typealias Answer = StaffEntry
    public var invitation: Secret<String>
    public var ceremony: Handle<StaffCeremony>
    public var registration: KeyRegistration
    public var source: String
    public init(
        invitation: Secret<String>,
        ceremony: Handle<StaffCeremony>,
        registration: KeyRegistration,
        source: String
    ) {
        self.invitation = invitation
        self.ceremony = ceremony
        self.registration = registration
        self.source = source
    }
}

/// Somebody is in.
public struct StaffEntry: Packable {
    public var token: Token
    public var role: StaffRole
    public var shop: Int?
    /// To greet them; absent where it could not be opened just now.
    public var name: Secret<String>?
    /// How many keys they have.
    public var keys: Int
    public init(token: Token, role: StaffRole, shop: Int?, name: Secret<String>?, keys: Int) {
        self.token = token
        self.role = role
        self.shop = shop
        self.name = name
        self.keys = keys
    }
}

/// Begin to sign in to the office: any of its keys may answer, nobody is named.
public struct StaffSignInBegin: VaultMessage {
    public static let name = "staffSignInBegin"
    public typealias Answer = KeyRequest
    public var source: String
    public init(source: String) { self.source = source }
}

public struct StaffSignInFinish: VaultMessage {
    public static let name = "staffSignInFinish"
    public typealias Answer = StaffEntry
    public var ceremony: Handle<StaffCeremony>
    public var assertion: KeyAssertion
    public var source: String
    public init(ceremony: Handle<StaffCeremony>, assertion: KeyAssertion, source: String) {
        self.ceremony = ceremony
        self.assertion = assertion
        self.source = source
    }
}

/// Ask whether a session of the office stands, and whose it is; no line, nothing personal.
public struct StaffSession: VaultMessage {
    public static let name = "staffSession"
    public var token: Token
    public var source: String
    public init(token: Token, source: String) {
        self.token = token
        self.source = source
    }

    public struct Answer: Packable, Hashable {
        public var role: StaffRole
        public var shop: Int?
        public var keys: Int
        public init(role: StaffRole, shop: Int?, keys: Int) {
            self.role = role
            self.shop = shop
            self.keys = keys
        }
    }
}

/// Begin to add a key: one that is there is touched first.
public struct StaffKeyBegin: VaultMessage {
    public static let name = "staffKeyBegin"
    public typealias Answer = KeyRequest
    public var token: Token
    public var source: String
    public init(token: Token, source: String) {
        self.token = token
        self.source = source
    }
}

/// A key that is there was touched: now another may be made.
public struct StaffKeyOffer: VaultMessage {
    public static let name = "staffKeyOffer"
    public typealias Answer = KeyOffer
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
}

public struct StaffKeyFinish: VaultMessage {
    public static let name = "staffKeyFinish"
    public typealias Answer = StaffSession.Answer
    public var token: Token
    public var ceremony: Handle<StaffCeremony>
    public var registration: KeyRegistration
    public var source: String
    public init(
        token: Token,
        ceremony: Handle<StaffCeremony>,
        registration: KeyRegistration,
        source: String
    ) {
        self.token = token
        self.ceremony = ceremony
        self.registration = registration
        self.source = source
    }
}
