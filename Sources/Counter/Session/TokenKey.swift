public import VaultAPI

/// The vault's public key for tokens, asked once and kept.
public actor TokenKey {
    private let status: @Sendable () async throws -> Status.Answer
    private var known: TokenVerifier?

    /// - Parameter status: Asks the vault for its ``VaultAPI/Status``.
    public init(status: @escaping @Sendable () async throws -> Status.Answer) {
        self.status = status
    }

    /// What checks tokens' signatures here, before the vault is asked.
    ///
    /// - Throws: ``VaultAPI/VaultRefusal`` where the vault has not been reached yet.
    public func verifier() async throws -> TokenVerifier {
        if let known { return known }
        guard let verifier = TokenVerifier(publicKey: try await status().tokenKey) else {
            throw VaultRefusal.unavailable
        }
        known = verifier
        return verifier
    }
}
