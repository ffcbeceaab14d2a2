import Ledger
public import Logging
import Vault

/// Brings the index up to the ledger, for an operator.
public struct Indexing: Sendable {
    /// Stretches of the ledger that can have an index.
    public let stretches: Int
    /// Of those, made now.
    public let made: Int
    /// Numbers of those that stay without one: `scope` reads their lines.
    public let without: [Int]

    /// Makes what is missing, or with `anew` everything, from the ledger's tiles.
    ///
    /// The vault may run beside it. Throws `Damage`, `StorageError`, ``HostError``.
    public static func bringUp(
        _ layout: DataLayout,
        environment: [String: String],
        anew: Bool,
        logger: Logger
    ) async throws -> Indexing {
        try await Strongroom.withLines(layout, environment: environment) { lines in
            let keeper = IndexKeeper(
                index: LedgerIndex(directory: layout.index),
                ledger: layout.ledger,
                key: try Strongroom.ledgerKey(layout, environment: environment).verifier,
                lines: lines,
                logger: logger
            )
            let outcome = try await keeper.catchUp(anew: anew)
            return Indexing(
                stretches: outcome.stretches,
                made: outcome.made,
                without: outcome.without
            )
        }
    }
}
