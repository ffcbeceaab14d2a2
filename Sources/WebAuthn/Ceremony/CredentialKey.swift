import Crypto
import CryptoExtras

/// How a passkey signs: COSE algorithm identifiers (IANA's registry, RFC 9053 and RFC 8812).
public enum SigningAlgorithm: Int64, Sendable, CaseIterable {
    /// ECDSA on P-256 with SHA-256: what most authenticators have.
    case es256 = -7
    /// Ed25519 (RFC 8032).
    case eddsa = -8
    /// RSASSA-PKCS1-v1_5 with SHA-256: TPMs of older Windows machines have nothing else.
    case rs256 = -257
}

/// A passkey's public half, as the authenticator gave it: a COSE key (RFC 9052 section 7).
public struct CredentialKey: Sendable {
    /// The COSE key's own bytes: what is kept.
    public let bytes: [UInt8]
    public let algorithm: SigningAlgorithm
    private let key: Key

    private enum Key: Sendable {
        case p256(P256.Signing.PublicKey)
        case ed25519(Curve25519.Signing.PublicKey)
        case rsa(_RSA.Signing.PublicKey)
    }

    /// Reads a key that was kept.
    ///
    /// - Throws: ``CeremonyFault/credentialKey``, or ``CeremonyFault/algorithm`` where it is of a kind
    ///   that is not known here.
    public init(_ bytes: [UInt8]) throws(CeremonyFault) {
        guard let value = try? CBORReader.value(of: bytes) else { throw .credentialKey }
        try self.init(value, bytes: bytes)
    }

    /// WebAuthn 6.5.1.1: the parameters that its algorithm asks, and no other.
    init(_ value: CBOR, bytes: [UInt8]) throws(CeremonyFault) {
        guard let map = value.map, let number = map[.integer(3)]?.integer else {
            throw .credentialKey
        }
        guard let algorithm = SigningAlgorithm(rawValue: number) else { throw .algorithm }
        self.bytes = bytes
        self.algorithm = algorithm
        do {
            key = try CredentialKey.key(algorithm, map)
        } catch {
            throw .credentialKey
        }
    }

    /// Whether a signature over some bytes is this key's.
    func signed(_ signature: [UInt8], over bytes: [UInt8]) -> Bool {
        switch key {
        case .p256(let key):
            guard let signature = try? P256.Signing.ECDSASignature(derRepresentation: signature)
            else { return false }
            return key.isValidSignature(signature, for: bytes)
        case .ed25519(let key): return key.isValidSignature(signature, for: bytes)
        case .rsa(let key):
            let signature = _RSA.Signing.RSASignature(rawRepresentation: signature)
            return key.isValidSignature(
                signature,
                for: SHA256.hash(data: bytes),
                padding: .insecurePKCS1v1_5
            )
        }
    }

    private static func key(_ algorithm: SigningAlgorithm, _ map: [CBOR: CBOR]) throws -> Key {
        let kind = map[.integer(1)]?.integer
        let first = map[.integer(-1)]
        switch algorithm {
        case .es256:
            guard kind == 2, first == .integer(1), map.count == 5,
                let x = map[.integer(-2)]?.bytes, x.count == 32,
                let y = map[.integer(-3)]?.bytes, y.count == 32
            else { throw CeremonyFault.credentialKey }
            // Throws where the point does not lie on the curve.
            return .p256(try P256.Signing.PublicKey(x963Representation: [4] + x + y))
        case .eddsa:
            guard kind == 1, first == .integer(6), map.count == 4,
                let x = map[.integer(-2)]?.bytes, x.count == 32
            else { throw CeremonyFault.credentialKey }
            return .ed25519(try Curve25519.Signing.PublicKey(rawRepresentation: x))
        case .rs256:
            guard kind == 3, map.count == 4, let n = first?.bytes,
                let e = map[.integer(-2)]?.bytes, e.count <= 4, (256...1024).contains(n.count)
            else { throw CeremonyFault.credentialKey }
            return .rsa(try _RSA.Signing.PublicKey(n: n, e: e))
        }
    }
}
