public import Basics
public import Wire

/// A ceremony with a staff member's key that is under way: five minutes long, good once.
public enum StaffCeremony {}

/// The name of a key, which its maker gave it (WebAuthn section 4, Credential ID).
public struct CredentialID: Packable, Hashable {
    public var bytes: [UInt8]
    public init(_ bytes: [UInt8]) { self.bytes = bytes }
}

/// What a browser is to ask of a key: `navigator.credentials.get`.
public struct KeyRequest: Packable, Hashable {
    public var ceremony: Handle<StaffCeremony>
    /// 32 bytes; for a touch they stand for all that the touch is for.
    public var challenge: [UInt8]
    /// The RP ID: the office's host.
    public var relyingParty: String
    /// The keys that may answer; none where nobody is named yet.
    public var keys: [CredentialID]
    public init(
        ceremony: Handle<StaffCeremony>,
        challenge: [UInt8],
        relyingParty: String,
        keys: [CredentialID]
    ) {
        self.ceremony = ceremony
        self.challenge = challenge
        self.relyingParty = relyingParty
        self.keys = keys
    }
}

/// What a browser is to have a key made by: `navigator.credentials.create`.
public struct KeyOffer: Packable, Hashable {
    public var ceremony: Handle<StaffCeremony>
    public var challenge: [UInt8]
    public var relyingParty: String
    /// Random bytes that stand for the person at the key.
    public var userHandle: [UInt8]
    /// Keys that the person has already.
    public var others: [CredentialID]
    public var role: StaffRole
    /// The shop's number in the catalogue.
    public var shop: Int?
    public init(
        ceremony: Handle<StaffCeremony>,
        challenge: [UInt8],
        relyingParty: String,
        userHandle: [UInt8],
        others: [CredentialID],
        role: StaffRole,
        shop: Int?
    ) {
        self.ceremony = ceremony
        self.challenge = challenge
        self.relyingParty = relyingParty
        self.userHandle = userHandle
        self.others = others
        self.role = role
        self.shop = shop
    }
}

/// What a key answered to a ``KeyRequest``.
public struct KeyAssertion: Packable, Hashable {
    public var key: CredentialID
    public var clientDataJSON: [UInt8]
    public var authenticatorData: [UInt8]
    public var signature: [UInt8]
    /// Absent where the key does not tell.
    public var userHandle: [UInt8]?
    public init(
        key: CredentialID,
        clientDataJSON: [UInt8],
        authenticatorData: [UInt8],
        signature: [UInt8],
        userHandle: [UInt8]?
    ) {
        self.key = key
        self.clientDataJSON = clientDataJSON
        self.authenticatorData = authenticatorData
        self.signature = signature
        self.userHandle = userHandle
    }
}

/// What a key answered to a ``KeyOffer``.
public struct KeyRegistration: Packable, Hashable {
    public var clientDataJSON: [UInt8]
    public var attestationObject: [UInt8]
    public init(clientDataJSON: [UInt8], attestationObject: [UInt8]) {
        self.clientDataJSON = clientDataJSON
        self.attestationObject = attestationObject
    }
}
