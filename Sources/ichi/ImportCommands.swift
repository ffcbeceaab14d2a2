import ArgumentParser
import Basics
import Foundation
import Import
import ShopHost
import VaultAPI

/// `ichi import`.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Move an old shop in.",
        subcommands: [Eccube.self]
    )

    /// `ichi import eccube`.
    struct Eccube: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Import members, orders and goods from EC-CUBE's CSV exports (series 4 and 2).",
            discussion: """
                Members become members, recipients their address books, orders what my page shows \
                as 旧サイトのご注文, points are kept to the yen. Columns are found by their headings; \
                UTF-8 and Shift_JIS (SJIS-win) are told apart by themselves. End the city first: the \
                import starts the vault itself. Every file is read to its end before anything is \
                imported.

                Goods wait for a clerk, unseen: the old shop did not keep whose they are, which \
                allergens are in them, how warm they may become, or what they weigh, and nothing goes \
                on sale on a guess. `ichi goods` shows them. Goods are nobody's data: for them alone \
                the city may run.

                Rows that cannot be taken are set aside in FILE.set-aside.csv with their reason (理由); \
                mend them there and give that file to the same option. A last row without a line end is \
                set aside too: its file may be cut off. Run again after an end in the \
                middle it goes on; run twice it changes nothing.

                Members and orders are personal data, all of it readable. At the end the import says where \
                they lie and asks whether to destroy them.

                EXIT CODES
                  0 imported (rows may be set aside: the summary says so), 1 not, or not to the end

                EXAMPLES
                  ichi import eccube --members customer.csv --orders order.csv --data ./data
                  ichi import eccube --members customer.csv.set-aside.csv      after mending it
                  ichi import eccube --orders order.csv --json --destroy
                  ichi import eccube --goods product.csv --data ./data
                """
        )

        @Option(
            name: .long,
            help: ArgumentHelp("会員CSV; may be given several times.", valueName: "FILE")
        )
        var members: [String] = []

        @Option(
            name: .long,
            help: ArgumentHelp("受注CSV; may be given several times.", valueName: "FILE")
        )
        var orders: [String] = []

        @Option(
            name: .long,
            help: ArgumentHelp("商品CSV; may be given several times.", valueName: "FILE")
        )
        var goods: [String] = []

        @OptionGroup var city: DataOptions

        @Flag(name: .long, help: "Take 性別 over too: the city has said so.")
        var withSex = false

        @Flag(name: .long, help: "Take 誕生日 over too: the city has said so.")
        var withBirthDate = false

        @Flag(name: .long, help: "Destroy the files once all of their rows are taken.")
        var destroy = false

        @Flag(name: .long, help: "Print the summary as one JSON object.")
        var json = false

        func validate() throws {
            guard !(members + orders + goods).isEmpty else {
                throw ValidationError(
                    "give --members FILE, --orders FILE, --goods FILE, or several"
                )
            }
        }

        func run() async throws {
            let (summary, seconds) = try await MovingIn(
                settings: city.settings,
                files: ImportFiles(members: members, orders: orders, goods: goods),
                wishes: ImportWishes(sex: withSex, birthDate: withBirthDate)
            ).run()
            try ImportTerminal.show(summary, json: json, seconds: seconds)
            try ImportTerminal.part(from: summary, destroy: destroy)
        }
    }
}
