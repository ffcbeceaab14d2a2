import Approvals
import ArgumentParser
import Confinement
import Foundation
import Hummingbird
import Logging
import Web
import Wire
import WitnessAPI

/// `ichi-witness page`: where officers agree.
struct PageCommand: AsyncParsableCommand, Confined {
    static let configuration = CommandConfiguration(
        commandName: "page",
        abstract: "Serve the officers' page; `ichi up` and systemd do this.",
        discussion: """
            It keeps nothing: what waits it asks the witness, what keys answer it hands on.

            ENVIRONMENT
              ICHI_WITNESS          unix:/PATH where the witness is asked, or switchboard
                                    (set by `ichi up`)
              ICHI_WITNESS_ORIGIN   where officers find the page, as browsers write it:
                                    https://witness.example; the witness and the vault
                                    want the same
              ICHI_CONFINEMENT      required: not to start where the kernel cannot
                                    confine it

            EXAMPLES
              ICHI_WITNESS=unix:/run/ichi-witness/page ichi-witness page
            """
    )

    @OptionGroup var data: DataOption
    @Option(name: .long, help: .hidden) var ports = 8080

    private var site: String { data.layout.directory + "/site.json" }

    func confinement(_ environment: [String: String]) throws -> Confinement {
        var kept = Confinement("page")
        kept.reads.append(site)
        kept.listens = [WitnessOrigin.port(ports)]
        let witness = try witness(environment)
        if case .unix = witness { kept.ways.insert(.sockets) }
        if case .tls = witness { throw ValidationError("ICHI_WITNESS: the page stands beside it") }
        return kept
    }

    var logger: Logger { Logger(label: "page") }

    func run() async throws {
        let environment = Terminal.environment
        let text = WitnessOrigin.text(environment, ports: ports)
        guard let origin = Origin(text) else {
            throw ValidationError("ICHI_WITNESS_ORIGIN is no origin: \(text)")
        }
        let pages = try PageRenderer(
            site: configuration(origin),
            frame: .approvals,
            assets: AssetLibrary(folders: [ApprovalsRoom.assets]),
            templates: [ApprovalsRoom.templates]
        )
        guard let router = Router.approvals(pages) else { return }
        let client = WitnessClient(try witness(environment))
        ApprovalsRoom(pages: pages, witness: OfficersPort(client)).addRoutes(to: router)
        router.refuseOtherMethods()
        let application = Application(
            router: router,
            server: .site(),
            configuration: .init(
                address: .hostname("127.0.0.1", port: WitnessOrigin.port(ports))
            ),
            logger: logger
        )
        try await application.runOnItsLoops()
    }

    private func witness(_ environment: [String: String]) throws -> WireAddress {
        guard let witness = WireAddress(environment: environment, variable: "ICHI_WITNESS") else {
            throw ValidationError(
                "ICHI_WITNESS is not set: `ichi up` sets it, or see docs/operating"
            )
        }
        return witness
    }

    /// Of the shop's site the page says the name, where it stands on the same machine.
    private func configuration(_ origin: Origin) -> SiteConfiguration {
        let bytes = FileManager.default.contents(atPath: site)
        let named = bytes.flatMap { try? JSONDecoder().decode(SiteConfiguration.self, from: $0) }
        var configuration = named ?? .sample
        if named == nil { (configuration.name, configuration.city) = ("立会人", "市") }
        configuration.approvals = origin
        return configuration
    }
}

/// Where the officers' page is.
enum WitnessOrigin {
    /// The fourth door of a city on one machine.
    static func port(_ base: Int) -> Int { base + 3 }

    /// `ICHI_WITNESS_ORIGIN`, or the demonstration's.
    static func text(_ environment: [String: String], ports: Int) -> String {
        environment["ICHI_WITNESS_ORIGIN"] ?? "http://witness.localhost:\(port(ports))"
    }
}
