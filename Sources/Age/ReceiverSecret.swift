public import Basics
import Crypto

/// The secret half of a receiver's key: what opens files.
///
/// Written `AGE-SECRET-KEY-1…` in Bech32, as age's own identity files have it.
public struct ReceiverSecret: Sendable {
    private static let prefix = "age-secret-key-"

    let key: Curve25519.KeyAgreement.PrivateKey

    /// A new one, of random bytes.
    public init() { key = Curve25519.KeyAgreement.PrivateKey() }

    /// The one that somebody has kept.
    ///
    /// - Throws: ``ReceiverKeyFault``.
    public init(_ text: Secret<String>) throws(ReceiverKeyFault) {
        let text = text.revealed.trimmed
        guard text.hasPrefix("AGE-SECRET-KEY-1") else { throw .notSecret }
        guard let (prefix, bytes) = Bech32.decode(text) else { throw .mistyped }
        guard prefix == ReceiverSecret.prefix,
            let key = try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: bytes)
        else { throw .otherKind }
        self.key = key
    }

    /// The secret in an identity file of age's: its one line that is no comment.
    ///
    /// - Throws: ``ReceiverKeyFault``.
    public init(file: Secret<String>) throws(ReceiverKeyFault) {
        let lines = file.revealed.split(whereSeparator: \.isNewline).map { String($0).trimmed }
            .filter { !$0.isEmpty && !$0.hasPrefix("#") }
        guard lines.count == 1 else { throw .notSecret }
        try self.init(Secret(lines[0]))
    }

    /// What files are sealed to that this one opens.
    public var receiver: ReceiverKey { ReceiverKey(key.publicKey) }

    public var text: Secret<String> {
        let text = Bech32.encode(Array(key.rawRepresentation), prefix: ReceiverSecret.prefix)
        return Secret(text.uppercased())
    }

    /// As `age-keygen` writes it: `age --decrypt -i FILE` opens with it.
    public var file: Secret<String> {
        Secret("# public key: \(receiver)\n\(text.revealed)\n")
    }
}
