import ArgumentParser
import Basics
import DemoCity
import Foundation
import ShopHost
import Storage

extension Demo {
    /// `ichi demo make`.
    struct Make: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Make the demonstration city, once: shops, goods, drawings, and who moves in.",
            discussion: """
                Makes DIR where there is none, and does nothing where it has a city already. Run \
                it while no counter writes to DIR.

                With --members an old shop moves in as well, once: its exports, as EC-CUBE 4 writes \
                them, are laid into DIR.known beside DIR and imported as by `ichi import eccube`. \
                Everybody in them is invented, and the same seed and numbers always write the same \
                bytes. The notice of 2020 tells of 27,270 members, 59,021 orders, and 10,075 persons \
                in the orders who are no members; of other numbers orders and persons keep that \
                proportion. Ended in the middle, the next run goes on.

                \(Untidiness.words)

                EXAMPLES
                  ichi demo make --data ./data
                  ichi demo make --data ./harbour --seed harbour       another city
                  ichi demo make --members 27270 --orders 59021        of the notice's size
                  ichi demo make --members 1000 --seed 7               2,164 orders, 369 others
                  ichi demo make --members 250 --exports ./exports     only the files
                """
        )

        @OptionGroup var shop: DataOptions

        @Option(
            name: .long,
            help: ArgumentHelp("Another word or number makes another city.", valueName: "WORD")
        )
        var seed = "いなば市"

        @Option(
            name: .long,
            help: ArgumentHelp("How many members move in from an old shop.", valueName: "N")
        )
        var members: Int?

        @Option(
            name: .long,
            help: ArgumentHelp(
                "How many orders they bring; in proportion if not told.",
                valueName: "N"
            )
        )
        var orders: Int?

        @Option(
            name: .long,
            help: ArgumentHelp(
                "Write the old shop's exports there, and make nothing else.",
                valueName: "FOLDER"
            )
        )
        var exports: String?

        func validate() throws {
            guard members != nil || exports == nil else {
                throw ValidationError("--exports wants --members beside it")
            }
            guard members != nil || orders == nil else {
                throw ValidationError("--orders wants --members beside it")
            }
            guard (members == nil) == (oldShop == nil) else {
                throw ValidationError("--members: from 1, --orders: from 0, to 10000000 each")
            }
        }

        func run() async throws {
            if let exports, let oldShop {
                return try OldShopWriter(seed: seed, size: oldShop)
                    .write(into: URL(filePath: exports), tell: Progress.tell)
            }
            let settings = try shop.settings
            try await layOut(settings)
            guard let oldShop else { return }
            try await DemoOldShop(settings, seed: seed, size: oldShop).moveIn()
        }

        private var oldShop: OldShopSize? {
            guard let members else { return nil }
            return orders.map { OldShopSize(members: members, orders: $0) }
                ?? OldShopSize(members: members)
        }

        private func layOut(_ settings: ShopSettings) async throws {
            try FileManager.default.createDirectory(
                at: settings.dataDirectory.appending(path: "shop"),
                withIntermediateDirectories: true
            )
            let database = try await ShopStores.shop(settings, .readWrite)
            if try await !CityMaker.isFilled(database) {
                let maker = try CityMaker(seed: seed, today: Day(WallClock.system.now()))
                try await maker.make(
                    in: database,
                    pictures: settings.dataDirectory.appending(path: "pictures"),
                    tell: Progress.tell
                )
            }
            await database.close()
        }
    }
}
