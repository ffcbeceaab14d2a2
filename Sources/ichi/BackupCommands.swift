import ArgumentParser
import Basics
import Foundation
import ShopHost

/// `ichi backup`.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the shop's databases and pictures, beside processes that run.",
        discussion: """
            Writes into a folder that is not there yet; it is a backup once manifest.json is in it, \
            with the size and SHA-256 of every file. It holds no personal data: who ordered is in \
            the vault's backup (`ichi-vault backup`), of another host and kept by others.

            EXAMPLES
              ichi backup backup/shop-2026-12-08
              DATABASE_URL=… ichi backup backup/shop-2026-12-08
            """
    )

    @Argument(help: ArgumentHelp("A new folder.", valueName: "FOLDER")) var folder: String
    @OptionGroup var shop: DataOptions

    func run() async throws {
        let bytes = try ShopBackup.make(
            shop.settings,
            in: URL(filePath: folder).standardizedFileURL.path,
            at: WallClock.system.now()
        )
        print("\(bytes) bytes")
    }
}

/// `ichi restore`.
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Bring a shop back from its backup, where there is none.",
        discussion: """
            Killed, run the same again. What the vault holds of later orders, which this shop does not \
            know any more, the counter's sweep finds: who is only promised is erased there.

            EXAMPLES
              ichi restore backup/shop-2026-12-08 --data /var/lib/ichi
            """
    )

    @Argument(help: ArgumentHelp("A backup's folder.", valueName: "FOLDER")) var folder: String
    @OptionGroup var shop: DataOptions

    func run() async throws {
        try ShopBackup.restore(
            shop.settings,
            from: URL(filePath: folder).standardizedFileURL.path
        )
        print("brought back; next: start it")
    }
}
