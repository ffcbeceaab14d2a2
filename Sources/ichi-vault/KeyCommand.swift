import ArgumentParser
import VaultHost
import WireTLS

/// `ichi-vault key`: its verbs' parent.
struct KeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "The vault's keys: the fingerprint it is known by, and who keeps the others.",
        discussion: """
            EXAMPLES
              ichi-vault key         the fingerprint
              ichi-vault key wrap    a token wraps what lay in plain files
            """,
        subcommands: [KeyShow.self, KeyWrap.self],
        defaultSubcommand: KeyShow.self
    )
}

/// `ichi-vault key wrap`.
struct KeyWrap: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wrap",
        abstract: "Have a PKCS#11 token wrap the vault's secrets; plain files go.",
        discussion: """
            With the vault ended. The token makes an AES key that never leaves it, where it has none of \
            that name; each plain file is overwritten once the wrapped one was read back through the \
            token. Killed in between, run it again. From then on the vault starts with the token alone: \
            set the same ICHI_VAULT_TOKEN for it, and destroy copies of the plain files elsewhere.

            ENVIRONMENT
              ICHI_VAULT_TOKEN   the token and the key in it, by a URI (RFC 7512):
                                 pkcs11:token=LABEL;object=KEY?module-path=/PATH
                                 &pin-source=file:/PATH, in one piece

            EXAMPLES
              ichi-vault key wrap --data /var/lib/ichi-vault
            """
    )

    @OptionGroup var data: DataOption

    func run() async throws {
        let count = try await Terminal.explain {
            try KeyWrapping.run(data.layout, environment: Terminal.environment)
        }
        print("\(count) secrets are wrapped by the token, and none lies in a plain file")
    }
}

/// `ichi-vault key`: by what other machines know this vault.
struct KeyShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
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
