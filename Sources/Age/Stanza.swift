import Crypto
import Foundation

/// The file's key, wrapped for one receiver.
struct Stanza: Hashable {
    var arguments: [String]
    var body: [UInt8]

    /// As it stands in the head: the arguments, then the body in lines of 64, the last one shorter.
    var text: String {
        let body = RawBase64.encode(body)
        var lines = stride(from: 0, to: body.count, by: 64).map { start in
            String(body.dropFirst(start).prefix(64))
        }
        if body.count.isMultiple(of: 64) { lines.append("") }
        return "-> " + arguments.joined(separator: " ") + "\n" + lines.joined(separator: "\n")
            + "\n"
    }
}

/// Age's X25519 stanza: a key of its own each time, agreed on with the receiver's.
enum X25519Stanza {
    static let kind = "X25519"
    static let fileKeyCount = 16
    private static let bodyCount = fileKeyCount + 16
    private static let info = Array("age-encryption.org/v1/X25519".utf8)

    static func wrap(_ fileKey: SymmetricKey, for receiver: ReceiverKey) throws -> Stanza {
        let once = Curve25519.KeyAgreement.PrivateKey()
        let share = Array(once.publicKey.rawRepresentation)
        let key = wrapKey(try receiver.agreement(with: once), share: share, receiver: receiver)
        let box = try fileKey.withUnsafeBytes {
            try ChaChaPoly.seal(Data($0), using: key, nonce: zeroNonce())
        }
        return Stanza(
            arguments: [kind, RawBase64.encode(share)],
            body: Array(box.ciphertext + box.tag)
        )
    }

    /// The file's key; nil where the stanza is for another receiver or of another kind.
    ///
    /// - Throws: ``AgeFault/damagedHead(line:)`` for a stanza of this kind that is none.
    static func unwrap(_ stanza: Stanza, with secret: ReceiverSecret, line: Int) throws
        -> SymmetricKey?
    {
        guard stanza.arguments.first == kind else { return nil }
        guard stanza.arguments.count == 2,
            let share = RawBase64.decode(stanza.arguments[1]), share.count == 32,
            // Of another length it could be made to open under several keys.
            stanza.body.count == bodyCount,
            // A share of low order agrees on nothing.
            let point = try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: share),
            let agreed = try? secret.key.sharedSecretFromKeyAgreement(with: point),
            !agreed.isNothing
        else { throw AgeFault.damagedHead(line: line) }
        let key = wrapKey(agreed, share: share, receiver: secret.receiver)
        let box = try ChaChaPoly.SealedBox(
            nonce: zeroNonce(),
            ciphertext: stanza.body.prefix(fileKeyCount),
            tag: stanza.body.suffix(16)
        )
        return (try? ChaChaPoly.open(box, using: key)).map { SymmetricKey(data: $0) }
    }

    private static func wrapKey(_ agreed: SharedSecret, share: [UInt8], receiver: ReceiverKey)
        -> SymmetricKey
    {
        agreed.hkdfDerivedSymmetricKey(
            using: SHA256.self,
            salt: share + receiver.bytes,
            sharedInfo: info,
            outputByteCount: 32
        )
    }

    // Each key wraps once.
    private static func zeroNonce() throws -> ChaChaPoly.Nonce {
        try ChaChaPoly.Nonce(data: [UInt8](repeating: 0, count: 12))
    }
}

extension SharedSecret {
    /// Whether it is what every key agrees on with a point of low order: all zero (RFC 7748, 6.1).
    ///
    /// swift-crypto does not look.
    var isNothing: Bool { withUnsafeBytes { $0.allSatisfy { $0 == 0 } } }
}

/// RFC 4648 base64 without padding, in the one way that there is to write some bytes.
enum RawBase64 {
    static func encode(_ bytes: [UInt8]) -> String {
        String(Data(bytes).base64EncodedString().prefix { $0 != "=" })
    }

    /// Nil for what is none, or is not as ``encode(_:)`` writes it.
    static func decode(_ text: String) -> [UInt8]? {
        guard !text.utf8.contains(UInt8(ascii: "=")) else { return nil }
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        guard let bytes = Data(base64Encoded: text + padding).map(Array.init),
            encode(bytes) == text
        else { return nil }
        return bytes
    }
}
