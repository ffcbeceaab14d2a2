import ArgumentParser
import Basics
import DemoCity
import Foundation
import Ordering
import ShopHost

extension Demo {
    /// `ichi demo people`.
    struct People: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let invented people register and order in a city that runs, once.",
            discussion: """
                They come through the same pages as everybody, with codes from the mailbox. Waits \
                until the city is open. DIR/demo-people remembers what was done: after an end in \
                the middle it goes on there, and when all is done it does nothing. What they typed \
                is kept in DIR.known, for `ichi drill theft` to look for.

                EXAMPLES
                  ichi demo people --data ./data --mailbox http://127.0.0.1:8083
                  ichi demo people --mailbox http://127.0.0.1:8083 --members 30
                """
        )

        @OptionGroup var shop: ShopOptions
        @Option(
            name: .long,
            help: ArgumentHelp("Where bin/support/mailbox.py shows its mails.", valueName: "URL")
        )
        var mailbox: String
        @Option(name: .long, help: ArgumentHelp("How many register.", valueName: "N"))
        var members = 300
        @Option(name: .long, help: ArgumentHelp("How many orders are placed.", valueName: "N"))
        var orders = 120

        func validate() throws {
            guard (1...3_000).contains(members), (0...3_000).contains(orders) else {
                throw ValidationError("--members: from 1, --orders: from 0, to 3000 each")
            }
        }

        func run() async throws {
            guard let town = Town(marketPort: shop.ports, mailbox: mailbox) else {
                throw ValidationError("--mailbox wants http://127.0.0.1:PORT")
            }
            let settings = try shop.settings
            try settings.requireCity()
            let maker = try PeopleMaker(
                town,
                members: members,
                orders: orders,
                journal: settings.dataDirectory.appending(path: "demo-people"),
                known: settings.knownDirectory
            )
            guard await !maker.isDone else { return }
            do {
                try await town.waitUntilOpen()
                let numbers = try await maker.make(tell: Progress.tell)
                try await handle(numbers, in: settings)
                try await maker.finish()
                Progress.tell("\(members) people live here, with \(numbers.count) orders", 1)
            } catch {
                let words = "\nichi demo people: \(error). The next run goes on from here.\n"
                FileHandle.standardError.write(Data(words.utf8))
                throw ExitCode.failure
            }
        }

        /// What the shops have done with the orders so far, in turn.
        private static let fates: [[OrderCommands.Target]] = [
            [], [.accepted, .paid, .dispatched], [.accepted],
            [.accepted, .paid, .dispatched, .completed], [.accepted, .paid],
            [.accepted, .paid, .dispatched], [.accepted], [],
        ]

        /// Moves the orders on that have not been touched; the same order always as far.
        private func handle(_ numbers: [String], in settings: ShopSettings) async throws {
            let desk = try await ShopStores.orders(settings)
            for (place, number) in numbers.enumerated() {
                let (order, _) = try await desk.show(number)
                guard order.state == .received else { continue }
                for step in Self.fates[place % Self.fates.count]
                where step != .paid || order.payment.isPaidBeforehand {
                    _ = try await desk.advance(number, to: step, at: WallClock.system.now())
                }
            }
        }
    }
}
