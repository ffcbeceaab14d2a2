public import Basics

/// The public key that a log's checkpoints verify with, in note form: `name+hash+base64`.
public struct VerifierKey: Sendable, Equatable, LosslessStringConvertible {
    private let key: NoteKey

    /// Nil unless the text is an Ed25519 verifier key whose hash fits.
    public init?(_ text: String) {
        guard let key = NoteKey(text, kind: .ed25519) else { return nil }
        self.init(key)
    }

    fileprivate init(_ key: NoteKey) { self.key = key }

    public var name: String { key.name }
    public var keyID: UInt32 { key.keyID }
    public var description: String { key.text }

    /// Whether a signature by this key stands on the note, and none by it is false.
    public func verifies(_ note: SignedNote) -> Bool {
        let mine = note.signatures.filter(key.claims)
        let text = Array(note.text.utf8)
        return !mine.isEmpty && mine.allSatisfy { key.isValid($0.bytes, for: text) }
    }

    /// A note under this key's signatures alone.
    func alone(_ note: SignedNote) -> SignedNote {
        SignedNote(text: note.text, signatures: note.signatures.filter(key.claims))
    }
}

/// The key that signs a log's checkpoints.
public struct LogKey: Sendable {
    private let signer: NoteSigner

    /// An Ed25519 key from its seed of 32 bytes; nil for another length or a name with white space.
    ///
    /// The name is the log's origin as well: a host and path without scheme, `ichi.example/ledger`.
    public init?(name: String, seed: Secret<[UInt8]>) {
        guard let signer = NoteSigner(name: name, seed: seed, kind: .ed25519) else { return nil }
        self.signer = signer
    }

    public var verifier: VerifierKey { VerifierKey(signer.key) }

    /// A new seed.
    public static func mintSeed() -> Secret<[UInt8]> { Secret(randomBytes(32)) }

    func sign(_ text: String) throws -> SignedNote {
        let signature = SignedNote.Signature(
            name: signer.key.name,
            keyID: signer.key.keyID,
            bytes: try signer.sign(Array(text.utf8))
        )
        return SignedNote(text: text, signatures: [signature])
    }
}
