/// What is wrong with a ceremony: each case is a step of WebAuthn Level 3, section 7.1 (registration)
/// or 7.2 (assertion).
///
/// None of them says anything of a person.
public enum CeremonyFault: String, Error, Sendable, CaseIterable {
    /// 7.1 steps 5 and 6, 7.2 steps 9 and 10: the client data is no JSON in UTF-8, or too long.
    case clientData
    /// 7.1 step 7, 7.2 step 11: a ceremony of the other kind.
    case type
    /// 7.1 step 8, 7.2 step 12.
    case challenge
    /// 7.1 step 9, 7.2 step 13.
    case origin
    /// 7.1 step 10, 7.2 step 14: made in a frame of somebody else's page.
    case crossOrigin
    /// 7.1 step 11, 7.2 step 15: the same, as the page at the top tells it.
    case topOrigin
    /// 7.1 step 13: the attestation object is no canonical CBOR of its three parts.
    case attestationObject
    /// Section 6.1: too short, too long, or without what its flags tell of.
    case authenticatorData
    /// 7.1 step 14, 7.2 step 16: made for another relying party.
    case relyingParty
    /// 7.1 step 15, 7.2 step 17: nobody touched the authenticator.
    case userPresence
    /// 7.1 step 16, 7.2 step 18: the authenticator did not ask for finger, face or PIN.
    case userVerification
    /// 7.1 step 17, 7.2 step 19: backed up, though it cannot be.
    case backupState
    /// 7.1 step 20: an algorithm that was not asked for.
    case algorithm
    /// Section 6.5.1.1: no COSE key, or one that is none of its curve.
    case credentialKey
    /// 7.1 step 21: a format of attestation that is not known here.
    case attestationFormat
    /// 7.1 step 22, section 8: the attestation statement does not hold.
    case attestation
    /// 7.1 step 25: the credential's name is empty or longer than 1023 bytes.
    case credentialID
    /// 7.2 step 5: another credential answered.
    case otherCredential
    /// 7.2 step 6: the credential is somebody else's, or nobody is named and nobody is known.
    case userHandle
    /// 7.2 step 20: whether the key may be backed up never changes.
    case backupEligibility
    /// 7.2 step 22.
    case signature
}
