public import Storage

extension Vault {
    /// The epoch that the running vault wraps in, with everything that is under way.
    static let ownEpoch = "own-epoch"
    /// The epoch that everything was wrapped anew in.
    static let rotated = "own-rotated"

    /// Learns which epochs of its own have come and gone, and notes which one it wraps in.
    ///
    /// It is called every few seconds, more than a request lasts: a newer epoch is noted by the second
    /// call that finds it.
    ///
    /// - Throws: `StorageError`, `KeyFileFault`, and what a token throws.
    public func learnEpochs() async throws {
        let (known, rotated) = try await database.read { tx in
            let store = VaultStore(tx)
            return (try store.state(Vault.ownEpoch), try store.state(Vault.rotated))
        }
        try keys.epochs.learn(rotated: rotated ?? 0)
        let settled = keys.epochs.settled
        guard known != settled else { return }
        try await database.write { try VaultStore($0).setState(Vault.ownEpoch, settled) }
    }
}

/// The vault's epochs, for commands beside the vault that runs.
public struct EpochBook: Sendable {
    private let database: Database

    public init(_ database: Database) { self.database = database }

    /// How many halves are wrapped in each epoch.
    ///
    /// - Throws: `StorageError`.
    public func halves() async throws -> [Int: Int] {
        try await database.read { try VaultStore($0).ownHalvesByEpoch() }
    }

    /// The epoch that the vault wraps in, as it noted last; nil before it ever did.
    ///
    /// - Throws: `StorageError`.
    public func inUse() async throws -> Int? {
        try await database.read { try VaultStore($0).state(Vault.ownEpoch) }
    }

    /// Destroys the secret of an epoch in which nothing is wrapped any more.
    ///
    /// - Throws: ``EpochRefusal``; `StorageError`, `KeyFileFault`, and what a token throws.
    public func destroy(_ number: Int, of keys: VaultKeys) async throws {
        guard keys.epochs.numbers.contains(number) else { throw EpochRefusal.unknown(number) }
        guard number != keys.epochs.newest else { throw EpochRefusal.newest(number) }
        if let used = try await inUse(), used <= number { throw EpochRefusal.inUse(number) }
        let halves = try await halves()[number] ?? 0
        let notes = try await database.read {
            try VaultStore($0).countNotes(of: OwnNotes.head(number))
        }
        guard halves + notes == 0 else {
            throw EpochRefusal.needed(number, halves: halves + notes)
        }
        try keys.epochs.destroy(number)
    }
}

/// Why an epoch's secret is not destroyed.
public enum EpochRefusal: Error, Sendable, Equatable, CustomStringConvertible {
    case unknown(Int)
    /// New halves are wrapped in it.
    case newest(Int)
    /// The vault has not learned of a newer one yet.
    case inUse(Int)
    /// Halves are wrapped in it still.
    case needed(Int, halves: Int)
    /// No epoch's secret is here, and other keys are.
    case lost

    public var description: String {
        switch self {
        case .unknown(let number): "there is no epoch \(number); see `ichi-vault epoch list`"
        case .newest(let number):
            "epoch \(number) is the newest: what is written now is wrapped in it"
        case .inUse(let number):
            "the vault wraps in epoch \(number) still: it learns of a newer one within seconds of running"
        case .lost: "the keys of the vault's epochs are gone, and others are there: bring them back"
        case .needed(let number, let halves):
            "\(halves) halves are wrapped in epoch \(number) still: run `ichi-vault rewrap` first"
        }
    }
}
