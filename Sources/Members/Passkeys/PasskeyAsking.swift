import Basics
import Foundation
import Hummingbird
import VaultAPI

/// What the page's module is told to ask the authenticator for.
///
/// ``PasskeyRequest`` in JSON, for this browser alone: handles of keys are told to who has signed in
/// only.
struct PasskeyAsking: Encodable {
    let attempt: String
    let relyingParty: String
    let challenge: String
    let userHandle: String?
    let known: [String]

    init(_ challenge: Handle<Challenge>, _ request: PasskeyRequest) {
        attempt = challenge.text
        relyingParty = request.relyingParty
        self.challenge = request.challenge
        userHandle = request.userHandle?.revealed
        known = request.known.map(\.revealed)
    }

    func response() throws -> Response { try Response.json(self) }
}

/// Where the module is to go instead.
struct PasskeyDetour: Encodable {
    let next: String

    func response() throws -> Response { try Response.json(self) }
}

extension Response {
    fileprivate static func json(_ value: some Encodable) throws -> Response {
        Response(
            status: .ok,
            headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try JSONEncoder().encode(value)))
        )
    }
}
