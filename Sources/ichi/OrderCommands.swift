import ArgumentParser
import Basics
import Foundation
import Ordering
import ShopHost

/// `ichi order`: what an office will do later.
struct Order: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "order",
        abstract: "List, show and move orders on, until the office exists.",
        discussion: """
            Nothing here shows who ordered: the shop's database does not know.

            EXAMPLES
              ichi order list --state received
              ichi order show 2612-0830-5517
              ichi order advance 2612-0830-5517 accepted
              ichi order lost restored.json
            """,
        subcommands: [List.self, Show.self, Advance.self, Lost.self]
    )
}

extension Order {
    /// `ichi order list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The newest orders, with their states.",
            discussion: """
                EXAMPLES
                  ichi order list
                  ichi order list --state received --json
                """
        )

        @OptionGroup var shop: DataOptions
        @Option(
            name: .long,
            help: ArgumentHelp("Only orders in this state.", valueName: "STATE")
        )
        var state: OrderState?
        @Option(name: .long, help: ArgumentHelp("At most so many.", valueName: "N"))
        var limit = 50
        @Flag(name: .long, help: "One JSON array.")
        var json = false

        func run() async throws {
            let orders = try await ShopStores.orders(shop.settings).list(state, limit: limit)
            if json { return try OrderRow.printJSON(orders.map(OrderRow.init)) }
            guard !orders.isEmpty else { return print("no orders") }
            for order in orders { print(OrderRow(order).line) }
        }
    }

    /// `ichi order show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "One order: its parcels, its goods, and what has happened to it.",
            discussion: """
                EXAMPLES
                  ichi order show 2612-0830-5517
                """
        )

        @OptionGroup var shop: DataOptions
        @Argument(
            help: ArgumentHelp("The order's number, as the customer knows it.", valueName: "NUMBER")
        )
        var number: String

        func run() async throws {
            let (order, events) = try await ShopStores.orders(shop.settings).show(number)
            print(OrderRow(order).line)
            for parcel in order.parcels {
                let place = "\(parcel.destination.prefecture), \(parcel.temperature.japanese)"
                print(
                    "  parcel \(parcel.position): \(parcel.shopName), \(place), \(coming(parcel))"
                )
                for line in parcel.lines {
                    print("    \(line.count) × \(line.title)  \(line.amount)")
                }
            }
            for event in events { print("  \(stamp(event.at))  \(words(event))") }
        }
    }

    /// `ichi order advance`.
    struct Advance: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Move an order on; the customer gets the mail that belongs to it.",
            discussion: """
                EXAMPLES
                  ichi order advance 2612-0830-5517 accepted
                  ichi order advance 2612-0830-5517 dispatched
                """
        )

        @OptionGroup var shop: DataOptions
        @Argument(help: ArgumentHelp("The order's number.", valueName: "NUMBER"))
        var number: String
        @Argument(help: ArgumentHelp("Where to.", valueName: "STATE"))
        var state: OrderCommands.Target

        func run() async throws {
            let orders = try await ShopStores.orders(shop.settings)
            let order = try await orders.advance(number, to: state, at: WallClock.system.now())
            print(OrderRow(order).line)
        }
    }
}

extension Order {
    /// `ichi order lost`.
    struct Lost: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Orders whose people the vault has lost with what came after its backup.",
            discussion: """
                FILE is what `ichi-vault restore --json` printed. Each order stands here with its goods \
                and sums; nobody knows any more whose it is. Their shops must be told, and customers \
                who ask.

                EXAMPLES
                  ichi order lost restored.json
                  ichi order lost restored.json --json
                """
        )

        @OptionGroup var shop: DataOptions
        @Argument(help: ArgumentHelp("The vault's report.", valueName: "FILE")) var file: String
        @Flag(name: .long, help: "One JSON array.")
        var json = false

        func run() async throws {
            guard let bytes = FileManager.default.contents(atPath: file),
                let report = try? JSONDecoder().decode(Report.self, from: bytes)
            else { throw NoReport(file: file) }
            let orders = try await ShopStores.orders(shop.settings).find(keys: report.lostOrders)
            if json { return try OrderRow.printJSON(orders.map(OrderRow.init)) }
            for order in orders { print(OrderRow(order).line) }
            print("\(orders.count) orders whose people are lost")
        }

        private struct Report: Decodable { var lostOrders: [String] }

        private struct NoReport: Error, CustomStringConvertible {
            var file: String
            var description: String { "\(file) is not what `ichi-vault restore --json` printed" }
        }
    }
}

/// An order as the commands print it.
private struct OrderRow: Encodable {
    var number: String
    var placed: String
    var state: String
    var parcels: Int
    var total: Money

    init(_ order: Ordering.Order) {
        number = order.number.description
        placed = stamp(order.placed)
        state = order.state.rawValue
        parcels = order.parcels.count
        total = order.total
    }

    var line: String { "\(number)  \(placed)  \(state)  parcels \(parcels)  \(total)" }

    static func printJSON(_ rows: [OrderRow]) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        print(String(decoding: try encoder.encode(rows), as: UTF8.self))
    }
}

/// A moment in Japan's time.
private func stamp(_ moment: Moment) -> String {
    let minutes = (moment.milliseconds / 60_000 + 540) % 1440
    let clock = [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    return "\(Day(moment)) \(clock.joined(separator: ":"))"
}

/// What has happened, in words: `paid, says the shop`.
private func words(_ event: Ordering.Order.Event) -> String {
    let who = event.actor == OrderState.Actor.customer.rawValue ? "the customer" : "the shop"
    switch OrderState.Step(rawValue: event.step) {
    case .correct: return "corrected by \(who)"
    case .cancel: return "cancelled by \(who)"
    case .accept: return "accepted by \(who)"
    case .recordPayment: return "payment recorded by \(who)"
    case .dispatchSome: return "a parcel dispatched by \(who)"
    case .dispatchLast: return "the last parcel dispatched by \(who)"
    case .complete: return "completed by \(who)"
    case nil: return event.step == "place" ? "placed by \(who)" : "\(event.step) by \(who)"
    }
}

/// `on 2026-12-20, morning`, or `from 2026-12-04` where no day was chosen.
private func coming(_ parcel: Ordering.Order.Parcel) -> String {
    let day = parcel.day.map { "on \($0)" } ?? "from \(parcel.earliest)"
    return day + (parcel.window.map { ", \($0.rawValue)" } ?? "")
}
