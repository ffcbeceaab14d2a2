import ArgumentParser
import VaultHost
import WireTLS

/// `ichi-vault key`: by what other machines know this vault.
struct KeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "Print the fingerprint by which a witness on another machine knows this vault.",
        discussion: """
            The witness's host sets it as ICHI_VAULT_FINGERPRINT. Read it out, or compare it on \
            paper: whoever could change it on its way could be the vault.

            EXAMPLES
              ichi-vault key
            """
    )

    @OptionGroup var data: DataOption

    func run() async throws {
        try await Terminal.explain {
            try data.layout.requireVault()
            print(try data.layout.identity().fingerprint)
        }
    }
}
