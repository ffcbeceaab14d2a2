import ArgumentParser
import Basics
import Foundation
import Logging
import Vault
import VaultHost

/// `ichi-vault backup`.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the database and the ledger of one moment, beside a vault that runs.",
        discussion: """
            Writes into a folder that is not there yet; it is a backup once manifest.json is in it, \
            with the size and SHA-256 of every file. The ledger is checked against its signed root \
            on the way. Keys are not in it: keep DIR/vault-keys once, sealed, elsewhere.

            EXAMPLES
              ichi-vault backup backup/vault-2026-12-08
              VAULT_DATABASE_URL=… ichi-vault backup backup/vault-2026-12-08
            """
    )

    @Argument(help: ArgumentHelp("A new folder.", valueName: "FOLDER")) var folder: String
    @OptionGroup var data: DataOption

    func run() async throws {
        let outcome = try await Terminal.explain {
            try VaultBackup.make(
                data.layout,
                environment: Terminal.environment,
                in: URL(filePath: folder).standardizedFileURL.path,
                at: WallClock.system.now()
            )
        }
        print("\(outcome.bytes) bytes, \(outcome.entries) entries of the ledger; no key among them")
    }
}

/// `ichi-vault restore`.
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Bring a vault back from its backup, where there is none.",
        discussion: """
            DIR/vault-keys must be there already, and the witness reached: from it come the lines of \
            after the backup, and who was erased since. Every session ends; who changed a password \
            or address since signs in by a mailed code. Nobody is served before all of it is done; \
            killed, run the same again.

            Where the witness came back from a backup as well it is shut: this says so, and waits \
            until `ichi-witness reopen` was given the newest checkpoint.

            Orders that were placed after the backup are told: their people are not in the vault. Give \
            the JSON to `ichi order lost` on the shop's host.

            JSON
              lines        lines of after the backup, taken from the witness
              unreadable   of these, how many nobody can read: of a month whose key is lost
              erased       persons who were erased after the backup, and are again
              lostPersons  persons who came after the backup
              lostOrders   keys of orders that were placed after the backup
              credentials  persons whose password or address was changed since
              sessions     how many were ended
              receivers    shops' keys that were ended, to be registered anew

            EXAMPLES
              ichi-vault restore backup/vault-2026-12-08 --data /var/lib/ichi-vault
            """
    )

    @Argument(help: ArgumentHelp("A backup's folder.", valueName: "FOLDER")) var folder: String
    @OptionGroup var data: DataOption
    @OptionGroup var output: OutputOption

    func run() async throws {
        let outcome = try await Terminal.explain {
            try await VaultRestore.run(
                data.layout,
                environment: Terminal.environment,
                from: URL(filePath: folder).standardizedFileURL.path,
                logger: Logger(label: "restore")
            )
        }
        if output.json { return try Terminal.printJSON(Shown(outcome)) }
        print("\(outcome.lines) lines of after the backup are back from the witness")
        if outcome.unreadable > 0 {
            print(
                "\(outcome.unreadable) of them cannot be read: their month began after the backup"
            )
        }
        print("\(outcome.erased) persons were erased again, \(outcome.tokens) sessions ended")
        print("\(outcome.credentials) persons sign in by a mailed code")
        if outcome.receivers > 0 {
            print("\(outcome.receivers) shops' keys were ended: register them anew")
        }
        print(
            "LOST: \(outcome.lostPersons) persons and \(outcome.lostOrders.count) orders of after the backup"
        )
        for order in outcome.lostOrders { print("  \(order.text)") }
    }

    private struct Shown: Encodable {
        var lines: Int
        var unreadable: Int
        var erased: Int
        var lostPersons: Int
        var lostOrders: [String]
        var credentials: Int
        var sessions: Int
        var receivers: Int

        init(_ outcome: Restoring.Outcome) {
            (lines, unreadable) = (outcome.lines, outcome.unreadable)
            (erased, lostPersons) = (outcome.erased, outcome.lostPersons)
            lostOrders = outcome.lostOrders.map(\.text)
            (credentials, sessions) = (outcome.credentials, outcome.tokens)
            receivers = outcome.receivers
        }
    }
}
