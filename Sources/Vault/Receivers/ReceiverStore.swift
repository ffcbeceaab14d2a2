public import Age
public import Basics
public import Storage
import Wire

/// Who receives files, for the command line: `ichi-vault receiver register`, `list` and `end`.
///
/// Each shop has one key at a time. The vault looks at these rows inside its transactions, and writes
/// a line of the ledger for each that begins or ends.
public struct ReceiverStore: Sendable {
    private let database: Database
    private let keys: VaultKeys

    public init(_ database: Database, keys: VaultKeys) {
        self.database = database
        self.keys = keys
    }

    /// What came of a registration.
    public enum Registered: Sendable, Hashable {
        case new
        /// The shop's key of before is ended.
        case inPlaceOf(ReceiverKey)
        /// It was registered before, and stands.
        case before
    }

    /// Keeps a key as a shop's, in place of the one before; durable on return.
    ///
    /// - Throws: ``ReceiverFault``, `SheetFault.damaged`, `StorageError`.
    public func register(_ key: ReceiverKey, for shop: Int, at now: Moment) async throws
        -> Registered
    {
        try await database.write { [keys] tx in
            try VaultStore(tx).register(key, for: shop, keys, at: now)
        }
    }

    /// All keys, those that were ended included, by shop and time.
    ///
    /// - Throws: `SheetFault.damaged` for a row that no registration wrote; `StorageError`.
    public func list() async throws -> [Receiver] {
        try await database.read { [keys] in try VaultStore($0).receivers(keys) }
    }

    /// Ends a shop's key; false where it has none.
    ///
    /// Nothing is sealed to it from the next file on.
    ///
    /// - Throws: `SheetFault.damaged`, `StorageError`.
    public func end(shop: Int, at now: Moment) async throws -> Bool {
        try await database.write { [keys] tx in
            let store = VaultStore(tx)
            guard let standing = try store.receiver(of: shop, keys) else { return false }
            try store.end(standing, keys, at: now)
            return true
        }
    }
}

/// Why a key is not registered.
public enum ReceiverFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// It stands for another shop.
    case another(shop: Int)
    /// It was ended once, and whoever had it may have it still.
    case ended

    public var description: String {
        switch self {
        case .another(let shop): "this key is shop \(shop)'s; each shop has a key of its own"
        case .ended: "this key was ended once, and does not come back: have a new one made"
        }
    }
}
