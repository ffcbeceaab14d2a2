import Crypto

/// What a browser brings back from `navigator.credentials.create`.
public struct Registration: Sendable {
    /// An attestation with a chain of certificates has some kilobytes.
    static let greatestLength = 16_384

    public var clientDataJSON: [UInt8]
    public var attestationObject: [UInt8]

    public init(clientDataJSON: [UInt8], attestationObject: [UInt8]) {
        self.clientDataJSON = clientDataJSON
        self.attestationObject = attestationObject
    }

    /// A key that was made as it was asked for.
    public struct Outcome: Sendable {
        public var passkey: Passkey
        /// The model of the authenticator, 16 bytes; zeros where it does not tell.
        public var aaguid: [UInt8]
        public var isUserVerified: Bool
        public var isBackedUp: Bool
        public var attestation: Attestation
    }

    /// Registering a new credential: WebAuthn Level 3, section 7.1, steps 5 to 25.
    ///
    /// That no one has registered the same credential (step 26) is for the caller to look at.
    /// `challenge` is as the browser states it: base64url, without padding; `userHandle` is what the
    /// authenticator was told to know the person by. Throws ``CeremonyFault``.
    public func verify(
        for party: RelyingParty,
        challenge: String,
        userHandle: [UInt8],
        algorithms: Set<SigningAlgorithm> = Set(SigningAlgorithm.allCases),
        userVerification: UserVerification = .required
    ) throws(CeremonyFault) -> Outcome {
        try ClientData.check(clientDataJSON, is: .create, challenge: challenge, for: party)
        let object = try AttestationObject(attestationObject)
        let data = try AuthenticatorData(object.authenticatorData)
        try data.check(for: party, userVerification)
        guard let made = data.credential else { throw .authenticatorData }
        guard algorithms.contains(made.key.algorithm) else { throw .algorithm }
        let hash = Array(SHA256.hash(data: clientDataJSON))
        let attestation = try object.attestation(of: made, clientDataHash: hash)
        let passkey = Passkey(
            credentialID: made.id,
            key: made.key,
            userHandle: userHandle,
            signCount: data.signCount,
            isBackupEligible: data.flags.contains(.backupEligible)
        )
        return Outcome(
            passkey: passkey,
            aaguid: made.aaguid,
            isUserVerified: data.flags.contains(.userVerified),
            isBackedUp: data.flags.contains(.backedUp),
            attestation: attestation
        )
    }
}
