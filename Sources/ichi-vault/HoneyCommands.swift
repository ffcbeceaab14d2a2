import ArgumentParser
import Basics
import Foundation
import Logging
import Vault
import VaultHost

/// `ichi-vault honey`: people who never existed.
struct HoneyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "honey",
        abstract: "People who never existed: who touches one is noticed.",
        discussion: """
            They are members like others, with mailboxes that only the vault knows. One that is \
            opened, looked up or used at the door is an alarm, which freezes nobody; so is mail from \
            elsewhere at such a mailbox.

            EXAMPLES
              ichi-vault honey plant --count 60 --mailbox-domain post.inaba.example
              ichi-vault honey mailed --to masao.sato371@post.inaba.example < message
            """,
        subcommands: [HoneyPlant.self, HoneyMailed.self]
    )
}

/// `ichi-vault honey plant`.
struct HoneyPlant: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plant",
        abstract: "Put so many people who never existed among the members.",
        discussion: """
            Which they are is kept sealed in the vault, and printed nowhere. Their mailboxes are \
            random names of that domain: have its mail server hand all mail of the domain to \
            `ichi-vault honey mailed`. Several domains, of several kinds, tell a thief less; run it \
            once for each.

            EXAMPLES
              ichi-vault honey plant --count 60 --mailbox-domain post.inaba.example
            """
    )

    @Option(name: .long, help: ArgumentHelp("How many: 1 to 500.", valueName: "N")) var count: Int
    @Option(name: .long, help: ArgumentHelp("Where their mailboxes are.", valueName: "DOMAIN"))
    var mailboxDomain: String
    @OptionGroup var data: DataOption

    func validate() throws {
        guard (1...500).contains(count) else { throw ValidationError("--count: 1 to 500") }
        guard EmailAddress("masao@\(mailboxDomain)") != nil else {
            throw ValidationError("--mailbox-domain: \(mailboxDomain) is no mail domain")
        }
    }

    func run() async throws {
        try await Terminal.explain {
            try await HoneyJob.plant(
                count,
                at: mailboxDomain,
                data.layout,
                environment: Terminal.environment,
                logger: Logger(label: "honey")
            )
            print("planted \(count)")
        }
    }
}

/// `ichi-vault honey mailed`.
struct HoneyMailed: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mailed",
        abstract: "Mail has come to a mailbox: raise the alarm where only the vault knows it.",
        discussion: """
            Reads the message from its input, as a mail server pipes it. What the vault itself sent to \
            that mailbox within seven days is known by its Message-ID, which nobody can guess; who the \
            message says it is from is not looked at. Says what it was: foreign, own, or nobody's.

            In Postfix's master.cf, for a domain whose transport is honey:

              honey unix - n n - - pipe
                user=ichi-vault argv=/opt/ichi/bin/ichi-vault honey mailed
                --data /var/lib/ichi-vault --to ${recipient}

            EXAMPLES
              ichi-vault honey mailed --to masao.sato371@post.inaba.example < message
            """
    )

    /// Of a message only its head is read.
    private static let mostBytes = 256 << 10

    @Option(name: .long, help: ArgumentHelp("The mailbox it came to.", valueName: "ADDRESS"))
    var to: String
    @OptionGroup var data: DataOption

    func run() async throws {
        try await Terminal.explain {
            let head = try FileHandle.standardInput.read(upToCount: HoneyMailed.mostBytes) ?? Data()
            let verdict = try await HoneyJob.judge(
                to: Secret(to),
                messageID: HoneyMail.messageID(in: String(decoding: head, as: UTF8.self)),
                data.layout,
                environment: Terminal.environment
            )
            switch verdict {
            case .foreign: print("foreign: an alarm was raised")
            case .ownMail: print("own")
            case .noHoney: print("nobody's")
            }
        }
    }
}
