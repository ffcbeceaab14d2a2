import ArgumentParser
import Basics
import Foundation
import Witness

/// `ichi-witness backup`.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the book and the ledger's copy, beside a witness that runs.",
        discussion: """
            Writes into a folder that is not there yet; it is a backup once manifest.json is in it. \
            Keys are not: keep DIR/witness-keys once, sealed, elsewhere.

            EXAMPLES
              ichi-witness backup backup/witness-2026-12-08
            """
    )

    @Argument(help: ArgumentHelp("A new folder.", valueName: "FOLDER")) var folder: String
    @OptionGroup var data: DataOption

    func run() async throws {
        let bytes = try await Terminal.explain {
            try data.layout.require()
            return try WitnessBackup.make(
                data.layout.folder,
                in: URL(filePath: folder).standardizedFileURL.path,
                at: WallClock.system.now()
            )
        }
        print("\(bytes) bytes, no key among them")
    }
}

/// `ichi-witness restore`.
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Bring a witness back from its backup, where there is none.",
        discussion: """
            DIR/witness-keys must be there already. The witness starts shut: tell it the newest \
            checkpoint that is known anywhere, with `ichi-witness reopen`.

            EXAMPLES
              ichi-witness restore backup/witness-2026-12-08 --data /var/lib/ichi-witness
            """
    )

    @Argument(help: ArgumentHelp("A backup's folder.", valueName: "FOLDER")) var folder: String
    @OptionGroup var data: DataOption

    func run() async throws {
        try await Terminal.explain {
            try data.layout.requireFolder()
            try WitnessBackup.restore(
                data.layout.folder,
                from: URL(filePath: folder).standardizedFileURL.path
            )
        }
        print("brought back, and shut: next, start it, and ichi-witness reopen --checkpoint FILE")
    }
}
