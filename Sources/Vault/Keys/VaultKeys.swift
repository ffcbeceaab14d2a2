import Crypto
import Foundation
import KeyFiles

/// The vault's own secrets, each for one use.
public struct VaultKeys: Sendable {
    /// The epoch that new halves are wrapped in.
    let epoch: Int
    private let epochSecrets: [Int: SymmetricKey]
    /// Tags and password verifiers, before the witness's own mark.
    let tag: SymmetricKey
    /// One-time codes, idempotency keys, sources of requests: what is compared, never opened.
    let code: SymmetricKey
    /// The version registers' seals.
    let register: SymmetricKey
    /// What waits for the courier: letters with their codes.
    let item: SymmetricKey
    /// Links to orders.
    let link: SymmetricKey
    /// Tokens.
    let signing: Curve25519.Signing.PrivateKey

    /// Reads the keys of a directory, making them (mode 0600) where there are none.
    ///
    /// This is the embedded default; a PKCS#11 token takes the directory's place in production.
    ///
    /// - Throws: `KeyFileFault` where the directory or a file is open to others or unreadable.
    public static func open(directory: String) throws -> VaultKeys {
        func key(_ name: String) throws -> SymmetricKey {
            try KeyFile.readOrMake(directory: directory, name: name, count: 32)
        }
        let seed = try key("token")
        return VaultKeys(
            epoch: 1,
            epochSecrets: [1: try key("epoch-1")],
            tag: try key("tag"),
            code: try key("code"),
            register: try key("register"),
            item: try key("item"),
            link: try key("link"),
            signing: try seed.withUnsafeBytes {
                try Curve25519.Signing.PrivateKey(rawRepresentation: Data($0))
            }
        )
    }

    func epochSecret(_ epoch: Int) throws -> SymmetricKey {
        guard let secret = epochSecrets[epoch] else { throw SheetFault.missing }
        return secret
    }
}
