import Foundation
import HTTPTypes
public import Hummingbird

/// What the module `keys.js` gives to `navigator.credentials.get` or `create`, in the JSON form of
/// WebAuthn Level 3 (sections 5.1.8 and 5.1.9), and which ceremony it is.
///
/// Bytes are base64url without padding.
public struct KeyOptions: Encodable, Sendable {
    public var ceremony: String
    var publicKey: PublicKey

    /// To be signed by a key that is there; by any of the site's where `keys` is empty.
    public init(ceremony: String, challenge: String, party: String, keys: [String]) {
        self.ceremony = ceremony
        publicKey = PublicKey(challenge: challenge)
        publicKey.rpId = party
        publicKey.allowCredentials = keys.map { Descriptor(id: $0) }
        publicKey.userVerification = "required"
    }

    /// A key that is to be made, by an authenticator that has none of `others`; its maker is asked to
    /// say what it is.
    public init(
        ceremony: String,
        challenge: String,
        party: Party,
        user: User,
        others: [String]
    ) {
        self.ceremony = ceremony
        publicKey = PublicKey(challenge: challenge)
        publicKey.rp = party
        publicKey.user = user
        // ES256, EdDSA and RS256: what `WebAuthn` takes.
        publicKey.pubKeyCredParams = [-7, -8, -257].map { Parameter(alg: $0) }
        publicKey.excludeCredentials = others.map { Descriptor(id: $0) }
        publicKey.authenticatorSelection = Selection()
        publicKey.attestation = "direct"
    }

    /// For whom a key is made.
    public struct Party: Encodable, Sendable {
        public var id: String
        public var name: String

        public init(id: String, name: String) {
            self.id = id
            self.name = name
        }
    }

    /// Whose key it will be, as the authenticator shows it.
    public struct User: Encodable, Sendable {
        public var id: String
        public var name: String
        public var displayName: String

        public init(id: String, name: String) {
            self.id = id
            self.name = name
            displayName = name
        }
    }

    struct PublicKey: Encodable, Sendable {
        var challenge: String
        var timeout = 300_000
        // Of a request.
        var rpId: String?
        var allowCredentials: [Descriptor]?
        var userVerification: String?
        // Of an offer.
        var rp: Party?
        var user: User?
        var pubKeyCredParams: [Parameter]?
        var excludeCredentials: [Descriptor]?
        var authenticatorSelection: Selection?
        var attestation: String?

        init(challenge: String) { self.challenge = challenge }
    }

    struct Descriptor: Encodable, Sendable {
        var type = "public-key"
        var id: String
    }

    struct Parameter: Encodable, Sendable {
        var type = "public-key"
        var alg: Int
    }

    struct Selection: Encodable, Sendable {
        var residentKey = "required"
        var requireResidentKey = true
        var userVerification = "required"
    }

    /// For the page's module: kept nowhere.
    public func response() throws -> Response {
        let body = try JSONEncoder().encode(self)
        return Response(
            status: .ok,
            headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: body))
        )
    }
}
