import Counter
import VaultAPI
import Wire

extension VaultDesk {
    /// What the desks ask, over the channel to the vault.
    init(_ vault: VaultClient) {
        self.init(link: { vault.link }) { message in try await vault.ask(message) }
    }
}
