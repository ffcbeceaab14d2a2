public import Basics

/// A witness's word on a checkpoint, and when it was given (C2SP tlog-cosignature, Ed25519).
///
/// It says: of all trees of this log that I have seen, each the beginning of the next, this was the
/// largest at that time.
public struct Cosignature: Sendable, Equatable {
    /// By the witness's clock, in whole seconds.
    public let time: Moment
    /// The line that stands on the checkpoint.
    public let signature: SignedNote.Signature
}

/// The public key that a witness's cosignatures verify with, in note form: `name+hash+base64`.
public struct CosignerKey: Sendable, Equatable, LosslessStringConvertible {
    private static let timeCount = 8
    private let key: NoteKey

    /// Nil unless the text is a verifier key for Ed25519 cosignatures whose hash fits.
    public init?(_ text: String) {
        guard let key = NoteKey(text, kind: .cosignature) else { return nil }
        self.init(key)
    }

    fileprivate init(_ key: NoteKey) { self.key = key }

    public var name: String { key.name }
    public var description: String { key.text }

    /// The newest cosignature by this key on a note; nil where there is none.
    ///
    /// - Throws: ``Damage`` where a line that claims to be this key's is false.
    public func cosignature(on note: SignedNote) throws(Damage) -> Cosignature? {
        var newest: Cosignature?
        for signature in note.signatures where key.claims(signature) {
            guard let cosignature = verified(signature, on: note.text) else {
                throw Damage(.checkpoint, .badCosignature)
            }
            if newest.map({ $0.time < cosignature.time }) ?? true { newest = cosignature }
        }
        return newest
    }

    private func verified(_ signature: SignedNote.Signature, on text: String) -> Cosignature? {
        guard signature.bytes.count > CosignerKey.timeCount else { return nil }
        let seconds = signature.bytes.prefix(CosignerKey.timeCount)
            .reduce(0) { $0 << 8 | UInt64($1) }
        let (milliseconds, isTooLate) = seconds.multipliedReportingOverflow(by: 1000)
        guard !isTooLate, let time = Int64(exactly: milliseconds),
            key.isValid(
                Array(signature.bytes.dropFirst(CosignerKey.timeCount)),
                for: CosignerKey.message(text, seconds: seconds)
            )
        else { return nil }
        return Cosignature(time: Moment(milliseconds: time), signature: signature)
    }

    fileprivate static func message(_ text: String, seconds: UInt64) -> [UInt8] {
        Array("cosignature/v1\ntime \(seconds)\n\(text)".utf8)
    }
}

/// The key that a witness cosigns with.
public struct CosigningKey: Sendable {
    private let signer: NoteSigner

    /// An Ed25519 key from its seed of 32 bytes; nil for another length or a name with white space.
    ///
    /// The name is the witness's: a host and path without scheme, `witness.example/ichi`.
    public init?(name: String, seed: Secret<[UInt8]>) {
        guard let signer = NoteSigner(name: name, seed: seed, kind: .cosignature) else {
            return nil
        }
        self.signer = signer
    }

    public var verifier: CosignerKey { CosignerKey(signer.key) }

    /// The line to stand on a checkpoint, at a time after 1970.
    ///
    /// Whether the checkpoint deserves it is the caller's to know: see ``LogCopy``.
    public func cosign(_ note: SignedNote, at time: Moment) throws -> SignedNote.Signature {
        let seconds = UInt64(max(0, time.milliseconds / 1000))
        let message = CosignerKey.message(note.text, seconds: seconds)
        return SignedNote.Signature(
            name: signer.key.name,
            keyID: signer.key.keyID,
            bytes: withUnsafeBytes(of: seconds.bigEndian, Array.init) + (try signer.sign(message))
        )
    }
}
