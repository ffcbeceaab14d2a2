import ArgumentParser
import Confinement
import Foundation
import VaultAPI
import Wire

/// The shop's program.
@main
struct Ichi: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ichi",
        abstract: "The official online market of a city: the shop's side of it.",
        discussion: """
            Public pages and checkout are served by processes of this program; who customers are \
            is known to the vault alone, which is another program: ichi-vault.

            EXAMPLES
              ichi demo make --data ./data                 a city to try things in
              ichi up --data ./data                        all of it on one machine
              ichi order list --state received             what waits for its shop
              ichi order advance 2612-0830-5517 accepted   the shop takes the order
              ichi pictures take pear.heic --goods 17      a photograph of goods
              ichi import eccube --members customer.csv    an old shop moves in
              ichi backup backup/shop-2026-12-08          what the shop must not lose
              ichi drill theft --data ./data               what could a thief read?

            Exit codes: 0 all well, 1 it could not be done, 64 wrong usage.
            """,
        subcommands: [
            Up.self, Market.self, Counter.self, Office.self, Order.self, GoodsCommand.self,
            Pictures.self, ImportCommand.self, BackupCommand.self, RestoreCommand.self, Demo.self,
            Drill.self,
        ]
    )

    /// Before anything else: no core dumps, nobody may trace, no rights gained.
    ///
    /// Then what serves gives its rights away, on the main thread and before there is another.
    @MainActor static func main() async {
        do {
            try Switchboard.harden()
        } catch {
            let words = "ichi: core dumps cannot be turned off: nothing is started\n"
            FileHandle.standardError.write(Data(words.utf8))
            Foundation.exit(1)
        }
        do {
            try Confinement.refuseIntrusion(of: "ichi")
            try (try? parseAsRoot() as? any Confined)?.confine(ProcessInfo.processInfo.environment)
        } catch {
            exit(withError: error)
        }
        await main(nil)
    }
}
