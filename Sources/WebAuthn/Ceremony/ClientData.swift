import Foundation

/// What the browser says of the page in which a ceremony took place (WebAuthn 5.8.1).
struct ClientData: Decodable {
    /// No browser writes more than some hundred bytes.
    static let greatestLength = 4096

    enum Kind: String {
        case create = "webauthn.create"
        case get = "webauthn.get"
    }

    private var type: String
    private var challenge: String
    private var origin: String
    private var crossOrigin: Bool?
    private var topOrigin: String?

    /// Reads client data, and holds it against what was expected.
    static func check(
        _ bytes: [UInt8],
        is kind: Kind,
        challenge: String,
        for party: RelyingParty
    ) throws(CeremonyFault) {
        // A zero byte is in no JSON, but in every text of 16 bits, which the decoder would take too.
        guard bytes.count <= greatestLength, bytes.first == UInt8(ascii: "{"), !bytes.contains(0),
            String(validating: bytes, as: UTF8.self) != nil,
            let data = try? JSONDecoder().decode(ClientData.self, from: Data(bytes))
        else { throw .clientData }
        guard data.type == kind.rawValue else { throw .type }
        guard data.challenge.utf8.elementsEqual(challenge.utf8), !challenge.isEmpty else {
            throw .challenge
        }
        guard party.origins.contains(where: { $0.utf8.elementsEqual(data.origin.utf8) }) else {
            throw .origin
        }
        guard data.crossOrigin != true else { throw .crossOrigin }
        guard data.topOrigin == nil else { throw .topOrigin }
    }
}
