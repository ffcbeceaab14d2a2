import KeyFiles
import KeyToken

/// `ichi-vault key wrap`: the vault's secrets, from plain files into a token's keeping.
public enum KeyWrapping {
    /// Every secret that lies in a plain file is wrapped; how many there were.
    ///
    /// The vault must not run. Killed at any moment, the same again goes on. Throws `TokenFault`,
    /// `KeyFileFault`, ``HostError``.
    public static func run(_ layout: DataLayout, environment: [String: String]) throws -> Int {
        try layout.requireVault()
        try layout.requireKeys()
        guard let address = try layout.token(environment) else { throw HostError.noTokenNamed }
        let lock = try VaultProcess.hold(layout)
        defer { VaultProcess.release(lock) }
        let token = try KeyToken(address, isMaking: true)
        // The TLS key is a file that TLS itself reads; it opens nothing that is kept.
        let names = try KeyFile.names(in: layout.keys).filter { $0 != "tls" }.sorted()
        for name in names { try token.wrap(name, count: 32, in: layout.keys) }
        return names.count
    }
}
