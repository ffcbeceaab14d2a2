import Foundation
import Glibc
public import Logging
import Storage
import Vault
import WitnessAPI

/// `ichi-vault rewrap`: every half of the witness's, sealed to its newest epoch.
public enum RewrapJob {
    /// A running vault asks its witness every fifteen seconds which epoch is the newest.
    private static let patienceSeconds = 60

    /// What was done.
    public struct Outcome: Sendable {
        /// The newest epoch.
        public var epoch: Int
        /// Halves that were sealed anew now.
        public var halves: Int
        /// Halves that the witness refused and that stay as they were.
        public var refused: Int
        /// Epochs that no half is sealed to any more, whose keys the witness still has.
        public var idleEpochs: [Int]
    }

    /// Goes on until no half is left that the witness would seal anew; `progress` gets how many are
    /// done and how many there were.
    ///
    /// The vault may run beside it. Throws `WitnessRefusal`, `StorageError`, ``HostError``.
    public static func run(
        _ layout: DataLayout,
        environment: [String: String],
        logger: Logger,
        progress: (_ done: Int, _ all: Int) -> Void
    ) async throws -> Outcome {
        let database = try await Strongroom.existing(
            layout,
            environment: environment,
            access: .readWrite
        )
        return try await Strongroom.withWitness(layout, environment: environment, logger) {
            witness in
            var rewrapping = try await Rewrapping(database: database, witness: witness)
            let all = try await rewrapping.left()
            while try await rewrapping.step() { progress(rewrapping.done, all) }
            try await waitForVault(layout, epoch: rewrapping.epoch)
            rewrapping.startOver()
            while try await rewrapping.step() { progress(rewrapping.done, all) }
            let standing = try await witness.standing()
            let isWhole = try await rewrapping.left() == 0
            return Outcome(
                epoch: rewrapping.epoch,
                halves: rewrapping.done,
                refused: rewrapping.refused,
                idleEpochs: isWhole ? standing.epochs.filter { $0 != standing.epoch } : []
            )
        }
    }

    /// A vault that runs seals to the epoch that it knows: it must know the newest.
    private static func waitForVault(_ layout: DataLayout, epoch: Int) async throws {
        for _ in 0..<patienceSeconds {
            let known = try WitnessPin.read(layout.witnessPin)?.epoch
            if known == epoch || !isRunning(layout) { return }
            try await Task.sleep(for: .seconds(1))
        }
        throw HostError.vaultBehind(epoch: epoch)
    }

    private static func isRunning(_ layout: DataLayout) -> Bool {
        let lock = open(layout.vault + "/lock", O_RDWR | O_CLOEXEC)
        guard lock >= 0 else { return false }
        defer { close(lock) }
        return flock(lock, LOCK_EX | LOCK_NB) != 0
    }
}
