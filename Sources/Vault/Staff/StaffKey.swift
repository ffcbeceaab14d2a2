import Basics
import Crypto
import VaultAPI
import WebAuthn
import Wire
import WitnessAPI

/// A key of somebody at the office: the credential record, and what its maker says of it.
struct StaffKey: Sendable {
    var owner: Handle<Subject>
    var passkey: Passkey
    /// The model, 16 bytes; zeros where it does not tell.
    var aaguid: [UInt8]
    /// What registering brought, as it came: whoever doubts a key later can look again.
    var attestationObject: [UInt8]
    /// Whether the witness knows it, too, and proves its touches itself.
    var isWitnessed = false

    /// The name under which it is found: nobody without the vault's key tells whose it is.
    static func name(_ id: CredentialID, _ keys: VaultKeys) -> [UInt8] {
        Keyed.hash(Array("staff key ".utf8) + id.bytes, with: keys.code)
    }

    /// Everything but the count, boxed for its owner's row and no other.
    func record(_ keys: VaultKeys) throws -> [UInt8] {
        var packer = Packer()
        packer.add(passkey.credentialID)
        packer.add(passkey.key.bytes)
        packer.add(passkey.userHandle)
        packer.add(passkey.isBackupEligible)
        packer.add(aaguid)
        packer.add(attestationObject)
        return try keys.notes.seal(packer.bytes, bound: NotePlace.staffKey.binding(owner.text))
    }

    init(
        owner: Handle<Subject>,
        passkey: Passkey,
        aaguid: [UInt8],
        attestationObject: [UInt8]
    ) {
        self.owner = owner
        self.passkey = passkey
        self.aaguid = aaguid
        self.attestationObject = attestationObject
    }

    /// What two officers are asked to have the witness know.
    func terms(role: StaffRole, origin: String) -> StaffKeyTerms {
        StaffKeyTerms(staff: owner.text, role: role.rawValue, origin: origin, key: enrolled)
    }

    /// As the witness knows it, and as it is compared.
    var enrolled: EnrolledKey {
        let isShort = attestationObject.count <= StaffKeyTerms.longestAttestation
        return EnrolledKey(
            credential: passkey.credentialID,
            publicKey: passkey.key.bytes,
            userHandle: passkey.userHandle,
            isBackupEligible: passkey.isBackupEligible,
            model: aaguid,
            attestation: isShort ? attestationObject : []
        )
    }

    /// - Throws: ``SheetFault/damaged`` where the box is not this owner's.
    init(_ record: [UInt8], signCount: Int, of owner: Handle<Subject>, _ keys: VaultKeys) throws {
        let plain = try keys.notes.open(record, bound: NotePlace.staffKey.binding(owner.text))
        var unpacker = Unpacker(plain)
        do {
            let credentialID = try unpacker.part()
            let key = try CredentialKey(try unpacker.part())
            let userHandle = try unpacker.part()
            let isBackupEligible: Bool = try unpacker.next()
            self.init(
                owner: owner,
                passkey: Passkey(
                    credentialID: credentialID,
                    key: key,
                    userHandle: userHandle,
                    signCount: UInt32(clamping: signCount),
                    isBackupEligible: isBackupEligible
                ),
                aaguid: try unpacker.part(),
                attestationObject: try unpacker.part()
            )
        } catch {
            throw SheetFault.damaged
        }
    }
}

extension Vault {
    /// What stands for somebody at their keys: one for all of them, and not the handle.
    func staffUserHandle(of person: Handle<Subject>) -> [UInt8] {
        fingerprint("staff user handle " + person.text)
    }
}

extension KeyAssertion {
    /// The same as the witness is shown it.
    var touch: KeyTouch {
        KeyTouch(
            credential: key.bytes,
            clientData: clientDataJSON,
            authenticatorData: authenticatorData,
            signature: signature,
            userHandle: userHandle
        )
    }

    var assertion: Assertion {
        Assertion(
            credentialID: key.bytes,
            clientDataJSON: clientDataJSON,
            authenticatorData: authenticatorData,
            signature: signature,
            userHandle: userHandle
        )
    }
}
