import ArgumentParser
import Basics
import Foundation
import OldShop
import ShopHost

/// `ichi goods`: what an office will do later.
struct GoodsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "goods",
        abstract: "Show the goods of an old shop that wait for a clerk, until the office exists.",
        discussion: """
            EXAMPLES
              ichi goods list
            """,
        subcommands: [List.self]
    )

    /// `ichi goods list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "All goods that were imported, in the order of their names.",
            discussion: """
                None of them is on sale. Before they can be, somebody must say what the old shop's \
                export does not tell: which member shop sells them, allergens, temperature, weight \
                with the box, contents, and the rate of tax where it is missing. The price is shown \
                as a buyer paid it; without a rate of tax, as the old shop kept it.

                EXAMPLES
                  ichi goods list
                  ichi goods list --json > goods.json
                """
        )

        @OptionGroup var shop: DataOptions
        @Flag(name: .long, help: "One JSON array, with everything that was taken over.")
        var json = false

        func run() async throws {
            let goods = try await ShopStores.oldGoods(shop.settings).map(GoodsEntry.init)
            if json { return try GoodsEntry.printJSON(goods) }
            guard !goods.isEmpty else { return print("no goods wait") }
            for entry in goods { print(entry.line) }
        }
    }
}

/// Goods that wait, as `ichi goods` shows them.
struct GoodsEntry: Encodable {
    let number: String
    let code: String
    let name: String
    let description: String
    let category: String
    let searchWords: String
    let pictures: String
    /// As the old shop kept it: yen, with hundredths.
    let priceWithoutTax: String
    let taxPercent: Int?
    /// What a buyer paid, in yen; nil without a rate of tax.
    let price: Int?
    let stock: Int?
    let wasPublic: Bool

    init(_ goods: OldGoods) {
        number = goods.key
        code = goods.code
        name = goods.name
        description = goods.description
        category = goods.category
        searchWords = goods.searchWords
        pictures = goods.pictures
        let (yen, part) = goods.priceHundredths.quotientAndRemainder(dividingBy: 100)
        priceWithoutTax = part == 0 ? "\(yen)" : "\(yen).\(part < 10 ? "0" : "")\(part)"
        taxPercent = goods.taxPercent
        price = goods.taxPercent.map { goods.price(taxPercent: $0).yen }
        stock = goods.stock
        wasPublic = goods.wasPublic
    }

    var line: String {
        let cost =
            price.map { "\($0) yen, tax of \(taxPercent ?? 0) % in it" }
            ?? "\(priceWithoutTax) yen without tax, rate unknown"
        let pieces = stock.map { "\($0) in stock" } ?? "sold without limit"
        return "\(number)  \(name)  \(cost)  \(pieces)\(wasPublic ? "" : "  was hidden")"
    }

    static func printJSON(_ goods: [GoodsEntry]) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(goods), as: UTF8.self))
    }
}
