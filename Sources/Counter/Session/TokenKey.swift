public import VaultAPI

/// The vault's public key for tokens, asked once and kept.
public actor TokenKey {
    private let vault: VaultDesk
    private var known: TokenVerifier?

    public init(_ vault: VaultDesk) { self.vault = vault }

    /// What checks tokens' signatures here, before the vault is asked.
    ///
    /// - Throws: ``VaultAPI/VaultRefusal`` where the vault has not been reached yet.
    public func verifier() async throws -> TokenVerifier {
        if let known { return known }
        guard let verifier = TokenVerifier(publicKey: try await vault.ask(Status()).tokenKey) else {
            throw VaultRefusal.unavailable
        }
        known = verifier
        return verifier
    }
}
