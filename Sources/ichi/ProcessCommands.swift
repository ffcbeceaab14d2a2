import ArgumentParser
import Confinement
import Foundation
import Logging
import ShopHost
import VaultAPI
import Wire

/// Where the data lies.
struct DataOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("Where the city's data lies.", valueName: "DIR"))
    var data = "data"

    var settings: ShopSettings {
        get throws {
            try ShopSettings(data: data, environment: ProcessInfo.processInfo.environment)
        }
    }
}

/// Where the data lies and at which ports pages are served.
struct ShopOptions: ParsableArguments {
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

    var settings: ShopSettings {
        get throws {
            try ShopSettings(
                data: data,
                basePort: ports,
                environment: ProcessInfo.processInfo.environment
            )
        }
    }
}

/// `ichi market`.
struct Market: AsyncParsableCommand, Confined {
    static let configuration = CommandConfiguration(
        abstract: "Serve the public pages and the basket; `ichi up` and systemd do this.",
        discussion: """
            ENVIRONMENT
              DATABASE_URL      postgresql://USER@HOST/NAME; without it a file in DIR
              ICHI_POSTCODES    the postcode file, without it DIR/postcodes.tsv
              ICHI_KEEP_PAGES   off: render every page anew, to measure that; on without it
              ICHI_CONFINEMENT  required: not to start where the kernel cannot confine it

            EXAMPLES
              ichi market --data /var/lib/ichi
            """
    )

    @OptionGroup var shop: ShopOptions

    func confinement(_ environment: [String: String]) throws -> Confinement {
        let settings = try shop.settings
        try settings.requireCity()
        return try .market(settings)
    }

    var logger: Logger { Logger(label: "market") }

    func run() async throws {
        try await MarketProcess(shop.settings, logger: logger).run()
    }
}

/// `ichi counter`.
struct Counter: AsyncParsableCommand, Confined {
    static let configuration = CommandConfiguration(
        abstract: "Serve checkout, sign-in and my page; `ichi up` and systemd do this.",
        discussion: """
            ENVIRONMENT
              ICHI_VAULT       unix:/PATH where the vault is asked, or switchboard
                               (set by `ichi up`)
              DATABASE_URL     postgresql://USER@HOST/NAME; without it a file in DIR
              ICHI_POSTCODES   the postcode file, without it DIR/postcodes.tsv
              ICHI_CONFINEMENT required: not to start where the kernel cannot confine it

            EXAMPLES
              ICHI_VAULT=unix:/run/ichi-vault/counter.sock ichi counter
            """
    )

    @OptionGroup var shop: ShopOptions

    func confinement(_ environment: [String: String]) throws -> Confinement {
        let settings = try shop.settings
        try settings.requireCity()
        return try .counter(settings, vault: vault(environment))
    }

    var logger: Logger { Logger(label: "counter") }

    func run() async throws {
        try await CounterProcess(
            shop.settings,
            vault: vault(ProcessInfo.processInfo.environment),
            logger: logger
        ).run()
    }
}

/// `ichi office`.
struct Office: AsyncParsableCommand, Confined {
    static let configuration = CommandConfiguration(
        abstract: "Serve the pages of staff; `ichi up` and systemd do this.",
        discussion: """
            Staff signs in with keys only; `ichi-vault staff invite` lets somebody in.

            ENVIRONMENT
              ICHI_VAULT             unix:/PATH where the vault is asked, or switchboard
                                     (set by `ichi up`)
              DATABASE_URL           postgresql://USER@HOST/NAME; without it files in DIR
              ICHI_OFFICE_NETWORKS   from where each role may work:
                                     "operator=192.0.2.0/24 security=198.51.100.7"; a role
                                     that is not named works from anywhere. The vault wants
                                     the same
              ICHI_CONFINEMENT       required: not to start where the kernel cannot
                                     confine it

            EXAMPLES
              ICHI_VAULT=unix:/run/ichi-vault/office.sock ichi office
            """
    )

    @OptionGroup var shop: ShopOptions

    func confinement(_ environment: [String: String]) throws -> Confinement {
        let settings = try shop.settings
        try settings.requireCity()
        return try .office(settings, vault: vault(environment))
    }

    var logger: Logger { Logger(label: "office") }

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        try await OfficeProcess(
            shop.settings,
            vault: vault(environment),
            networks: networks(environment),
            logger: logger
        ).run()
    }

    private func networks(_ environment: [String: String]) throws -> OfficeNetworks {
        do {
            return try OfficeNetworks(environment["ICHI_OFFICE_NETWORKS"] ?? "")
        } catch {
            throw ValidationError("\(error)")
        }
    }
}

/// Where the vault is asked.
private func vault(_ environment: [String: String]) throws -> VaultAddress {
    guard let vault = VaultAddress(environment: environment, variable: "ICHI_VAULT") else {
        throw ValidationError("ICHI_VAULT is not set: `ichi up` sets it, or see docs/operating")
    }
    return vault
}
