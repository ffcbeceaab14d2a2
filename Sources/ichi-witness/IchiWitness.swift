import ArgumentParser
import Confinement
import Foundation
import Logging
import Wire
import Witness

/// The witness's side of Ichi: the other half of every key, and what its operator does.
@main
struct IchiWitness: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ichi-witness",
        abstract: "The witness of an Ichi city: half of every key, a budget, and a book.",
        discussion: """
            EXAMPLES
              ichi-witness status              what is used of the budget
              ichi-witness officer list        of whom two must agree
              ichi-witness epoch begin         a new key; then: ichi-vault rewrap
              ichi-witness backup backup/witness-2026-12-08
              ichi-witness reopen --checkpoint kept-elsewhere/checkpoint
                                               after a restore from a backup

            The processes themselves (witness, page) are started by `ichi up`, or by systemd.

            Exit codes: 0 all well, 1 something is broken or could not be done, 64 wrong usage.
            """,
        subcommands: [
            StatusCommand.self, EpochCommand.self, BackupCommand.self, RestoreCommand.self,
            ReopenCommand.self, KeyCommand.self, OfficerCommand.self, FoundCommand.self,
            StandbyCommand.self, PromoteCommand.self, DismissCommand.self, WitnessCommand.self,
            PageCommand.self,
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
            try Confinement.refuseIntrusion(of: "ichi-witness")
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

    var layout: WitnessLayout {
        WitnessLayout(directory: URL(filePath: data).standardizedFileURL.path)
    }
}

/// What goes to the person at the terminal.
enum Terminal {
    static var environment: [String: String] { ProcessInfo.processInfo.environment }

    static func complain(_ words: String) {
        FileHandle.standardError.write(Data("ichi-witness: \(words)\n".utf8))
    }

    /// Do something; where it fails, say why in a line and exit with 1.
    static func explain<T>(_ body: () async throws -> T) async throws -> T {
        do {
            return try await body()
        } catch {
            complain("\(error)")
            throw ExitCode.failure
        }
    }
}

/// `ichi-witness witness`: the witness itself.
struct WitnessCommand: AsyncParsableCommand, Confined {
    static let configuration = CommandConfiguration(
        commandName: "witness",
        abstract: "Run the witness; `ichi up` and systemd do this.",
        discussion: """
            Serves the vault that the launcher connects (descriptor 3), or, under systemd, the \
            sockets it is given, each named after its caller (FileDescriptorName=vault); and \
            whoever may open DIR/witness/operator, for the commands of this program. With --listen it \
            serves a vault on another machine, by TLS 1.3 and by its fingerprint alone.

            ENVIRONMENT
              ICHI_WITNESS_NAME                   the name it cosigns with:
                                                  inaba.example/witness
              ICHI_WITNESS_NAMES_A_DAY            how many persons may be opened on a day,
              ICHI_WITNESS_NAMES_IN_THIRTY_DAYS   and in thirty days; both are read once,
                                                  when the book is begun
              ICHI_WITNESS_ORIGIN                 where its officers find its page
              ICHI_VAULT_FINGERPRINT              which vault is let in by --listen:
                                                  what `ichi-vault key` prints
              ICHI_OPERATOR_FINGERPRINT           which operator, if one is
              ICHI_STANDBY_FINGERPRINT            which standby, if one is
              ICHI_CONFINEMENT                    required: not to start where the kernel
                                                  cannot confine it

            EXAMPLES
              ichi-witness witness --data /var/lib/ichi-witness
              ichi-witness witness --listen 10.0.0.7:7443
            """
    )

    @OptionGroup var data: DataOption
    @Option(
        name: .long,
        help: ArgumentHelp("Serve a vault on another machine.", valueName: "ADDRESS:PORT")
    )
    var listen: String?
    @Option(name: .long, help: .hidden) var ports = 8080
    /// Started for one command: it says only what matters.
    @Flag(name: .long, help: .hidden) var lent = false

    func validate() throws {
        guard listen.map({ HostAndPort.parse($0) != nil }) ?? true else {
            throw ValidationError("--listen: ADDRESS:PORT")
        }
    }

    func confinement(_ environment: [String: String]) throws -> Confinement {
        try data.layout.require()
        try data.layout.makeFolders()
        let port = listen.flatMap { HostAndPort.parse($0)?.port }
        return data.layout.folder.confinement(listens: Set([port].compactMap(\.self)))
    }

    var logger: Logger {
        var logger = Logger(label: "witness")
        if lent { logger.logLevel = .warning }
        return logger
    }

    func run() async throws {
        try await Terminal.explain {
            try await WitnessProcess.run(
                data.layout,
                listen: listen,
                origin: WitnessOrigin.text(Terminal.environment, ports: ports),
                environment: Terminal.environment,
                logger: logger
            )
        }
    }
}
