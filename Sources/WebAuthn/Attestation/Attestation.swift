/// What the maker of an authenticator says of it (WebAuthn 6.5.4).
public enum Attestation: Sendable, Hashable {
    /// Nothing: members are asked for nothing.
    case none
    /// The key says it of itself, which proves that whoever brought it has it.
    case own
    /// A certificate says it. It holds for this key; whose it is, its chain must tell a trust anchor:
    /// DER, the authenticator's own first.
    case certified(chain: [[UInt8]])
}

/// The three parts of what registering brings (WebAuthn 6.5.4).
struct AttestationObject {
    var format: String
    var statement: [CBOR: CBOR]
    var authenticatorData: [UInt8]

    init(_ bytes: [UInt8]) throws(CeremonyFault) {
        guard bytes.count <= Registration.greatestLength,
            let map = try? CBORReader.value(of: bytes).map, map.count == 3,
            let format = map[.text("fmt")]?.text, let statement = map[.text("attStmt")]?.map,
            let data = map[.text("authData")]?.bytes
        else { throw .attestationObject }
        self.format = format
        self.statement = statement
        authenticatorData = data
    }

    /// 7.1 steps 21 and 22.
    func attestation(
        of made: AuthenticatorData.Credential,
        clientDataHash hash: [UInt8]
    ) throws(CeremonyFault) -> Attestation {
        switch format {
        case "none":
            guard statement.isEmpty else { throw .attestation }
            return .none
        case "packed":
            return try PackedAttestation(statement).verify(made, over: authenticatorData + hash)
        default: throw .attestationFormat
        }
    }
}
