import Basics
import KeyFiles
import KeyToken
package import Ledger
public import Logging
public import Storage
public import Vault
import VaultAPI
public import WebAuthn
import WitnessAPI

/// The vault with its keys, its database and its witness, opened from where they lie.
public struct Strongroom: Sendable {
    public let vault: Vault
    public let layout: DataLayout
    let database: Database
    let treeSize: LedgerKeeper.TreeSize
    let link: WitnessLink
    /// What was noticed where no vault was at hand, for the vault to raise.
    let bell: AlarmBell
    let cosigned = CosignedTime()

    /// Opens the vault; makes keys where there are none, and says loudly where they are.
    ///
    /// Throws `KeyFileFault`, `StorageError`, ``HostError``.
    public static func open(
        _ layout: DataLayout,
        environment: [String: String],
        relyingParty: RelyingParty,
        office: OfficeSettings,
        officersParty: RelyingParty,
        logger: Logger
    ) async throws -> Strongroom {
        let database = try await open(try layout.address(environment), .readWrite)
        let treeSize = LedgerKeeper.TreeSize()
        let bell = AlarmBell()
        if try layout.token(environment) == nil {
            logger.warning(
                "Keys lie in files. With them a copy of the database can be read: keep them out of every backup.",
                metadata: ["keys": "\(layout.keys)"]
            )
        }
        let link = try await WitnessLink(
            layout,
            environment: environment,
            isKept: true,
            alarm: { bell.ring($0) },
            logger: logger
        )
        try await link.meet()
        let store = try layout.keyStore(environment)
        // Who has written lines and has no keys would get others, and open nothing of before.
        let isFounded = try await !LineStore(database).lines(from: 0, limit: 1).isEmpty
        guard try !isFounded || store.names().contains("token") else {
            throw HostError.keysMissing(layout.keys)
        }
        let keys = try VaultKeys.open(store) { bell.ring(.oldEpoch) }
        let vault = try await Vault.open(
            database: database,
            keys: keys,
            witness: try link.witness,
            settings: VaultSettings(
                mailDomain: environment["ICHI_MAIL_DOMAIN"] ?? "inaba.example",
                relyingParty: relyingParty,
                office: office,
                officersParty: officersParty,
                treeSize: { treeSize.value }
            ),
            clock: .system,
            steady: .system,
            logger: logger
        )
        try await vault.learnEpochs()
        return Strongroom(
            vault: vault,
            layout: layout,
            database: database,
            treeSize: treeSize,
            link: link,
            bell: bell
        )
    }

    /// The vault's database alone, for what needs no keys.
    ///
    /// Nothing is made or changed where there is none: throws ``HostError``.
    public static func existing(
        _ layout: DataLayout,
        environment: [String: String],
        access: Access
    ) async throws -> Database {
        let address = try layout.address(environment)
        try layout.requireDatabase(address)
        let look = try await open(address, .readOnly)
        guard access == .readWrite else { return look }
        await look.close()
        return try await open(address, access)
    }

    private static func open(_ address: DatabaseAddress, _ access: Access) async throws -> Database
    {
        do {
            return try await Database.open(
                address,
                migrations: VaultMigrations.all,
                access: access,
                patience: .zero
            )
        } catch StorageError.newerDatabase(let migration) {
            throw HostError.newer("\(address)", migration: migration)
        } catch StorageError.notReady {
            throw HostError.notStarted("\(address)")
        } catch StorageError.unavailable(let cause) {
            throw HostError.shut("\(address)", cause: cause)
        }
    }

    /// The vault's keys, for a command: they must be there.
    ///
    /// Throws ``HostError``, `KeyFileFault`.
    public static func keys(_ layout: DataLayout, environment: [String: String]) throws -> VaultKeys
    {
        try layout.requireKeys()
        return try VaultKeys.open(layout.keyStore(environment))
    }

    /// The keeper of the ledger of this vault's lines.
    public func keeper(environment: [String: String], logger: Logger) async throws -> LedgerKeeper {
        try await LedgerKeeper(
            directory: layout.ledger,
            key: try Strongroom.ledgerKey(layout, environment: environment),
            lines: { [lines = vault.lines] in try await lines.rows(from: $0, limit: $1) },
            treeSize: treeSize,
            heard: { [vault, cosigned] time in
                cosigned.hear(time)
                await vault.heardTime(of: time)
            },
            abreast: { [vault] in vault.heardCosigned() },
            alarm: { [bell] in bell.ring($0) },
            logger: logger
        )
    }

    /// The keeper of the index over that ledger.
    func indexKeeper(environment: [String: String], logger: Logger) throws -> IndexKeeper {
        IndexKeeper(
            index: LedgerIndex(directory: layout.index),
            ledger: layout.ledger,
            key: try Strongroom.ledgerKey(layout, environment: environment).verifier,
            lines: vault.lines,
            logger: logger
        )
    }

    /// The key that the ledger is signed with, from the vault's own directory of keys.
    package static func ledgerKey(_ layout: DataLayout, environment: [String: String]) throws
        -> LogKey
    {
        try LogKey.open(
            layout.keyStore(environment),
            origin: environment["ICHI_LEDGER_ORIGIN"] ?? "inaba.example/ledger"
        )
    }

    /// The ledger's lines with the keys of their months, for what only reads.
    ///
    /// Neither limits nor tokens are looked at. Throws `KeyFileFault`, `StorageError`, ``HostError``.
    static func withLines<Value>(
        _ layout: DataLayout,
        environment: [String: String],
        isolation: isolated (any Actor)? = #isolation,
        _ work: (Lines) async throws -> Value
    ) async throws -> Value {
        let database = try await existing(layout, environment: environment, access: .readOnly)
        try layout.requireKeys()
        return try await withWitness(layout, environment: environment, Logger(label: "witness")) {
            witness in
            try await work(
                Lines(
                    database: database,
                    keys: try keys(layout, environment: environment),
                    witness: witness
                )
            )
        }
    }

    /// The witness, for a command: found, or lent and ended afterwards.
    ///
    /// What the vault has pinned is believed, and not changed. Throws ``HostError``.
    static func withWitness<Value>(
        _ layout: DataLayout,
        environment: [String: String],
        _ logger: Logger,
        isolation: isolated (any Actor)? = #isolation,
        _ work: (Witness) async throws -> Value
    ) async throws -> Value {
        let link = try await WitnessLink(
            layout,
            environment: environment,
            isKept: false,
            logger: logger
        )
        let outcome: Result<Value, any Error>
        do {
            try await link.meet()
            outcome = .success(try await work(link.witness))
        } catch {
            outcome = .failure(error)
        }
        await link.end()
        return try outcome.get()
    }
}
