public import Basics
public import Wire

/// A sign-in under way.
///
/// It says nothing about whether anybody was found.
public enum Challenge {}

/// Begin to sign in.
///
/// The answer is the same, and takes as long, whether or not there is such a person.
public struct SignInBegin: VaultMessage {
    public static let name = "signInBegin"
    public var way: Way
    /// The address the request came from, as the caller states it; for throttling and the ledger.
    public var source: String
    public init(way: Way, source: String) {
        self.way = way
        self.source = source
    }

    public enum Way: Packable {
        /// Mail a code to a member's address.
        case mailCode(email: Secret<String>)
        /// A password follows with ``SignInFinish``.
        case password(email: Secret<String>)
        /// The signed link of an order's mail or letter; a code is mailed to the orderer.
        case orderLink(Secret<String>)
        /// A letter with a code, for a member without a mailbox of its own: by the member's number in
        /// the old shop, or its telephone. One who holds a letter finishes with its code at once.
        case letter(identifier: Secret<String>)
        /// Nobody is named: a passkey says who it is. Good once, for five minutes.
        case passkey
        /// Mail a code to a member who has signed in, for what asks a fresh one.
        case again(Token)
    }

    public struct Answer: Packable {
        public var challenge: Handle<Challenge>
        /// Only for ``Way/passkey``: what the browser is to ask for.
        public var request: PasskeyRequest?
        public init(challenge: Handle<Challenge>, request: PasskeyRequest? = nil) {
            self.challenge = challenge
            self.request = request
        }
    }
}

/// Send another code for a sign-in under way; the earlier codes stay good until they end.
public struct SignInResend: VaultMessage {
    public static let name = "signInResend"
    public typealias Answer = Done
    public var challenge: Handle<Challenge>
    public init(challenge: Handle<Challenge>) { self.challenge = challenge }
}

/// Finish signing in: a code (8 characters, 30 minutes, five tries in all), a password or a passkey.
public struct SignInFinish: VaultMessage {
    public static let name = "signInFinish"
    public var challenge: Handle<Challenge>
    public var proof: Proof
    /// Remember this browser for 30 days.
    public var remember: Bool
    public init(challenge: Handle<Challenge>, proof: Proof, remember: Bool) {
        self.challenge = challenge
        self.proof = proof
        self.remember = remember
    }

    /// With what was typed.
    public init(challenge: Handle<Challenge>, proof: Secret<String>, remember: Bool) {
        self.init(challenge: challenge, proof: .typed(proof), remember: remember)
    }

    /// What shows that it is the person.
    public enum Proof: Packable {
        /// A code or a password.
        case typed(Secret<String>)
        case passkey(PasskeyProof)
    }

    public struct Answer: Packable {
        public var token: Token
        public var handle: Handle<Subject>
        /// Only where it was asked for: sees states and amounts, nothing personal.
        public var remembered: Token?
        /// Only for ``SignInBegin/Way/orderLink(_:)``: the order the link is of.
        public var order: Handle<OrderKey>?
        /// Came from an old shop, and has not looked its data through yet: see ``ConfirmData``.
        public var mustConfirm: Bool
        /// Whether the member can be found by what it signs in with; not yet where it registered while
        /// the witness is away.
        public var isFindable: Bool
        public init(
            token: Token,
            handle: Handle<Subject>,
            remembered: Token?,
            order: Handle<OrderKey>?,
            mustConfirm: Bool = false,
            isFindable: Bool = true
        ) {
            self.token = token
            self.handle = handle
            self.remembered = remembered
            self.order = order
            self.mustConfirm = mustConfirm
            self.isFindable = isFindable
        }
    }
}

/// Begin to register: a provisional member, and a code mailed to the address that was given.
///
/// Nobody looks whose the address is, and the witness is not needed. Where the code comes back and the
/// address is a member's, ``SignInFinish`` refuses with `alreadyMember`, and that member gets a mail
/// that says so; while the witness is away nobody can know, and who came is erased when it is back.
public struct RegisterBegin: VaultMessage {
    public static let name = "registerBegin"
    public typealias Answer = SignInBegin.Answer
    public var idempotencyKey: String
    public var fields: PersonalFields
    /// Optional: without one the member signs in by mail code.
    public var password: Secret<String>?
    public var source: String
    public init(
        idempotencyKey: String,
        fields: PersonalFields,
        password: Secret<String>?,
        source: String
    ) {
        self.idempotencyKey = idempotencyKey
        self.fields = fields
        self.password = password
        self.source = source
    }
}

/// Set, change or take away what a member signs in with; a mail tells the member of it.
public struct SetCredential: VaultMessage {
    public static let name = "setCredential"
    public typealias Answer = Done
    public var token: Token
    public var change: Kind
    public init(token: Token, change: Kind) {
        self.token = token
        self.change = change
    }

    public enum Kind: Packable {
        case password(Secret<String>)
        case noPassword
    }
}

/// Begin to change a member's e-mail address: a code goes to the new address and one to the old;
/// ``EmailFinish`` wants both, and a mail to each tells that it was done.
public struct EmailBegin: VaultMessage {
    public static let name = "emailBegin"
    public typealias Answer = SignInBegin.Answer
    public var token: Token
    public var email: Secret<String>
    public init(token: Token, email: Secret<String>) {
        self.token = token
        self.email = email
    }
}

public struct EmailFinish: VaultMessage {
    public static let name = "emailFinish"
    public typealias Answer = Done
    public var token: Token
    public var challenge: Handle<Challenge>
    public var codeFromOld: Secret<String>
    public var codeFromNew: Secret<String>
    public init(
        token: Token,
        challenge: Handle<Challenge>,
        codeFromOld: Secret<String>,
        codeFromNew: Secret<String>
    ) {
        self.token = token
        self.challenge = challenge
        self.codeFromOld = codeFromOld
        self.codeFromNew = codeFromNew
    }
}

/// Ask whether a session still stands, before a page is shown for which nothing is opened.
///
/// It leaves no line in the ledger; refused as any message with the same token would be.
public struct CheckSession: VaultMessage {
    public static let name = "checkSession"
    public typealias Answer = Done
    public var token: Token
    public init(token: Token) { self.token = token }
}

/// End a token: sign out.
///
/// Idempotent.
public struct End: VaultMessage {
    public static let name = "end"
    public typealias Answer = Done
    public var token: Token
    public init(token: Token) { self.token = token }
}
