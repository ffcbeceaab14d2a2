import Foundation

/// What a key answered, as `PublicKeyCredential.toJSON` writes it and `keys.js` sends it.
///
/// Bytes are base64url, not looked at here.
public struct KeyCredential: Decodable, Sendable {
    public var id: String
    public var response: Response

    /// Of a key that was made, or that signed.
    public struct Response: Decodable, Sendable {
        public var clientDataJSON: String
        public var authenticatorData: String?
        public var signature: String?
        public var userHandle: String?
        public var attestationObject: String?
    }

    /// The two fields of a form: which ceremony it is, and the answer.
    public static let fields: [FormField] = [
        .hidden("ceremony"), .hidden("credential", upTo: 24_000),
    ]

    /// - Throws: ``Problem/malformed`` where no module of ours has sent it.
    public init(_ answers: Answers) throws(Problem) {
        let bytes = Data(answers["credential"].utf8)
        guard let credential = try? JSONDecoder().decode(KeyCredential.self, from: bytes) else {
            throw .malformed
        }
        self = credential
    }
}
