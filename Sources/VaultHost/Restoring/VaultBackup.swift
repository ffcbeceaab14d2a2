import Backups
public import Basics
import Foundation
import Ledger
import Storage

/// `ichi-vault backup`: what the vault must not lose, as of one moment, beside a vault that runs.
public enum VaultBackup {
    static let ledger = "ledger"
    static let pin = "witness.pin"

    /// What was written.
    public struct Outcome: Sendable {
        /// Bytes of all files.
        public var bytes: Int
        /// Entries of the ledger's checkpoint.
        public var entries: Int
    }

    /// Writes a backup into a folder that is not there yet.
    ///
    /// The ledger first, checked against its signed root, then the database, which has every line that
    /// the ledger has, and maybe more. No key. Throws `BackupFault`, `CopyFault`, `Damage`,
    /// ``HostError``.
    public static func make(
        _ layout: DataLayout,
        environment: [String: String],
        in folder: String,
        at now: Moment
    ) throws -> Outcome {
        try layout.requireVault()
        let address = try layout.address(environment)
        try layout.requireDatabase(address)
        let draft = try BackupDraft(in: folder, of: .vault, at: now)
        let entries = try copyLedger(layout, to: try draft.place(ledger))
        try draft.take(layout.witnessKey, as: ledger + "/witness.pub")
        try draft.take(layout.witnessPin, as: pin)
        let name = DatabaseCopy.name(of: "vault", address.engine)
        try DatabaseCopy.save(address, to: try draft.place(name))
        let bytes = try draft.finish(["entries": "\(entries)", "engine": "\(address.engine)"])
        return Outcome(bytes: bytes, entries: entries)
    }

    /// Entry by entry, so that what is copied makes the root that was signed.
    private static func copyLedger(_ layout: DataLayout, to path: String) throws -> Int {
        let key = try LogReader.key(in: layout.ledger)
        let reader = try LogReader(directory: layout.ledger, key: key)
        try FileManager.default.createDirectory(
            atPath: path,
            withIntermediateDirectories: true
        )
        var copy = try LogCopy.open(in: path, key: key)
        try copy.follow(reader)
        return reader.checkpoint.size
    }
}

extension LogCopy {
    private static let stretch = 4096

    /// Takes all that a log has beyond this copy, and keeps its checkpoint with a cosignature that
    /// stands on it.
    ///
    /// Throws `Damage`, `LedgerError`.
    mutating func follow(_ reader: LogReader) throws {
        while size < reader.checkpoint.size {
            let end = min(reader.checkpoint.size, size + LogCopy.stretch)
            try take(try reader.entries(in: size..<end), from: size)
        }
        try keep(reader.note, cosignature: key.others(on: reader.note).first)
    }
}

extension VerifierKey {
    /// Signatures on a note that are not this key's.
    func others(on note: SignedNote) -> [SignedNote.Signature] {
        note.signatures.filter { $0.name != name }
    }
}
