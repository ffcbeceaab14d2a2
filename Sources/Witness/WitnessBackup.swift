import Backups
public import Basics
import Foundation
import KeyFiles

/// What the witness must not lose: its book, its copy of the ledger, whom it knows; no key.
public enum WitnessBackup {
    /// In this order: the book may grow meanwhile, and a restored one is shut in any case.
    private static let files = ["book", "vault.pub"]
    private static let ledger = "ledger"

    /// Writes a backup into a folder that is not there yet, beside a witness that runs; how many bytes
    /// it holds.
    ///
    /// Throws `BackupFault`.
    public static func make(_ folder: WitnessFolder, in path: String, at now: Moment) throws -> Int
    {
        let draft = try BackupDraft(in: path, of: .witness, at: now)
        for file in files { try draft.take(folder.data + "/" + file, as: file) }
        try draft.take(settled: folder.data + "/" + ledger, as: ledger)
        return try draft.finish([:])
    }

    /// Brings a backup back where no witness is and its keys are; it starts shut.
    ///
    /// Throws `BackupFault`, ``WitnessFault``, `KeyFileFault`.
    public static func restore(_ folder: WitnessFolder, from path: String) throws {
        let names = try KeyFile.names(in: folder.keys)
        guard names.contains("mark"), names.contains("cosign") else {
            throw WitnessFault.keysMissing(folder.keys)
        }
        let backup = try Backup(in: path, of: .witness)
        guard !FileManager.default.fileExists(atPath: folder.data + "/book") else {
            throw WitnessFault.witnessThere(folder.data)
        }
        try KeyFile.prepare(folder.data)
        try backup.bring(folder: ledger, to: folder.data + "/" + ledger)
        if backup.holds("vault.pub") {
            try backup.bring("vault.pub", to: folder.data + "/vault.pub")
        }
        // What it was not given since, nobody knows any more: it is shut even where that is nothing.
        try Bookmark(directory: folder.keys, files: folder.logFiles).remove()
        // Last: who is killed before has no witness yet, and does it again.
        try backup.bring("book", to: folder.data + "/book")
    }
}
