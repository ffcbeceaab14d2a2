import Basics
import VaultAPI
import Web
import Wire

/// What a key answered, with the ceremony it answers.
struct KeyAnswer: Sendable {
    let ceremony: Handle<StaffCeremony>
    private let credential: KeyCredential

    /// - Throws: ``Web/Problem/malformed`` where no module of ours has sent it.
    init(_ answers: Answers) throws(Problem) {
        guard let ceremony = Handle<StaffCeremony>(answers["ceremony"]) else { throw .malformed }
        self.ceremony = ceremony
        credential = try KeyCredential(answers)
    }

    var assertion: KeyAssertion {
        get throws(Problem) {
            KeyAssertion(
                key: CredentialID(try bytes(credential.id)),
                clientDataJSON: try bytes(credential.response.clientDataJSON),
                authenticatorData: try bytes(credential.response.authenticatorData),
                signature: try bytes(credential.response.signature),
                userHandle: try credential.response.userHandle.map(bytes)
            )
        }
    }

    var registration: KeyRegistration {
        get throws(Problem) {
            KeyRegistration(
                clientDataJSON: try bytes(credential.response.clientDataJSON),
                attestationObject: try bytes(credential.response.attestationObject)
            )
        }
    }

    private func bytes(_ text: String?) throws(Problem) -> [UInt8] {
        guard let text, let bytes = Base64URL.decode(text) else { throw .malformed }
        return bytes
    }
}
