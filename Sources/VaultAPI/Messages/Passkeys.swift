public import Basics
public import Wire

/// One of a member's passkeys, by its random name outside the vault.
public enum KeptPasskey {}

/// What a browser is asked to have an authenticator do.
///
/// Bytes are base64url (RFC 4648 section 5, no padding), as browsers write them.
public struct PasskeyRequest: Packable {
    /// The RP ID: the counter's host, which the vault knows by itself.
    public var relyingParty: String
    public var challenge: String
    /// Random bytes by which the authenticator is to know the person; nil where it is asked to sign.
    public var userHandle: Secret<String>?
    /// Names of the keys that the person has: an authenticator that has one of them makes no other.
    public var known: [Secret<String>]
    public init(
        relyingParty: String,
        challenge: String,
        userHandle: Secret<String>? = nil,
        known: [Secret<String>] = []
    ) {
        self.relyingParty = relyingParty
        self.challenge = challenge
        self.userHandle = userHandle
        self.known = known
    }
}

/// What a browser brings back from signing: base64url, as it writes it, and not looked at before.
public struct PasskeyProof: Packable {
    public var id: Secret<String>
    public var clientData: Secret<String>
    public var authenticatorData: Secret<String>
    public var signature: Secret<String>
    public var userHandle: Secret<String>?
    public init(
        id: Secret<String>,
        clientData: Secret<String>,
        authenticatorData: Secret<String>,
        signature: Secret<String>,
        userHandle: Secret<String>?
    ) {
        self.id = id
        self.clientData = clientData
        self.authenticatorData = authenticatorData
        self.signature = signature
        self.userHandle = userHandle
    }
}

/// Offer a member to make a passkey.
///
/// Only to who has proved itself within 30 minutes by a code to its old address, or by a passkey;
/// others are refused as ``VaultRefusal/needsFreshCode``: see ``SignInBegin/Way/again(_:)``.
public struct PasskeyOffer: VaultMessage {
    public static let name = "passkeyOffer"
    public var token: Token
    /// The address the request came from, as the caller states it.
    public var source: String
    public init(token: Token, source: String) {
        self.token = token
        self.source = source
    }

    public struct Answer: Packable {
        public var challenge: Handle<Challenge>
        public var request: PasskeyRequest
        public init(challenge: Handle<Challenge>, request: PasskeyRequest) {
            self.challenge = challenge
            self.request = request
        }
    }
}

/// Keep a passkey that was made; a mail tells the member of it.
///
/// Its challenge is good once, for five minutes.
public struct PasskeyAdd: VaultMessage {
    public static let name = "passkeyAdd"
    public typealias Answer = Done
    public var token: Token
    public var challenge: Handle<Challenge>
    /// Base64url, as the browser wrote them, and not looked at before.
    public var clientData: Secret<String>
    public var attestation: Secret<String>
    /// How the member calls it: 「娘のスマホ」.
    public var label: Secret<String>?
    public init(
        token: Token,
        challenge: Handle<Challenge>,
        clientData: Secret<String>,
        attestation: Secret<String>,
        label: Secret<String>?
    ) {
        self.token = token
        self.challenge = challenge
        self.clientData = clientData
        self.attestation = attestation
        self.label = label
    }
}

/// A member's passkeys.
public struct Passkeys: VaultMessage {
    public static let name = "passkeys"
    public var token: Token
    public init(token: Token) { self.token = token }

    public struct Answer: Packable {
        /// In the order in which they were made.
        public var keys: [Key]
        public init(keys: [Key]) { self.keys = keys }
    }

    public struct Key: Packable {
        public var id: Handle<KeptPasskey>
        public var label: Secret<String>?
        public var made: Moment
        /// Nil where it has never signed in.
        public var used: Moment?
        /// Its count went back: somebody may have a copy, and it signs in no more.
        public var isDoubtful: Bool
        public init(
            id: Handle<KeptPasskey>,
            label: Secret<String>?,
            made: Moment,
            used: Moment?,
            isDoubtful: Bool
        ) {
            self.id = id
            self.label = label
            self.made = made
            self.used = used
            self.isDoubtful = isDoubtful
        }
    }
}

/// Whether a member has a passkey: nothing is opened, and no line is left.
public struct HasPasskey: VaultMessage {
    public static let name = "hasPasskey"
    public var token: Token
    public init(token: Token) { self.token = token }

    public struct Answer: Packable {
        public var hasOne: Bool
        public init(hasOne: Bool) { self.hasOne = hasOne }
    }
}

/// Call a passkey something else.
public struct PasskeyRename: VaultMessage {
    public static let name = "passkeyRename"
    public typealias Answer = Done
    public var token: Token
    public var passkey: Handle<KeptPasskey>
    /// Empty: nothing.
    public var label: Secret<String>
    public init(token: Token, passkey: Handle<KeptPasskey>, label: Secret<String>) {
        self.token = token
        self.passkey = passkey
        self.label = label
    }
}

/// Take a passkey away, and end the other tokens that it opened; a mail tells the member of it.
///
/// Idempotent.
public struct PasskeyRemove: VaultMessage {
    public static let name = "passkeyRemove"
    public typealias Answer = Done
    public var token: Token
    public var passkey: Handle<KeptPasskey>
    public init(token: Token, passkey: Handle<KeptPasskey>) {
        self.token = token
        self.passkey = passkey
    }
}
