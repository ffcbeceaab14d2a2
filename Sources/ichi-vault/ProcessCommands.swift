import ArgumentParser
import Confinement
import Logging
import VaultHost

/// `ichi-vault vault`: the vault itself.
struct VaultCommand: AsyncParsableCommand, Confined {
    static let configuration = CommandConfiguration(
        commandName: "vault",
        abstract: "Run the vault; `ichi up` and systemd do this.",
        discussion: """
            Serves the callers that the launcher connects (descriptor 3), or, under systemd, those \
            of the sockets it is given, each named after its caller (FileDescriptorName=counter).

            ENVIRONMENT
              VAULT_DATABASE_URL   sqlite:PATH or postgresql://USER@HOST/NAME?schema=vault;
                                   without it a file in DIR
              ICHI_LEDGER_ORIGIN   the ledger's name: inaba.example/ledger
              ICHI_MAIL_DOMAIN     the part of Message-IDs after the @
              ICHI_COUNTER_ORIGIN  for whose pages passkeys are made, in place of the
                                   counter that site.json names
              ICHI_OFFICE_ORIGIN   where staff signs in, in place of site.json's office
              ICHI_OFFICE_NETWORKS from where each role may work, as `ichi office --help`
                                   has it
              ICHI_WITNESS_ORIGIN  where officers find the witness's page: for no other
                                   are their keys believed
              ICHI_VAULT_TOKEN     the PKCS#11 token that wraps the vault's keys;
                                   without it they lie in plain files
              ICHI_VAULT_TOKEN_FOLDERS
                                   what that token's module works on, by colons
              ICHI_WITNESS         unix:/PATH or tls://HOST:PORT where the witness is
                                   asked, or switchboard (set by `ichi up`); without it
                                   the witness that runs on DIR, or one that is started
                                   for the vault alone
              ICHI_WITNESS_FINGERPRINT
                                   which witness is at HOST: what `ichi-witness key`
                                   prints there
              ICHI_CONFINEMENT     required: not to start where the kernel cannot
                                   confine it

            EXAMPLES
              ichi-vault vault --data /var/lib/ichi-vault
            """
    )

    @OptionGroup var data: DataOption
    @Option(name: .long, help: .hidden) var ports = 8080

    func confinement(_ environment: [String: String]) throws -> Confinement {
        try .vault(data.layout, environment)
    }

    var logger: Logger { Logger(label: "vault") }

    func run() async throws {
        try await Terminal.explain {
            try await VaultProcess.run(
                data.layout,
                environment: Terminal.environment,
                counterPort: ports + 1,
                officePort: ports + 2,
                officersPort: ports + 3,
                logger: logger
            )
        }
    }
}

/// `ichi-vault courier`: mails and letters.
struct CourierCommand: AsyncParsableCommand, Confined {
    static let configuration = CommandConfiguration(
        commandName: "courier",
        abstract: "Run the courier; `ichi up` and systemd do this.",
        discussion: """
            Takes mails and letters from the vault and hands them to the relay. The site's name, \
            telephone, counter and the sender's address stand in DIR/site.json; without that file \
            they are the demonstration's. One courier runs at a time.

            ENVIRONMENT
              ICHI_VAULT            unix:/PATH where the vault is asked, or switchboard
                                    (set by `ichi up`)
              ICHI_RELAY            smtps://HOST:465, smtp+starttls://HOST:587, or in
                                    clear to this machine: smtp://127.0.0.1:2525
              ICHI_MAIL_FROM        the address that mails come from
              ICHI_MAIL_DOMAIN      the name given to the relay (EHLO); without it the
                                    part of that address after the @
              ICHI_POST_ROOM        the mailbox of who prints and posts letters
              ICHI_COUNTER_ORIGIN   where links in mails lead, in place of site.json's
              ICHI_CONFINEMENT      required: not to start where the kernel cannot
                                    confine it

            EXAMPLES
              ICHI_VAULT=unix:/run/ichi-vault/courier.sock ichi-vault courier
            """
    )

    @OptionGroup var data: DataOption
    @Option(name: .long, help: .hidden) var ports = 8080

    func confinement(_ environment: [String: String]) throws -> Confinement {
        try .courier(data.layout, environment)
    }

    var logger: Logger { Logger(label: "courier") }

    func run() async throws {
        try await Terminal.explain {
            try await CourierProcess.run(
                data.layout,
                environment: Terminal.environment,
                counterPort: ports + 1,
                logger: logger
            )
        }
    }
}
