public import Logging
import Storage
import Vault
import WitnessAPI

/// `ichi-vault rewrap`: every half, of the vault's and of the witness's, in its keeper's newest epoch.
public enum RewrapJob {
    /// A running vault asks its witness every fifteen seconds which epoch is the newest, and looks at
    /// its own keys every five.
    private static let patienceSeconds = 60

    /// What was done to one keeper's halves.
    public struct Outcome: Sendable {
        /// The newest epoch.
        public var epoch: Int
        /// Halves that were sealed anew now.
        public var halves: Int
        /// Halves that were refused, or are damaged, and that stay as they were.
        public var refused: Int
        /// Epochs in which no half is kept any more, whose keys are still there.
        public var idleEpochs: [Int]
    }

    /// Goes on until none of the vault's own halves is left in an older epoch; `progress` gets how many
    /// are done and how many there were.
    ///
    /// The vault may run beside it. Throws `StorageError`, `KeyFileFault`, ``HostError``.
    public static func runOwn(
        _ layout: DataLayout,
        environment: [String: String],
        progress: (_ done: Int, _ all: Int) -> Void
    ) async throws -> Outcome {
        let database = try await Strongroom.existing(
            layout,
            environment: environment,
            access: .readWrite
        )
        let keys = try Strongroom.keys(layout, environment: environment)
        let book = EpochBook(database)
        var rewrapping = OwnRewrapping(database: database, keys: keys)
        try await wait(layout, epoch: rewrapping.epoch) { try await book.inUse() }
        let all = try await rewrapping.left()
        while try await rewrapping.step() { progress(rewrapping.done, all) }
        try await rewrapping.turnNotes()
        let isWhole = try await rewrapping.left() == 0
        if isWhole { try await rewrapping.finish() }
        await database.close()
        return Outcome(
            epoch: rewrapping.epoch,
            halves: rewrapping.done,
            refused: rewrapping.damaged,
            idleEpochs: isWhole ? keys.epochs.numbers.filter { $0 != rewrapping.epoch } : []
        )
    }

    /// The same for the witness's halves, which the witness alone can seal anew.
    ///
    /// Throws `WitnessRefusal` besides.
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
            try await wait(layout, epoch: rewrapping.epoch) {
                try WitnessPin.read(layout.witnessPin)?.epoch
            }
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

    /// A vault that runs seals in the epoch that it knows: it must know the newest, and nothing that it
    /// sealed in an older one may be under way.
    private static func wait(
        _ layout: DataLayout,
        epoch: Int,
        isolation: isolated (any Actor)? = #isolation,
        until known: () async throws -> Int?
    ) async throws {
        for _ in 0..<patienceSeconds {
            if try await known() == epoch || !layout.isVaultRunning { return }
            try await Task.sleep(for: .seconds(1))
        }
        throw HostError.vaultBehind(epoch: epoch)
    }
}
