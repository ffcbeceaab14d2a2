import Crypto

/// The public half of a receiver's key: what files are sealed to.
///
/// An X25519 recipient of age's, written `age1…` in Bech32.
public struct ReceiverKey: Hashable, Sendable, CustomStringConvertible {
    static let prefix = "age"

    /// The point, 32 bytes.
    let bytes: [UInt8]

    /// A key as somebody wrote it; space around it and line ends are nothing.
    ///
    /// - Throws: ``ReceiverKeyFault``, which says what it is instead.
    public init(_ text: String) throws(ReceiverKeyFault) {
        let text = text.trimmed
        guard !text.lowercased().hasPrefix("age-secret-key-") else { throw .secret }
        guard let (prefix, bytes) = Bech32.decode(text) else {
            throw text.hasPrefix("age1") || text.hasPrefix("AGE1") ? .mistyped : .noKey
        }
        guard prefix == ReceiverKey.prefix, bytes.count == 32 else {
            throw prefix.hasPrefix("age") ? .otherKind : .noKey
        }
        self.bytes = bytes
        // A point of low order would let everybody open what is sealed to it (RFC 7748, 6.1).
        let agreed = try? agreement(with: Curve25519.KeyAgreement.PrivateKey())
        guard let agreed, !agreed.isNothing else { throw .weak }
    }

    init(_ key: Curve25519.KeyAgreement.PublicKey) { bytes = Array(key.rawRepresentation) }

    public var description: String { Bech32.encode(bytes, prefix: ReceiverKey.prefix) }

    /// Six times five digits, to be compared by telephone: `05531 70915 …`.
    ///
    /// SHA-256 over the key as it is written; each five of its bytes, as a number, modulo 100,000. Who
    /// wants another key with the same digits tries some 2^99 of them.
    public var fingerprint: String {
        let hash = Array(SHA256.hash(data: Array(description.utf8)))
        return stride(from: 0, to: 30, by: 5).map { start in
            let number = hash[start..<start + 5].reduce(0) { $0 << 8 | Int($1) } % 100_000
            return String(String(100_000 + number).dropFirst())
        }.joined(separator: " ")
    }

    /// What both sides of an exchange know.
    func agreement(with other: Curve25519.KeyAgreement.PrivateKey) throws -> SharedSecret {
        try other.sharedSecretFromKeyAgreement(with: .init(rawRepresentation: bytes))
    }
}

/// What is wrong with a key as it was written.
public enum ReceiverKeyFault: Error, Hashable, Sendable, CustomStringConvertible {
    case noKey
    /// The checksum does not fit.
    case mistyped
    /// age knows kinds that we do not seal to.
    case otherKind
    /// Files sealed to it would be open to everybody.
    case weak
    /// The half that nobody else may see.
    case secret
    /// The public half, where the secret one is asked for.
    case notSecret

    public var description: String {
        switch self {
        case .noKey: "this is no receiver's key; one begins with age1"
        case .mistyped: "a character of this key is wrong or missing: copy it whole"
        case .otherKind: "a key of a kind that is not sealed to here: only age1… of X25519"
        case .weak: "this key would let everybody open the file: have a new one made"
        case .secret:
            "this is the SECRET half of a key, which nobody else may see: have a new key made"
        case .notSecret: "this is no secret key of age's; one begins with AGE-SECRET-KEY-1"
        }
    }
}

extension String {
    var trimmed: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
