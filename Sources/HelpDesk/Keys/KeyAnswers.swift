import Basics
import Foundation
import VaultAPI
import Web
import Wire

/// What a key answered, as `PublicKeyCredential.toJSON` writes it, with the ceremony it answers.
struct KeyAnswer: Sendable {
    let ceremony: Handle<StaffCeremony>
    private let credential: Credential

    /// The two fields in which the page's module sends it.
    static let fields: [FormField] = [.hidden("ceremony"), .hidden("credential", upTo: 24_000)]

    private struct Credential: Decodable, Sendable {
        var id: String
        var response: Response

        struct Response: Decodable, Sendable {
            var clientDataJSON: String
            var authenticatorData: String?
            var signature: String?
            var userHandle: String?
            var attestationObject: String?
        }
    }

    /// - Throws: ``Web/Problem/malformed`` where no module of ours has sent it.
    init(_ answers: Answers) throws(Problem) {
        guard let ceremony = Handle<StaffCeremony>(answers["ceremony"]),
            let credential = try? JSONDecoder().decode(
                Credential.self,
                from: Data(answers["credential"].utf8)
            )
        else { throw .malformed }
        self.ceremony = ceremony
        self.credential = credential
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
