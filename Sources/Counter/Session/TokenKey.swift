public import VaultAPI

/// The vault's public key for tokens, asked once for each link to the vault and kept as long.
///
/// A vault that comes back may have other keys. With the old one its new tokens would sign nobody in,
/// and an old token would pass here and freeze the counter there.
public actor TokenKey {
    private let vault: VaultDesk
    private var known: (link: Int, verifier: TokenVerifier)?

    public init(_ vault: VaultDesk) { self.vault = vault }

    /// The claims of a token that the vault signed; nil for one it never did, without its being asked.
    ///
    /// - Throws: ``VaultAPI/VaultRefusal`` where the vault cannot be reached for its key.
    public func claims(of token: Token) async throws -> TokenClaims? {
        try await verifier().claims(of: token)
    }

    private func verifier() async throws -> TokenVerifier {
        while true {
            let link = vault.link()
            if let known, known.link == link { return known.verifier }
            let key = try await vault.ask(Status()).tokenKey
            // Only where the same link stood before and after did the answer come by it.
            guard let link, vault.link() == link else { continue }
            guard let verifier = TokenVerifier(publicKey: key) else {
                throw VaultRefusal.unavailable
            }
            known = (link, verifier)
        }
    }
}
