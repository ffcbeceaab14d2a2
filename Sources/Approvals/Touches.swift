import Basics
import Hummingbird
import Web
import Wire
import WitnessAPI

extension KeyOptions {
    init(_ request: TouchRequest) {
        self.init(
            ceremony: Base64URL.encode(request.number),
            challenge: Base64URL.encode(request.challenge),
            party: request.party,
            keys: request.keys.map { Base64URL.encode($0.bytes) }
        )
    }

    init(_ offer: OfficerKeyOffer, site: String) {
        self.init(
            ceremony: Base64URL.encode(offer.number),
            challenge: Base64URL.encode(offer.challenge),
            party: Party(id: offer.party, name: "立会人 \(site)"),
            user: User(id: Base64URL.encode(offer.userHandle), name: offer.officer),
            others: offer.others.map { Base64URL.encode($0.bytes) }
        )
    }
}

/// What a key answered, and which ceremony.
struct KeyAnswer: Sendable {
    let number: [UInt8]
    private let credential: KeyCredential

    /// - Throws: ``Web/Problem/malformed`` where no module of ours has sent it.
    init(_ answers: Answers) throws(Problem) {
        guard let number = Base64URL.decode(answers["ceremony"]) else { throw .malformed }
        self.number = number
        credential = try KeyCredential(answers)
    }

    var touch: KeyTouch {
        get throws(Problem) {
            KeyTouch(
                credential: try bytes(credential.id),
                clientData: try bytes(credential.response.clientDataJSON),
                authenticatorData: try bytes(credential.response.authenticatorData),
                signature: try bytes(credential.response.signature),
                userHandle: try credential.response.userHandle.map(bytes)
            )
        }
    }

    var clientData: [UInt8] {
        get throws(Problem) { try bytes(credential.response.clientDataJSON) }
    }

    var attestation: [UInt8] {
        get throws(Problem) { try bytes(credential.response.attestationObject) }
    }

    private func bytes(_ text: String?) throws(Problem) -> [UInt8] {
        guard let text, let bytes = Base64URL.decode(text) else { throw .malformed }
        return bytes
    }
}

/// The cookie that holds an officer's session, until the browser is closed.
enum SessionCookie {
    private static let cookie = HostCookie("officer")

    static func session(of request: Request) -> OfficerSession? {
        cookie.value(in: request).map { OfficerSession(Secret($0)) }
    }

    static func set(_ session: OfficerSession, on response: inout Response) {
        cookie.set(session.text.revealed, on: &response)
    }

    static func clear(on response: inout Response) { cookie.clear(on: &response) }
}
