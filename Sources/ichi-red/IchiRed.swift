import ArgumentParser
import Breach
import Confinement
import Foundation
import Logging
import ShopHost
import Wire

/// The red team's program, which is never installed with a city.
///
/// `ichi drill breach` becomes it.
@main
struct IchiRed: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ichi drill",
        abstract: "Play the attackers on a city of the drill's own.",
        discussion: """
            EXAMPLES
              ichi drill breach        who breaks in where, and what he gets
            """,
        subcommands: [BreachCommand.self, UpCommand.self, ActCommand.self]
    )

    /// An attacker carries out the plan of the process whose place he takes, before there is a second thread.
    @MainActor static func main() async {
        do {
            guard var act = try? parseAsRoot() as? ActCommand else { return await main(nil) }
            try Switchboard.harden()
            LoggingSystem.bootstrap(StreamLogHandler.standardError)
            act.isConfined = try act.confine()
            try await act.run()
        } catch {
            complain("\(error)")
            Foundation.exit(1)
        }
    }

    static func complain(_ words: String) {
        FileHandle.standardError.write(Data("ichi drill: \(words)\n".utf8))
    }
}

/// Where a city's data lies, and its ports.
struct CityOptions: ParsableArguments {
    @Option(name: .long) var data = "data"
    @Option(name: .long) var ports = 8080

    var environment: [String: String] { ProcessInfo.processInfo.environment }

    var settings: ShopSettings {
        get throws { try ShopSettings(data: data, basePort: ports, environment: environment) }
    }

    static var programs: URL {
        get throws {
            let path = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
            return URL(filePath: path).deletingLastPathComponent()
        }
    }
}

/// `ichi-red up`: a city with attackers in some places.
struct UpCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "up", shouldDisplay: false)

    @OptionGroup var city: CityOptions
    @Option(name: .long) var role: [String] = []

    func run() throws {
        try RedLaunch.run(
            data: URL(filePath: city.data).standardizedFileURL.path,
            basePort: city.ports,
            programs: CityOptions.programs.path,
            roles: role.compactMap(RedRole.init),
            environment: city.environment,
            say: { FileHandle.standardOutput.write(Data("\($0)\n".utf8)) }
        )
    }
}

/// `ichi-red act ROLE`: the attacker.
struct ActCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "act", shouldDisplay: false)

    @Argument var role: String
    @OptionGroup var city: CityOptions
    /// Whether a plan was carried out.
    var isConfined = false

    private enum CodingKeys: CodingKey { case role, city }

    private var taken: RedRole {
        get throws {
            guard let taken = RedRole(rawValue: role) else {
                throw ValidationError("there is no role \(role)")
            }
            return taken
        }
    }

    /// Carries out the taken process's plan, where it has one.
    func confine() throws -> Bool {
        guard let plan = try taken.confinement(city.settings, city.environment) else {
            return false
        }
        try Confinement.refuseIntrusion(of: "ichi-red")
        try plan.begin(city.environment, logger)
        return true
    }

    private var logger: Logger { Logger(label: role) }

    func run() async throws {
        try await RedActor(
            taken,
            city.settings,
            environment: city.environment,
            logger: logger
        ).run(isConfined: isConfined)
    }
}
