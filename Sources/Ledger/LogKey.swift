public import Basics
import Crypto
import Foundation

/// The public key that a log's checkpoints verify with, in note form: `name+hash+base64`.
public struct VerifierKey: Sendable, Equatable, LosslessStringConvertible {
    /// Ed25519, as signed-note numbers the kinds of signature.
    private static let kind: UInt8 = 1

    public let name: String
    public let keyID: UInt32
    private let publicKey: [UInt8]

    /// Nil unless the text is an Ed25519 verifier key whose hash fits.
    public init?(_ text: String) {
        let parts = text.utf8.split(
            separator: UInt8(ascii: "+"),
            maxSplits: 2,
            omittingEmptySubsequences: false
        )
        guard parts.count == 3, let name = VerifierKey.name(Array(parts[0])),
            let data = Data(base64Encoded: Data(parts[2])), data.first == VerifierKey.kind
        else { return nil }
        self.init(name: name, publicKey: Array(data.dropFirst()))
        guard description == text else { return nil }
    }

    fileprivate init?(name: String, publicKey: [UInt8]) {
        guard publicKey.count == 32, VerifierKey.name(Array(name.utf8)) != nil else { return nil }
        self.name = name
        self.publicKey = publicKey
        var hasher = SHA256()
        hasher.update(data: Array(name.utf8) + [0x0A, VerifierKey.kind] + publicKey)
        keyID = hasher.finalize().prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    public var description: String {
        let digits = String(keyID, radix: 16)
        let id = String(repeating: "0", count: 8 - digits.count) + digits
        let key = Data([VerifierKey.kind] + publicKey).base64EncodedString()
        return "\(name)+\(id)+\(key)"
    }

    /// Whether a signature by this key stands on the note, and none by it is false.
    public func verifies(_ note: SignedNote) -> Bool {
        let mine = note.signatures.filter { $0.name == name && $0.keyID == keyID }
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else {
            return false
        }
        let text = Array(note.text.utf8)
        return !mine.isEmpty && mine.allSatisfy { key.isValidSignature($0.bytes, for: text) }
    }

    /// A key's name: not empty, no white space, no plus.
    static func name(_ bytes: [UInt8]) -> String? {
        guard let text = String(validating: bytes, as: UTF8.self), !text.isEmpty,
            !text.unicodeScalars.contains(where: { $0.properties.isWhitespace || $0 == "+" })
        else { return nil }
        return text
    }
}

/// The key that signs a log's checkpoints.
public struct LogKey: Sendable {
    public let verifier: VerifierKey
    private let seed: Secret<[UInt8]>

    /// An Ed25519 key from its seed of 32 bytes; nil for another length or a name with white space.
    ///
    /// The name is the log's origin as well: a host and path without scheme, `ichi.example/ledger`.
    public init?(name: String, seed: Secret<[UInt8]>) {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed.revealed),
            let verifier = VerifierKey(
                name: name,
                publicKey: Array(key.publicKey.rawRepresentation)
            )
        else { return nil }
        self.seed = seed
        self.verifier = verifier
    }

    /// A new seed.
    public static func mintSeed() -> Secret<[UInt8]> { Secret(randomBytes(32)) }

    func sign(_ text: String) throws -> SignedNote {
        let key = try Curve25519.Signing.PrivateKey(rawRepresentation: seed.revealed)
        let signature = Array(try key.signature(for: Array(text.utf8)))
        return SignedNote(
            text: text,
            signatures: [.init(name: verifier.name, keyID: verifier.keyID, bytes: signature)]
        )
    }
}
