import ArgumentParser
import Basics
import DemoCity
import Foundation
import ShopHost
import Storage

/// `ichi demo`.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "The demonstration city: invented shops, goods and people.",
        subcommands: [Make.self, People.self]
    )

    /// `ichi demo make`.
    struct Make: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make the shops, goods and drawings of the demonstration city, once.",
            discussion: """
                Makes DIR where there is none, and does nothing where it has a city already. Run \
                it while no counter writes to DIR.

                EXAMPLES
                  ichi demo make --data ./data
                  ichi demo make --data ./harbour --seed harbour   another city
                """
        )

        @OptionGroup var shop: DataOptions

        @Option(
            name: .long,
            help: ArgumentHelp("Another word makes another city.", valueName: "WORD")
        )
        var seed = "いなば市"

        func run() async throws {
            let settings = try shop.settings
            try FileManager.default.createDirectory(
                at: settings.dataDirectory.appending(path: "shop"),
                withIntermediateDirectories: true
            )
            let database = try await ShopStores.shop(settings, .readWrite)
            guard try await !CityMaker.isFilled(database) else { return }
            let maker = try CityMaker(seed: seed, today: Day(WallClock.system.now()))
            try await maker.make(
                in: database,
                pictures: settings.dataDirectory.appending(path: "pictures"),
                tell: Progress.tell
            )
        }
    }
}

/// What long work tells a terminal: one line that changes.
enum Progress {
    static func tell(_ words: String, _ share: Double) {
        let percent = Int(share * 100)
        let end = share < 1 ? "" : "\n"
        let line = "\r\u{1B}[K\(words) … \(percent) %\(end)"
        FileHandle.standardError.write(Data(line.utf8))
    }
}
