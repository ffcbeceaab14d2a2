public import Basics
import Crypto
public import Logging
public import Storage
import VaultAPI
public import WebAuthn
public import WitnessAPI

/// The strongroom (蔵): sealed fields, sign-in, tokens, limits, freezes, and a line for every use.
///
/// One vault is active at a time; its database has no other writer but the command line's
/// ``FreezeStore``.
public final class Vault: Sendable {
    let database: Database
    let keys: VaultKeys
    let sealer: Sealer
    let witness: Witness
    let verifier: TokenVerifier
    let months: MonthKeys
    let limits: Limits
    let hasher: PasswordHasher
    let settings: VaultSettings
    let clock: WallClock
    let logger: Logger
    let refusals = WitnessRefusals()
    /// Whether this vault was ever brought back from a backup: what came after that is unknown to it.
    let wasRestored: Bool
    let waiting = Waiting()
    let turns = CarryingTurns()
    let honey = HoneyWatch()
    let clocks = ClockWatch()
    let cosigning = CosigningWatch()
    /// What was opened and looked up since the start.
    let tally = VaultTally()
    let steady: SteadyClock

    private init(parts: Parts, limits: Limits, verifier: TokenVerifier, wasRestored: Bool) {
        self.wasRestored = wasRestored
        database = parts.database
        keys = parts.keys
        sealer = parts.sealer
        witness = parts.witness
        months = parts.months
        settings = parts.settings
        clock = parts.clock
        logger = parts.logger
        steady = parts.steady
        hasher = PasswordHasher(cost: parts.settings.passwordCost)
        self.limits = limits
        self.verifier = verifier
    }

    /// Opens the vault on a database with ``VaultMigrations``, and folds the limits from its lines.
    ///
    /// While the witness is away it is opened all the same, so that orders flow; reading waits for
    /// ``settle()``.
    ///
    /// - Throws: `StorageError`, and what the witness throws that does not pass by itself.
    public static func open(
        database: Database,
        keys: VaultKeys,
        witness: Witness,
        settings: VaultSettings,
        clock: WallClock,
        steady: SteadyClock,
        logger: Logger
    ) async throws -> Vault {
        let sealer = Sealer(keys: keys, witness: witness)
        let months = MonthKeys(database: database, sealer: sealer, witness: witness)
        let publicKey = Array(keys.signing.publicKey.rawRepresentation)
        guard let verifier = TokenVerifier(publicKey: publicKey) else { throw SheetFault.damaged }
        let parts = Parts(
            database: database,
            keys: keys,
            sealer: sealer,
            witness: witness,
            months: months,
            settings: settings,
            clock: clock,
            steady: steady,
            logger: logger
        )
        let limits = Limits(plan: settings.limits)
        let restored = try await database.read { try VaultStore($0).state(Vault.restoredAt) }
        let vault = Vault(
            parts: parts,
            limits: limits,
            verifier: verifier,
            wasRestored: restored != nil
        )
        try await vault.learnHoney()
        if try await !vault.settle() {
            logger.error("The witness is away: nothing opens until it is back.")
        }
        return vault
    }

    /// Folds the limits from the ledger's lines and has newcomers marked: what waits for the witness.
    ///
    /// False where something still waits, because the witness is away.
    /// With nothing waiting it costs nothing: it may be asked each second.
    ///
    /// - Throws: `StorageError`, and what the witness throws that does not pass by itself.
    public func settle() async throws -> Bool {
        do {
            if !limits.isFolded {
                try await limits.fold(database, months, wall: clock.now(), steady: steady)
            }
            return try await welcomeAll()
        } catch let refusal as WitnessRefusal where refusal.passes {
            return false
        }
    }

    /// The ledger's lines and the keys of their months.
    public var lines: Lines { Lines(database: database, months: months) }

    /// The key by which tokens' signatures are checked: Ed25519, 32 bytes.
    public var tokenKey: [UInt8] { Array(keys.signing.publicKey.rawRepresentation) }

    private struct Parts {
        var database: Database
        var keys: VaultKeys
        var sealer: Sealer
        var witness: Witness
        var months: MonthKeys
        var settings: VaultSettings
        var clock: WallClock
        var steady: SteadyClock
        var logger: Logger
    }
}

/// What differs from one vault to another.
public struct VaultSettings: Sendable {
    public var limits: LimitPlan
    /// The part of a Message-ID after the @ (RFC 5322 3.6.4): the host name mails are sent as.
    public var mailDomain: String
    public var passwordCost: PasswordCost
    /// For whom passkeys are made: the counter, as the vault itself knows it.
    public var relyingParty: RelyingParty
    public var office: OfficeSettings
    /// For whom the keys of officers are made: the witness's page, as the vault itself knows it.
    public var officersParty: RelyingParty
    /// Lines in the ledger's last checkpoint, for ``Status``.
    public var treeSize: @Sendable () -> Int

    public init(
        limits: LimitPlan = .city,
        mailDomain: String,
        relyingParty: RelyingParty,
        passwordCost: PasswordCost = .standard,
        office: OfficeSettings = .demonstration,
        officersParty: RelyingParty = RelyingParty(
            id: "witness.localhost",
            origins: ["http://witness.localhost:8083"]
        ),
        treeSize: @escaping @Sendable () -> Int = { 0 }
    ) {
        self.limits = limits
        self.mailDomain = mailDomain
        self.passwordCost = passwordCost
        self.relyingParty = relyingParty
        self.office = office
        self.officersParty = officersParty
        self.treeSize = treeSize
    }
}
