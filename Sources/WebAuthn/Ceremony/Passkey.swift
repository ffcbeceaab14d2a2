/// A passkey as its relying party knows it: the credential record of WebAuthn, section 4.
public struct Passkey: Sendable {
    /// By which the authenticator finds it again: at most 1023 bytes.
    public var credentialID: [UInt8]
    public var key: CredentialKey
    /// Random bytes that stand for its person at the authenticator, at most 64.
    public var userHandle: [UInt8]
    /// How often it has signed, as it says; many say 0 for ever.
    public var signCount: UInt32
    /// Whether it may be copied to the person's other devices, which never changes.
    public var isBackupEligible: Bool

    public init(
        credentialID: [UInt8],
        key: CredentialKey,
        userHandle: [UInt8],
        signCount: UInt32,
        isBackupEligible: Bool
    ) {
        self.credentialID = credentialID
        self.key = key
        self.userHandle = userHandle
        self.signCount = signCount
        self.isBackupEligible = isBackupEligible
    }
}
