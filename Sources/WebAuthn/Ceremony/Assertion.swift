import Crypto

/// What a browser brings back from `navigator.credentials.get`.
public struct Assertion: Sendable {
    public var credentialID: [UInt8]
    public var clientDataJSON: [UInt8]
    public var authenticatorData: [UInt8]
    public var signature: [UInt8]
    /// Whom the authenticator says the key is of; nil where it does not tell.
    public var userHandle: [UInt8]?

    public init(
        credentialID: [UInt8],
        clientDataJSON: [UInt8],
        authenticatorData: [UInt8],
        signature: [UInt8],
        userHandle: [UInt8]?
    ) {
        self.credentialID = credentialID
        self.clientDataJSON = clientDataJSON
        self.authenticatorData = authenticatorData
        self.signature = signature
        self.userHandle = userHandle
    }

    /// A signature that is the key's.
    public struct Outcome: Sendable, Hashable {
        /// To be kept in the passkey's place.
        public var signCount: UInt32
        public var isUserVerified: Bool
        public var isBackedUp: Bool
        /// The count has not gone on though it counts: somebody else may have the key (7.2 step 23).
        public var isClone: Bool
    }

    /// Whether somebody who must be asked is known before: by name, or by nothing yet.
    public enum Person: Sendable {
        /// Signed in otherwise, or named: the user handle may be missing, but not another's.
        case known
        /// Only the key says who it is: the user handle must be there (7.2 step 6).
        case unknown
    }

    /// Verifying an authentication assertion: WebAuthn Level 3, section 7.2, steps 5 to 23.
    ///
    /// `passkey` is the one of this assertion's name, as it was kept; `challenge` is as the browser
    /// states it: base64url, without padding. Throws ``CeremonyFault``.
    public func verify(
        by passkey: Passkey,
        for party: RelyingParty,
        challenge: String,
        person: Person = .unknown,
        userVerification: UserVerification = .required
    ) throws(CeremonyFault) -> Outcome {
        guard credentialID == passkey.credentialID else { throw .otherCredential }
        guard userHandle.map({ $0 == passkey.userHandle }) ?? (person == .known) else {
            throw .userHandle
        }
        try ClientData.check(clientDataJSON, is: .get, challenge: challenge, for: party)
        let data = try AuthenticatorData(authenticatorData)
        try data.check(for: party, userVerification)
        guard data.flags.contains(.backupEligible) == passkey.isBackupEligible else {
            throw .backupEligibility
        }
        let hash = Array(SHA256.hash(data: clientDataJSON))
        guard passkey.key.signed(signature, over: authenticatorData + hash) else {
            throw .signature
        }
        let counts = data.signCount > 0 || passkey.signCount > 0
        return Outcome(
            signCount: data.signCount,
            isUserVerified: data.flags.contains(.userVerified),
            isBackedUp: data.flags.contains(.backedUp),
            isClone: counts && data.signCount <= passkey.signCount
        )
    }
}
