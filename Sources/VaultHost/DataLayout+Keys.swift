import KeyFiles
import KeyToken

extension DataLayout {
    private static let token = "ICHI_VAULT_TOKEN"

    /// The name of the token that wraps the vault's secrets; nil where they lie in plain files.
    ///
    /// - Throws: `TokenFault`.
    func token(_ environment: [String: String]) throws -> TokenAddress? {
        try environment[DataLayout.token].map { try TokenAddress($0) }
    }

    /// Where the vault's secrets lie.
    ///
    /// - Throws: `TokenFault`.
    func keyStore(_ environment: [String: String]) throws -> KeyStore {
        guard let address = try token(environment) else { return .files(in: keys) }
        return try KeyToken(address).store(in: keys)
    }
}
