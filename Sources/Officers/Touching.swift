public import WebAuthn
import Wire
public import WitnessAPI

extension EnrolledKey {
    /// A key that was made as it was offered, with what its maker says of it.
    public init(_ made: Registration.Outcome, attestation: [UInt8]) {
        self.init(
            credential: made.passkey.credentialID,
            publicKey: made.passkey.key.bytes,
            userHandle: made.passkey.userHandle,
            isBackupEligible: made.passkey.isBackupEligible,
            model: made.aaguid,
            attestation: attestation
        )
    }

    /// What a touch of this key comes to, over which bytes; the key must know its person (finger, face or PIN).
    ///
    /// `count` is what it has counted to, as far as that is known. Throws ``OfficersFault/wrongProof``.
    @discardableResult
    public func verify(
        _ touch: KeyTouch,
        over challenge: [UInt8],
        for party: RelyingParty,
        count: UInt32 = 0
    ) throws(OfficersFault) -> Assertion.Outcome {
        do throws(CeremonyFault) {
            return try touch.assertion.verify(
                by: try passkey(signCount: count),
                for: party,
                challenge: Base64URL.encode(challenge),
                person: .known,
                userVerification: .required
            )
        } catch {
            throw .wrongProof
        }
    }

    private func passkey(signCount: UInt32) throws(CeremonyFault) -> Passkey {
        Passkey(
            credentialID: credential,
            key: try CredentialKey(publicKey),
            userHandle: userHandle,
            signCount: signCount,
            isBackupEligible: isBackupEligible
        )
    }
}

extension OfficersSheet {
    /// A touch that is an officer's.
    public struct Touched: Sendable {
        public var officer: Officer
        /// To be kept in the key's place.
        public var signCount: UInt32
        /// The key counts, and has not gone on: somebody else may have it.
        public var isClone: Bool
    }

    /// Whose touch it is, over which bytes; the key must know its person (finger, face or PIN).
    ///
    /// `counts` tells what keys have counted to. Throws ``OfficersFault/wrongProof``.
    public func verify(
        _ touch: KeyTouch,
        over challenge: [UInt8],
        for party: RelyingParty,
        counts: [[UInt8]: UInt32] = [:]
    ) throws(OfficersFault) -> Touched {
        for officer in officers {
            guard let key = officer.keys.first(where: { $0.credential == touch.credential })
            else { continue }
            let outcome = try key.verify(
                touch,
                over: challenge,
                for: party,
                count: counts[key.credential] ?? 0
            )
            return Touched(
                officer: officer,
                signCount: outcome.signCount,
                isClone: outcome.isClone
            )
        }
        throw .wrongProof
    }
}

extension KeyTouch {
    fileprivate var assertion: Assertion {
        Assertion(
            credentialID: credential,
            clientDataJSON: clientData,
            authenticatorData: authenticatorData,
            signature: signature,
            userHandle: userHandle
        )
    }
}
