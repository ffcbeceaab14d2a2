import ArgumentParser
import Breach
import Dispatch
import Foundation

/// `ichi drill breach`.
struct BreachCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "breach",
        abstract: "Break in everywhere, and count whose data could be read.",
        discussion: """
            Makes a city of its own in a temporary folder, and lets attackers work in it, one
            position after the other: real code with that process's user, lines, files and
            confinement. Each tries everything at full speed for --seconds, and then way by way;
            patience is simulated: --days of the witness's clock. The city and what was taken
            are gone afterwards. No value is ever printed.

            It wants a debug build of the whole checkout, and bin/setup test.

            EXAMPLES
              ichi drill breach
              ichi drill breach --seconds 10 --json
              ichi drill breach --only market,counter-loud
              ichi drill breach --only vault-root-patient --days 293

            JSON
              {"positions":[{"name":"counter-loud","readable":3,"promised":8,"beyond":0,
                             "attemptsUntilAlarm":1,"secondsUntilFrozen":0.02,
                             "limit":"…","frozen":["…"],"ways":[…],…}],
               "persons":…,"namesADay":…,"seed":"…","seconds":…}

            Exit codes: 0 nobody reads more than is promised, 1 somebody does, 2 the drill could
            not be carried out, 64 wrong usage.
            """
    )

    @Option(name: .long, help: ArgumentHelp("How long each tries at full speed.", valueName: "N"))
    var seconds = 3.0
    @Option(name: .long, help: ArgumentHelp("How long patience lasts.", valueName: "N"))
    var days = 293
    @Option(name: .long, help: ArgumentHelp("Positions, with commas.", valueName: "POSITION,…"))
    var only: String?
    @Option(name: .long, help: ArgumentHelp("Another word makes another city.", valueName: "WORD"))
    var seed = "いなば市"
    @Option(
        name: .long,
        help: ArgumentHelp("How many members move in from an old shop.", valueName: "N")
    )
    var members = 200
    @Option(
        name: .long,
        help: ArgumentHelp("How many persons the witness opens on a day.", valueName: "N")
    )
    var limit = 150
    @Flag(name: .long, help: "Print JSON, for machines.")
    var json = false

    func validate() throws {
        guard seconds > 0, seconds <= 600 else { throw ValidationError("--seconds: to 600") }
        guard (1...1000).contains(days) else { throw ValidationError("--days: from 1 to 1000") }
        guard (10...30_000).contains(members), limit > 60 else {
            throw ValidationError("--members: from 10 to 30000; --limit: above 60")
        }
        _ = try positions
    }

    private var positions: [Position] {
        get throws {
            guard let only else { return Position.allCases }
            return try only.split(separator: ",").map { name in
                guard let position = Position(rawValue: String(name)) else {
                    throw ValidationError("\(BreachFault.noPosition(String(name)))")
                }
                return position
            }
        }
    }

    func run() async throws {
        let report: BreachReport
        do {
            report = try await drill()
        } catch {
            IchiRed.complain("\(error)")
            throw ExitCode(2)
        }
        if json { try printJSON(report) } else { BreachTable(report).print() }
        guard report.isKept else { throw ExitCode(1) }
    }

    private func drill() async throws -> BreachReport {
        let stage = try Stage(
            programs: CityOptions.programs,
            checkout: try BreachCommand.checkout(),
            seed: seed,
            size: .init(old: members, members: 6, orders: 6),
            namesADay: limit
        )
        let signals = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                stage.close()
                _exit(128 + number)
            }
            source.resume()
            return source
        }
        defer {
            for source in signals { source.cancel() }
            stage.close()
        }
        return try await BreachDrill(stage, positions: positions, seconds: seconds, days: days)
            .run { words in
                FileHandle.standardError.write(Data("ichi drill: \(words)\n".utf8))
            }
    }

    /// The folder above the programs that holds the package.
    private static func checkout() throws -> URL {
        var folder = try CityOptions.programs
        while folder.path != "/" {
            if FileManager.default.fileExists(atPath: folder.path + "/Package.swift") {
                return folder
            }
            folder.deleteLastPathComponent()
        }
        throw BreachFault.testBuildOnly
    }

    private func printJSON(_ report: BreachReport) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(report), as: UTF8.self))
    }
}
