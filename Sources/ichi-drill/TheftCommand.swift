import ArgumentParser
import Basics
import Foundation
import Theft

/// `ichi drill theft`.
struct TheftCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "theft",
        abstract: "Copy all that the city has written, and search it for its people.",
        discussion: """
            Takes every database with its write-ahead log, ledger tile, backup, log,
            session store, cache, core and temporary file of DIR, the key folders
            apart, and what --also names. On PostgreSQL the rows of every table, and
            the server's own files where they can be read. All of it is searched for
            every value in the folder of --known, in every encoding, spelling and
            part that README of Sources/Theft names. The copies lie in a folder of
            their own, and are gone afterwards. No value is ever printed: a find
            tells its file and offset, and the known value's file and line.

            ENVIRONMENT
              DATABASE_URL         the shop's PostgreSQL, where it has one
              VAULT_DATABASE_URL   the vault's
              ICHI_POSTCODES       Japan Post's list, without it DIR/postcodes.tsv

            EXAMPLES
              ichi drill theft --data ./data
              ichi drill theft --data ./data --known ./data.known --json
              ichi drill theft --data ./data --also ./backups

            JSON
              {"readable":0,"values":{"known":5120,"searched":4870,"public":230,…,
                         "kinds":{"email":300,"name":300,"phone":300,…}},
               "stores":[{"place":"shop","store":"database","bytes":8192000,…}],
               "finds":[{"file":"run/market.log","offset":812,"kind":"email",…}]}

            Exit codes: 0 nothing is readable, 1 something is, 2 the drill could not
            be carried out, or not on everything, 64 wrong usage.
            """
    )

    @Option(name: .long, help: ArgumentHelp("Where the city's data lies.", valueName: "DIR"))
    var data = "data"

    @Option(
        name: .long,
        help: ArgumentHelp(
            "What is known of its people; DIR.known without it.",
            valueName: "FOLDER"
        )
    )
    var known: String?

    @Option(
        name: .long,
        help: ArgumentHelp("What the city writes elsewhere; may stand often.", valueName: "PATH")
    )
    var also: [String] = []

    @Flag(name: .long, help: "Print JSON, for machines.")
    var json = false

    func run() async throws {
        let report: TheftReport
        do {
            report = try await drill.run(tell: TerminalLine().tell)
        } catch {
            IchiDrill.complain("\(error)")
            throw ExitCode(2)
        }
        json ? try printJSON(report) : TheftTable(report).print()
        guard report.readable == 0 else { throw ExitCode(1) }
        guard report.unread.isEmpty else { throw ExitCode(2) }
    }

    private var drill: TheftDrill {
        let environment = ProcessInfo.processInfo.environment
        let folder = URL(filePath: data, directoryHint: .isDirectory).standardizedFileURL
        let servers = ["DATABASE_URL", "VAULT_DATABASE_URL"].compactMap { name in
            environment[name].flatMap { url in
                url.hasPrefix("postgres") ? TheftDrill.Server(name: name, url: Secret(url)) : nil
            }
        }
        return TheftDrill(
            data: folder,
            known: known.map { URL(filePath: $0, directoryHint: .isDirectory) }
                ?? KnownFolder.beside(folder),
            more: also,
            servers: servers,
            postcodes: environment["ICHI_POSTCODES"].map { URL(filePath: $0) }
        )
    }

    private func printJSON(_ report: TheftReport) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(report), as: UTF8.self))
    }
}
