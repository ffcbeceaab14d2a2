import ArgumentParser
import Foundation
import ShopHost

/// `ichi up`: all processes of a city on one machine.
struct Up: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "up",
        abstract: "Start every process of the city and keep it running until Ctrl-C.",
        discussion: """
            Starts witness, vault, courier, counter, market and office, connects them, and starts again what ends. \
            Prints a line `ready` with the addresses once pages are served. Each process writes \
            its log to DIR/run/NAME.log.

            As root, each process runs as its own user (ichi-witness, ichi-vault, ichi-courier, \
            ichi-counter, ichi-market, ichi-office) where these exist.

            ENVIRONMENT
              DATABASE_URL         the shop's: postgresql://USER@HOST/NAME
              VAULT_DATABASE_URL   the vault's: postgresql://USER@HOST/NAME?schema=vault
              ICHI_POSTCODES       the postcode file, without it DIR/postcodes.tsv
              ICHI_WITNESS         where a witness that others start is: tls://HOST:PORT
              ICHI_KEEP_PAGES      off: render every public page anew; on without it
              ICHI_OFFICE_NETWORKS from where staff works: `ichi office --help`
              ICHI_…               what `ichi-vault vault --help`, `ichi-vault courier
                                   --help` and `ichi-witness witness --help` name

            Without the first two, SQLite files in DIR.

            EXAMPLES
              ichi up                                  pages at 8080, 8081 and 8082
              ichi up --data /srv/inaba --ports 9000   pages at 9000 to 9002
            """
    )

    @Option(name: .long, help: ArgumentHelp("Where the city's data lies.", valueName: "DIR"))
    var data = "data"

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The market's port; the counter takes the next, the office the one after that.",
            valueName: "BASE"
        )
    )
    var ports = 8080

    @Option(
        name: .long,
        help: ArgumentHelp("The mailbox's page, to be told beside the others.", valueName: "URL")
    )
    var mailbox: String?

    func validate() throws {
        guard (1...65_500).contains(ports) else {
            throw ValidationError("--ports: a number from 1 to 65500")
        }
    }

    func run() throws {
        try ShopSettings(data: data, basePort: ports, environment: environment).requireCity()
        var plan = LaunchPlan.city(
            dataDirectory: URL(filePath: data).standardizedFileURL.path,
            basePort: ports,
            programs: URL(filePath: try Up.program()).deletingLastPathComponent().path,
            environment: environment
        )
        plan.mailbox = mailbox
        do {
            // Written at once, though it be into a pipe: who waits for `ready` must see it.
            try Launcher(plan) { FileHandle.standardOutput.write(Data("\($0)\n".utf8)) }.run()
        } catch {
            FileHandle.standardError.write(Data("ichi up: \(error)\n".utf8))
            throw ExitCode.failure
        }
    }

    private var environment: [String: String] { ProcessInfo.processInfo.environment }

    private static func program() throws -> String {
        try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    }
}
