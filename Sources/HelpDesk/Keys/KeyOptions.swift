import Basics
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import VaultAPI
import Web
import Wire

/// What the page's module gives to `navigator.credentials.get` or `create`, in the JSON form of
/// WebAuthn Level 3 (section 5.1.8 and 5.1.9), and which ceremony it is.
struct KeyOptions: Encodable, Sendable {
    var ceremony: String
    var publicKey: PublicKey

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
    }

    struct Descriptor: Encodable, Sendable {
        var type = "public-key"
        var id: String

        init(_ key: CredentialID) {
            id = Base64URL.encode(key.bytes)
        }
    }

    struct Party: Encodable, Sendable {
        var id: String
        var name: String
    }

    struct User: Encodable, Sendable {
        var id: String
        var name: String
        var displayName: String
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
}

extension KeyOptions {
    init(_ request: KeyRequest) {
        ceremony = request.ceremony.text
        publicKey = PublicKey(challenge: Base64URL.encode(request.challenge))
        publicKey.rpId = request.relyingParty
        publicKey.allowCredentials = request.keys.map(Descriptor.init)
        publicKey.userVerification = "required"
    }

    /// ES256, EdDSA and RS256, as the vault takes them.
    init(_ offer: KeyOffer, site: String) {
        ceremony = offer.ceremony.text
        publicKey = PublicKey(challenge: Base64URL.encode(offer.challenge))
        publicKey.rp = Party(id: offer.relyingParty, name: site)
        // Whoever takes the key sees the role; the name is the vault's.
        let name = "\(site) \(offer.role.japanese)"
        publicKey.user = User(
            id: Base64URL.encode(offer.userHandle),
            name: name,
            displayName: name
        )
        publicKey.pubKeyCredParams = [-7, -8, -257].map { Parameter(alg: $0) }
        publicKey.excludeCredentials = offer.others.map(Descriptor.init)
        publicKey.authenticatorSelection = Selection()
        publicKey.attestation = "direct"
    }

    /// For the page's module: kept nowhere.
    func response() throws -> Response {
        let body = try JSONEncoder().encode(self)
        return Response(
            status: .ok,
            headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: body))
        )
    }
}

extension StaffRole {
    var japanese: String {
        switch self {
        case .clerk: "お客様センター"
        case .shop: "加盟店"
        case .city: "市の担当"
        case .security: "情報の安全の担当"
        case .inspector: "検査の担当"
        case .auditor: "監査の担当"
        }
    }
}
