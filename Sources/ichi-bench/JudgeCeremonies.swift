import ArgumentParser
import Foundation
import WebAuthn
import Wire

/// `ichi-bench ceremonies`: what the vault says of passkeys' ceremonies, for the tests that hold it
/// against an independent implementation.
struct JudgeCeremonies: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ceremonies",
        abstract: "Judge passkeys' ceremonies: JSON lines in, verdicts out.",
        discussion: """
            Bytes are base64url. A line has party, origins, challenge, userHandle, clientData, and \
            either attestation (with algorithms), or credential, authenticatorData, signature, \
            person and the passkey.

            EXAMPLES
              ichi-bench ceremonies < ceremonies.jsonl
            """
    )

    func run() throws {
        while let line = readLine() {
            let ceremony = try JSONDecoder().decode(Ceremony.self, from: Data(line.utf8))
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            print(String(decoding: try encoder.encode(ceremony.verdict), as: UTF8.self))
        }
    }
}

private struct Ceremony: Decodable {
    var party: String
    var origins: Set<String>
    var challenge: String
    var userHandle: String?
    var clientData: String
    var attestation: String?
    var algorithms: [Int64]?
    var credential: String?
    var authenticatorData: String?
    var signature: String?
    var passkey: Known?

    struct Known: Decodable {
        var credential: String
        var key: String
        var userHandle: String
        var signCount: UInt32
        var isBackupEligible: Bool
    }

    struct Verdict: Encodable {
        /// `good`, or the fault's name.
        var verdict: String
        var key: String?
        var credential: String?
        var signCount: UInt32?
        var isClone: Bool?
    }

    var verdict: Verdict {
        do throws(CeremonyFault) {
            return attestation == nil ? try signed() : try made()
        } catch {
            return Verdict(verdict: error.rawValue)
        }
    }

    private var relyingParty: RelyingParty { RelyingParty(id: party, origins: origins) }

    private func made() throws(CeremonyFault) -> Verdict {
        let registration = Registration(
            clientDataJSON: bytes(clientData),
            attestationObject: bytes(attestation)
        )
        let outcome = try registration.verify(
            for: relyingParty,
            challenge: challenge,
            userHandle: bytes(userHandle),
            algorithms: Set((algorithms ?? []).compactMap(SigningAlgorithm.init))
        )
        return Verdict(
            verdict: "good",
            key: Base64URL.encode(outcome.passkey.key.bytes),
            credential: Base64URL.encode(outcome.passkey.credentialID),
            signCount: outcome.passkey.signCount
        )
    }

    private func signed() throws(CeremonyFault) -> Verdict {
        guard let passkey else { throw .otherCredential }
        let known = Passkey(
            credentialID: bytes(passkey.credential),
            key: try CredentialKey(bytes(passkey.key)),
            userHandle: bytes(passkey.userHandle),
            signCount: passkey.signCount,
            isBackupEligible: passkey.isBackupEligible
        )
        let assertion = Assertion(
            credentialID: bytes(credential),
            clientDataJSON: bytes(clientData),
            authenticatorData: bytes(authenticatorData),
            signature: bytes(signature),
            userHandle: userHandle.map(bytes)
        )
        let outcome = try assertion.verify(by: known, for: relyingParty, challenge: challenge)
        return Verdict(verdict: "good", signCount: outcome.signCount, isClone: outcome.isClone)
    }

    private func bytes(_ text: String?) -> [UInt8] { text.flatMap(Base64URL.decode) ?? [] }
}
