import Crypto

/// What the authenticator says of itself and signs (WebAuthn 6.1).
struct AuthenticatorData: Sendable {
    var relyingPartyHash: ArraySlice<UInt8>
    var flags: Flags
    var signCount: UInt32
    /// Only where a key was made.
    var credential: Credential?

    struct Flags: OptionSet, Sendable {
        let rawValue: UInt8
        static let userPresent = Flags(rawValue: 0x01)
        static let userVerified = Flags(rawValue: 0x04)
        static let backupEligible = Flags(rawValue: 0x08)
        static let backedUp = Flags(rawValue: 0x10)
        static let hasCredential = Flags(rawValue: 0x40)
        static let hasExtensions = Flags(rawValue: 0x80)
    }

    /// A key that was made (WebAuthn 6.5.1).
    struct Credential: Sendable {
        var aaguid: [UInt8]
        var id: [UInt8]
        var key: CredentialKey
    }

    /// - Throws: ``CeremonyFault/authenticatorData``, and what is wrong with the key in it.
    init(_ bytes: [UInt8]) throws(CeremonyFault) {
        guard bytes.count >= 37 else { throw .authenticatorData }
        relyingPartyHash = bytes[0..<32]
        flags = Flags(rawValue: bytes[32])
        signCount = bytes[33..<37].reduce(0) { $0 << 8 | UInt32($1) }
        var rest = bytes[37...]
        if flags.contains(.hasCredential) {
            credential = try AuthenticatorData.credential(&rest)
        }
        if flags.contains(.hasExtensions) {
            var reader = CBORReader(rest)
            guard let extensions = try? reader.next(), extensions.map != nil else {
                throw .authenticatorData
            }
            rest = reader.rest
        }
        guard rest.isEmpty else { throw .authenticatorData }
    }

    private static func credential(_ rest: inout ArraySlice<UInt8>) throws(CeremonyFault)
        -> Credential
    {
        guard rest.count >= 18 else { throw .authenticatorData }
        let aaguid = Array(rest.prefix(16))
        let length = rest.dropFirst(16).prefix(2).reduce(0) { $0 << 8 | Int($1) }
        rest = rest.dropFirst(18)
        guard (1...1023).contains(length) else { throw .credentialID }
        guard rest.count >= length else { throw .authenticatorData }
        let id = Array(rest.prefix(length))
        rest = rest.dropFirst(length)
        var reader = CBORReader(rest)
        guard let value = try? reader.next() else { throw .credentialKey }
        let bytes = Array(rest.prefix(rest.count - reader.rest.count))
        rest = reader.rest
        return Credential(aaguid: aaguid, id: id, key: try CredentialKey(value, bytes: bytes))
    }

    /// The checks that both ceremonies share: 7.1 steps 14 to 17, 7.2 steps 16 to 19.
    func check(for party: RelyingParty, _ verification: UserVerification) throws(CeremonyFault) {
        guard relyingPartyHash.elementsEqual(SHA256.hash(data: Array(party.id.utf8))) else {
            throw .relyingParty
        }
        guard flags.contains(.userPresent) else { throw .userPresence }
        if verification == .required, !flags.contains(.userVerified) { throw .userVerification }
        if flags.contains(.backedUp), !flags.contains(.backupEligible) { throw .backupState }
    }
}
