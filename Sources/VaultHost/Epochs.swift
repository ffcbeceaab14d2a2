import Storage
import Vault

/// `ichi-vault epoch`: the lives of the secret that the vault's own halves are wrapped under.
public enum Epochs {
    /// An epoch, and how many halves are wrapped in it.
    public struct Epoch: Sendable {
        public var number: Int
        public var halves: Int
        /// Whether its secret is here.
        public var isKept: Bool
    }

    /// Begins a new one; its number.
    ///
    /// Throws ``HostError``, `StorageError`, `KeyFileFault`.
    public static func begin(_ layout: DataLayout, environment: [String: String]) async throws
        -> Int
    {
        let (_, keys) = try await open(layout, environment)
        return try keys.epochs.begin()
    }

    /// Destroys the secret of an older one.
    ///
    /// Throws `EpochRefusal` besides.
    public static func destroy(
        _ number: Int,
        _ layout: DataLayout,
        environment: [String: String]
    ) async throws {
        let (book, keys) = try await open(layout, environment)
        try await book.destroy(number, of: keys)
    }

    /// All that there are, and all that halves are wrapped in.
    public static func list(_ layout: DataLayout, environment: [String: String]) async throws
        -> [Epoch]
    {
        let (book, keys) = try await open(layout, environment)
        let (kept, halves) = (Set(keys.epochs.numbers), try await book.halves())
        return kept.union(halves.keys).sorted().map {
            Epoch(number: $0, halves: halves[$0] ?? 0, isKept: kept.contains($0))
        }
    }

    private static func open(_ layout: DataLayout, _ environment: [String: String]) async throws
        -> (EpochBook, VaultKeys)
    {
        let database = try await Strongroom.existing(
            layout,
            environment: environment,
            access: .readOnly
        )
        return (EpochBook(database), try Strongroom.keys(layout, environment: environment))
    }
}
