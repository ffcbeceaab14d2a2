import Basics
import Crypto
import Foundation

/// A public Ed25519 key in note form, `name+hash+base64`, for one kind of signature.
struct NoteKey: Sendable, Equatable {
    /// As signed-note numbers the kinds of signature: a key of one kind is none of another.
    enum Kind: UInt8 {
        case ed25519 = 1
        /// With a time of the signer's in it (C2SP tlog-cosignature).
        case cosignature = 4
    }

    let name: String
    let keyID: UInt32
    private let kind: Kind
    private let publicKey: [UInt8]

    init?(_ text: String, kind: Kind) {
        let parts = text.utf8.split(
            separator: UInt8(ascii: "+"),
            maxSplits: 2,
            omittingEmptySubsequences: false
        )
        guard parts.count == 3, let name = NoteKey.name(Array(parts[0])),
            let data = Data(base64Encoded: Data(parts[2])), data.first == kind.rawValue
        else { return nil }
        self.init(name: name, publicKey: Array(data.dropFirst()), kind: kind)
        guard self.text == text else { return nil }
    }

    init?(name: String, publicKey: [UInt8], kind: Kind) {
        guard publicKey.count == 32, NoteKey.name(Array(name.utf8)) != nil else { return nil }
        self.name = name
        self.kind = kind
        self.publicKey = publicKey
        var hasher = SHA256()
        hasher.update(data: Array(name.utf8) + [0x0A, kind.rawValue] + publicKey)
        keyID = hasher.finalize().prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    var text: String {
        let digits = String(keyID, radix: 16)
        let id = String(repeating: "0", count: 8 - digits.count) + digits
        let key = Data([kind.rawValue] + publicKey).base64EncodedString()
        return "\(name)+\(id)+\(key)"
    }

    /// Whether a signature line says that it is this key's.
    func claims(_ signature: SignedNote.Signature) -> Bool {
        signature.name == name && signature.keyID == keyID
    }

    func isValid(_ signature: [UInt8], for message: [UInt8]) -> Bool {
        let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey)
        return key?.isValidSignature(signature, for: message) == true
    }

    /// A key's name: not empty, no white space, no plus.
    static func name(_ bytes: [UInt8]) -> String? {
        guard let text = String(validating: bytes, as: UTF8.self), !text.isEmpty,
            !text.unicodeScalars.contains(where: { $0.properties.isWhitespace || $0 == "+" })
        else { return nil }
        return text
    }
}

/// What signs: an Ed25519 key's seed and its public half.
struct NoteSigner: Sendable {
    let key: NoteKey
    private let seed: Secret<[UInt8]>

    init?(name: String, seed: Secret<[UInt8]>, kind: NoteKey.Kind) {
        guard let pair = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed.revealed),
            let key = NoteKey(
                name: name,
                publicKey: Array(pair.publicKey.rawRepresentation),
                kind: kind
            )
        else { return nil }
        self.seed = seed
        self.key = key
    }

    func sign(_ message: [UInt8]) throws -> [UInt8] {
        let pair = try Curve25519.Signing.PrivateKey(rawRepresentation: seed.revealed)
        return Array(try pair.signature(for: message))
    }
}
