import Backups
import Basics
import Foundation
import KeyFiles
import Ledger
public import Logging
import Storage
public import Vault
import WitnessAPI

/// `ichi-vault restore`: a vault from its backup, on a machine that has only its keys.
public enum VaultRestore {
    private static let page = 4096

    /// Brings a backup back where no vault is, and has it catch up with the witness; killed at any
    /// moment, the same again goes on.
    ///
    /// Nothing serves before all of it is done. Throws `BackupFault`, `CopyFault`, `RestoreFault`,
    /// `Damage`, `WitnessRefusal`, ``HostError``.
    public static func run(
        _ layout: DataLayout,
        environment: [String: String],
        from folder: String,
        logger: Logger
    ) async throws -> Restoring.Outcome {
        try layout.requireFolder()
        try requireKeys(layout, environment)
        let backup = try Backup(in: folder, of: .vault)
        try FileManager.default.createDirectory(
            atPath: layout.vault,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        let lock = try VaultProcess.hold(layout)
        defer { VaultProcess.release(lock) }
        let mark = RestoreMark(layout)
        if mark.step != .catchingUp { try copy(backup, layout, environment, mark) }
        let outcome = try await catchUp(layout, environment, logger)
        try mark.remove()
        return outcome
    }

    /// Without the keys of before, what is brought back opens for nobody, and new ones would hide that.
    private static func requireKeys(_ layout: DataLayout, _ environment: [String: String]) throws {
        let names = try layout.keyStore(environment).names()
        guard names.contains("token"), names.contains("register"), names.contains("ledger"),
            names.contains(where: { $0.hasPrefix("epoch-") })
        else { throw HostError.keysMissing(layout.keys) }
    }

    private static func copy(
        _ backup: Backup,
        _ layout: DataLayout,
        _ environment: [String: String],
        _ mark: RestoreMark
    ) throws {
        let address = try layout.address(environment)
        let name = DatabaseCopy.name(of: "vault", address.engine)
        guard backup.holds(name) else {
            throw HostError.otherEngine(backup.facts["engine"] ?? "another")
        }
        let isBegun = mark.step != nil
        if !isBegun {
            let isEmpty = try DatabaseCopy.isEmpty(address)
            guard isEmpty, !FileManager.default.fileExists(atPath: layout.ledger + "/checkpoint")
            else { throw HostError.vaultThere(layout.directory) }
            try mark.set(.copying)
        }
        try backup.bring(folder: VaultBackup.ledger, to: layout.ledger)
        if backup.holds(VaultBackup.pin) {
            try backup.bring(VaultBackup.pin, to: layout.witnessPin)
        }
        killPoint("restore.copied")
        // It is there whole or not at all: one that is there was brought by the run before.
        if try DatabaseCopy.isEmpty(address) {
            try DatabaseCopy.bring(backup.place(name), to: address)
        }
        try mark.set(.catchingUp)
    }

    private static func catchUp(
        _ layout: DataLayout,
        _ environment: [String: String],
        _ logger: Logger
    ) async throws -> Restoring.Outcome {
        let database = try await Strongroom.existing(
            layout,
            environment: environment,
            access: .readWrite
        )
        let keys = try Strongroom.keys(layout, environment: environment)
        let link = try await WitnessLink(
            layout,
            environment: environment,
            isKept: true,
            logger: logger
        )
        let outcome: Result<Restoring.Outcome, any Error>
        do {
            try await link.meet()
            let restoring = Restoring(database: database, keys: keys, witness: try link.witness)
            let note = try await restoring.takeLines()
            let key = try Strongroom.ledgerKey(layout, environment: environment).verifier
            if let note { try await extend(layout, to: note, key: key, LineStore(database)) }
            try await awaitWitness(restoring, logger)
            outcome = .success(try await restoring.catchUp(at: WallClock.system.now()))
        } catch {
            outcome = .failure(error)
        }
        await link.end()
        await database.close()
        return try outcome.get()
    }

    /// A witness that came back from a backup, too, is shut until its operator tells it how far the ledger
    /// was known to go.
    private static func awaitWitness(_ restoring: Restoring, _ logger: Logger) async throws {
        guard try await !restoring.isWitnessOpen() else { return }
        logger.warning(
            "The witness was set back and is shut: tell it the newest checkpoint known, with `ichi-witness reopen --checkpoint FILE`; this waits for it"
        )
        while try await !restoring.isWitnessOpen() { try await Task.sleep(for: .seconds(1)) }
    }

    /// Has the ledger reach the checkpoint that the witness keeps: the vault's own key has signed it, and
    /// the lines must make its root.
    private static func extend(
        _ layout: DataLayout,
        to bytes: [UInt8],
        key: VerifierKey,
        _ lines: LineStore
    ) async throws {
        guard let note = SignedNote(bytes) else { throw Damage(.checkpoint, .malformed) }
        let goal = try Checkpoint(note, key: key)
        try FileManager.default.createDirectory(
            atPath: layout.ledger,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        var copy = try LogCopy.open(in: layout.ledger, key: key)
        // The witness may stand behind: then it is shown what it lacks once the vault runs.
        guard goal.size > copy.size else { return }
        while copy.size < goal.size {
            let limit = min(page, goal.size - copy.size)
            let rows = try await lines.lines(from: copy.size, limit: limit)
            guard !rows.isEmpty else { throw HostError.lineMissing(copy.size) }
            try copy.take(rows.map(\.entry), from: copy.size)
        }
        try copy.keep(note, cosignature: key.others(on: note).first)
    }
}
