import Crypto
import SwiftASN1
import X509

/// The statement of format `packed` (WebAuthn 8.2).
struct PackedAttestation {
    private var algorithm: Int64
    private var signature: [UInt8]
    private var chain: [[UInt8]]?

    init(_ statement: [CBOR: CBOR]) throws(CeremonyFault) {
        guard let algorithm = statement[.text("alg")]?.integer,
            let signature = statement[.text("sig")]?.bytes
        else { throw .attestation }
        self.algorithm = algorithm
        self.signature = signature
        guard let value = statement[.text("x5c")] else {
            guard statement.count == 2 else { throw .attestation }
            return
        }
        guard statement.count == 3, let values = value.array, !values.isEmpty else {
            throw .attestation
        }
        var chain: [[UInt8]] = []
        for value in values {
            guard let bytes = value.bytes else { throw .attestation }
            chain.append(bytes)
        }
        self.chain = chain
    }

    func verify(_ made: AuthenticatorData.Credential, over signed: [UInt8])
        throws(CeremonyFault) -> Attestation
    {
        guard let chain else {
            guard algorithm == made.key.algorithm.rawValue, made.key.signed(signature, over: signed)
            else { throw .attestation }
            return .own
        }
        guard let leaf = chain.first, let certificate = try? Certificate(derEncoded: leaf),
            // Of the makers of authenticators none signs otherwise.
            algorithm == SigningAlgorithm.es256.rawValue,
            let key = P256.Signing.PublicKey(certificate.publicKey),
            let signature = try? P256.Signing.ECDSASignature(derRepresentation: signature),
            key.isValidSignature(signature, for: signed),
            AttestationCertificate.fits(certificate, aaguid: made.aaguid)
        else { throw .attestation }
        return .certified(chain: chain)
    }
}

/// What a certificate must be that speaks for authenticators (WebAuthn 8.2.1).
enum AttestationCertificate {
    /// id-fido-gen-ce-aaguid.
    private static let aaguid: ASN1ObjectIdentifier = [1, 3, 6, 1, 4, 1, 45724, 1, 1, 4]

    static func fits(_ certificate: Certificate, aaguid: [UInt8]) -> Bool {
        guard certificate.version == .v3, isNamed(certificate.subject),
            let constraints = try? certificate.extensions.basicConstraints,
            case .notCertificateAuthority = constraints
        else { return false }
        guard let told = certificate.extensions[oid: AttestationCertificate.aaguid] else {
            return true
        }
        guard !told.critical, let text = try? ASN1OctetString(derEncoded: told.value) else {
            return false
        }
        return text.bytes.elementsEqual(aaguid)
    }

    private static func isNamed(_ subject: DistinguishedName) -> Bool {
        typealias Kind = ASN1ObjectIdentifier.NameAttributes
        let country = value(Kind.countryName, in: subject)
        return country?.utf8.count == 2
            && value(Kind.organizationName, in: subject)?.isEmpty == false
            && value(Kind.organizationalUnitName, in: subject) == "Authenticator Attestation"
            && value(Kind.commonName, in: subject)?.isEmpty == false
    }

    /// The one value of a kind; nil where there is none or there are two.
    private static func value(_ kind: ASN1ObjectIdentifier, in name: DistinguishedName) -> String? {
        let found = name.flatMap { Array($0) }.filter { $0.type == kind }
        guard found.count == 1 else { return nil }
        return found.first.flatMap { String($0.value) }
    }
}
