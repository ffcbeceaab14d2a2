import ArgumentParser
import Foundation
import Logging
import ShopHost
import VaultAPI

/// Where the data lies and at which ports pages are served.
struct ShopOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("Where the city's data lies.", valueName: "DIR"))
    var data = "data"

    @Option(
        name: .long,
        help: ArgumentHelp("The market's port; the counter takes the next.", valueName: "BASE")
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
struct Market: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve the public pages and the basket; `ichi up` starts it."
    )

    @OptionGroup var shop: ShopOptions

    func run() async throws {
        try await MarketProcess(shop.settings, logger: Logger(label: "market")).run()
    }
}

/// `ichi counter`.
struct Counter: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve checkout, sign-in and my page; `ichi up` starts it.",
        discussion: "ICHI_VAULT says where the vault is asked: `switchboard`, or `unix:/PATH`."
    )

    @OptionGroup var shop: ShopOptions

    func run() async throws {
        guard let vault = VaultAddress(environment: ProcessInfo.processInfo.environment) else {
            throw ValidationError("ICHI_VAULT is not set: `ichi up` sets it, or see docs/operating")
        }
        try await CounterProcess(shop.settings, vault: vault, logger: Logger(label: "counter"))
            .run()
    }
}
