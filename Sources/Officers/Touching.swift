public import WebAuthn
import Wire
public import WitnessAPI

extension OfficerKey {
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

    /// The credential record; `signCount` is what it has counted to, as far as that is known.
    fileprivate func passkey(signCount: UInt32) throws(CeremonyFault) -> Passkey {
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
        _ touch: OfficerTouch,
        over challenge: [UInt8],
        for party: RelyingParty,
        counts: [[UInt8]: UInt32] = [:]
    ) throws(OfficersFault) -> Touched {
        for officer in officers {
            guard let key = officer.keys.first(where: { $0.credential == touch.credential })
            else { continue }
            do throws(CeremonyFault) {
                let outcome = try touch.assertion.verify(
                    by: try key.passkey(signCount: counts[key.credential] ?? 0),
                    for: party,
                    challenge: Base64URL.encode(challenge),
                    person: .known,
                    userVerification: .required
                )
                return Touched(
                    officer: officer,
                    signCount: outcome.signCount,
                    isClone: outcome.isClone
                )
            } catch {
                throw .wrongProof
            }
        }
        throw .wrongProof
    }
}

extension OfficerTouch {
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
