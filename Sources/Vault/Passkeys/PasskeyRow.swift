import Basics
import VaultAPI
import WebAuthn
import Wire
import WitnessAPI

/// A member's passkey as its row knows it; what names and checks it lies boxed in the row.
struct PasskeyRow: Sendable {
    var id: Handle<KeptPasskey>
    var subject: Handle<Subject>
    /// A keyed hash of the credential's name: how an assertion's key is found.
    var found: [UInt8]
    /// The ``PasskeyRecord``, boxed.
    var record: [UInt8]
    var made: Moment
    var used: Moment?
    /// Since its count went back it signs in no more.
    var doubted: Moment?
    /// Since when the witness knows it, too.
    var witnessed: Moment?
}

/// What a relying party keeps of a key (WebAuthn Level 3, section 4, credential record).
struct PasskeyRecord: Sendable {
    var passkey: Passkey
    var isBackedUp: Bool
    /// The authenticator's model.
    var aaguid: [UInt8]
}

extension PasskeyRecord: Packable {
    func pack(into packer: inout Packer) {
        packer.add(passkey.credentialID)
        packer.add(passkey.key.bytes)
        packer.add(passkey.userHandle)
        packer.add(Int(passkey.signCount))
        packer.add(passkey.isBackupEligible)
        packer.add(isBackedUp)
        packer.add(aaguid)
    }

    init(from unpacker: inout Unpacker) throws(PackingFault) {
        let id = try unpacker.part()
        guard let key = try? CredentialKey(try unpacker.part()) else { throw PackingFault() }
        let userHandle = try unpacker.part()
        guard let signCount = UInt32(exactly: try unpacker.number()) else { throw PackingFault() }
        passkey = Passkey(
            credentialID: id,
            key: key,
            userHandle: userHandle,
            signCount: signCount,
            isBackupEligible: try unpacker.next()
        )
        isBackedUp = try unpacker.next()
        aaguid = try unpacker.part()
    }
}

extension Vault {
    /// What a thief with the database does not find: names of keys, and keys.
    ///
    /// Bound to row and person: a key moved to somebody else's rows opens nothing there.
    func seal(_ record: PasskeyRecord, _ id: Handle<KeptPasskey>, of subject: Handle<Subject>)
        throws -> [UInt8]
    {
        try keys.notes.seal(Padding.add(to: Packer.pack(record)), bound: Vault.binding(id, subject))
    }

    func record(of row: PasskeyRow) throws -> PasskeyRecord {
        let bound = Vault.binding(row.id, row.subject)
        let plain = try keys.notes.open(row.record, bound: bound)
        return try Unpacker.unpack(PasskeyRecord.self, try Padding.remove(from: plain))
    }

    private static func binding(_ id: Handle<KeptPasskey>, _ subject: Handle<Subject>) -> [UInt8] {
        NotePlace.passkey.binding("\(id.text) \(subject.text)")
    }

    /// By which the row of a credential is found.
    func found(_ credentialID: [UInt8]) -> [UInt8] {
        Keyed.hash(Array("passkey ".utf8) + credentialID, with: keys.code)
    }

    /// By which authenticators know a member: the same for all of its keys, and not its handle.
    func userHandle(of member: Handle<Subject>) -> [UInt8] {
        fingerprint("passkey user " + member.text)
    }

    /// The challenge that a browser is given: 32 bytes that only this vault can have made.
    func ceremonyChallenge(_ challenge: ChallengeRow) -> String {
        let digest = ceremonyDigest(challenge)
        return Base64URL.encode(
            WitnessedTouch.challenge(.own, day: Day(challenge.created), digest: digest)
        )
    }

    /// What it is made of.
    func ceremonyDigest(_ challenge: ChallengeRow) -> [UInt8] {
        fingerprint("passkey ceremony " + challenge.id.text)
    }
}
