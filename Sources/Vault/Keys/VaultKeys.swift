import Crypto
import Foundation
public import KeyFiles

/// The vault's own secrets, each for one use.
public struct VaultKeys: Sendable {
    /// What halves are wrapped under.
    public let epochs: EpochSecrets
    /// Tags and password verifiers, before the witness's own mark.
    let tag: SymmetricKey
    /// One-time codes, idempotency keys, sources of requests: what is compared, never opened.
    let code: SymmetricKey
    /// The version registers' seals.
    let register: SymmetricKey
    /// What the vault alone seals and keeps: see ``NotePlace``.
    let notes: OwnNotes
    /// Links to orders.
    let link: SymmetricKey
    /// Tokens.
    let signing: Curve25519.Signing.PrivateKey

    /// Reads the keys of a store, making them where there are none.
    ///
    /// `alarm` hears of halves that only somebody who writes the database can have brought back.
    ///
    /// - Throws: `KeyFileFault` where the directory or a file is open to others or unreadable; what a
    ///   token throws.
    public static func open(
        _ store: KeyStore,
        alarm: @escaping @Sendable () -> Void = {}
    ) throws -> VaultKeys {
        func key(_ name: String) throws -> SymmetricKey {
            try store.readOrMake(name, count: 32)
        }
        let seed = try key("token")
        let epochs = try EpochSecrets(store, alarm: alarm)
        return VaultKeys(
            epochs: epochs,
            tag: try key("tag"),
            code: try key("code"),
            register: try key("register"),
            notes: OwnNotes(epochs: epochs, old: try key("item")),
            link: try key("link"),
            signing: try seed.withUnsafeBytes {
                try Curve25519.Signing.PrivateKey(rawRepresentation: Data($0))
            }
        )
    }

    /// The keys of a directory of plain files (mode 0600): the embedded default.
    ///
    /// - Throws: `KeyFileFault`.
    public static func open(directory: String) throws -> VaultKeys {
        try open(.files(in: directory))
    }
}
