import ArgumentParser
import Confinement
import Foundation
import Logging
import VaultAPI
import VaultHost
import Wire

/// The vault's side of Ichi: the vault, the courier, and what their operator does.
@main
struct IchiVault: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ichi-vault",
        abstract: "The vault of an Ichi city: sealed data, its ledger, and the courier.",
        discussion: """
            EXAMPLES
              ichi-vault ledger verify         is every line as it was written?
              ichi-vault scope --from 2026-12-08 --to 2026-12-09
                                               whose data was touched?
              ichi-vault freeze list           who is frozen, and why
              ichi-vault freeze lift h5x2kq7m3dw4zr6tb2ylcpe3ua --by 山田
                                               let them speak again
              ichi-vault alarm list            what was alarming, and who was told
              ichi-vault staff list            who works at the office
              ichi-vault receiver list         to which key each shop's files are sealed
              ichi-vault officers list         who must agree, two at a time, and to what
              ichi-vault epoch begin           a new key of the vault's own
              ichi-vault rewrap                after a new key here or at the witness

              ichi-vault backup backup/vault-2026-12-08

            The processes themselves (vault, courier) are started by `ichi up`, or by systemd.

            Exit codes: 0 all well, 1 something is broken or could not be done, 64 wrong usage.
            """,
        subcommands: [
            LedgerCommand.self, ScopeCommand.self, FreezeCommand.self, AlarmCommand.self,
            HoneyCommand.self, ChangesCommand.self, StaffCommand.self, OfficersCommand.self,
            ReceiverCommand.self, JobCommand.self,
            EpochCommand.self, RewrapCommand.self, BackupCommand.self, RestoreCommand.self,
            KeyCommand.self, VaultCommand.self, CourierCommand.self,
        ]
    )

    /// On the main thread, before there is another: what is given away then, no thread keeps.
    @MainActor static func main() async {
        do {
            try Switchboard.harden()
        } catch {
            Terminal.complain("core dumps cannot be turned off: nothing is started")
            Foundation.exit(1)
        }
        LoggingSystem.bootstrap(StreamLogHandler.standardError)
        do {
            try Confinement.refuseIntrusion(of: "ichi-vault")
            try (try? parseAsRoot() as? any Confined)?.confine(Terminal.environment)
        } catch {
            Terminal.complain("\(error)")
            Foundation.exit(1)
        }
        await main(nil)
    }
}

/// Where the data lies, as every command takes it.
struct DataOption: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("Where the city's data lies.", valueName: "DIR"))
    var data = "data"

    var layout: DataLayout { DataLayout(URL(filePath: data).standardizedFileURL.path) }
}

/// How results are given.
struct OutputOption: ParsableArguments {
    @Flag(name: .long, help: "Print JSON, for machines.")
    var json = false
}

/// What goes to the person at the terminal.
enum Terminal {
    static var environment: [String: String] { ProcessInfo.processInfo.environment }

    static func complain(_ words: String) {
        FileHandle.standardError.write(Data("ichi-vault: \(words)\n".utf8))
    }

    static func printJSON(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    /// Do something; where it fails, say why in a line and exit with 1.
    static func explain<T>(_ body: () async throws -> T) async throws -> T {
        do {
            return try await body()
        } catch let code as ExitCode {
            throw code
        } catch {
            complain("\(error)")
            throw ExitCode.failure
        }
    }
}
