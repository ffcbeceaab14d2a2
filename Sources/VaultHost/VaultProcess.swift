import Basics
import Foundation
import Glibc
import Ledger
public import Logging
import Storage
import Vault
import VaultAPI
import WebAuthn
import Wire
import WitnessAPI

/// The process `ichi-vault vault`.
public enum VaultProcess {
    private static let sweepSeconds = 60
    private static let epochSeconds = 5
    private static let remindSeconds = 3
    private static let officersSeconds = 1

    /// Serves until SIGTERM, SIGINT, or the launcher's end; lines written by then are in the ledger.
    ///
    /// Throws ``HostError``, and what serving failed by.
    public static func run(
        _ layout: DataLayout,
        environment: [String: String],
        counterPort: Int,
        officePort: Int,
        officersPort: Int,
        logger: Logger
    ) async throws {
        let office = try layout.office(environment, port: officePort)
        tell(office, logger)
        try layout.requireVault()
        try layout.makeFolders()
        let lock = try hold(layout)
        defer { close(lock) }
        guard RestoreMark(layout).step == nil else { throw HostError.restoreUnfinished }
        let room = try await Strongroom.open(
            layout,
            environment: environment,
            relyingParty: try relyingParty(layout, environment, counterPort: counterPort),
            office: office,
            officersParty: try layout.officersParty(environment, port: officersPort),
            logger: logger
        )
        let keeper = try await refused(room) {
            let keeper = try await room.keeper(environment: environment, logger: logger)
            try await refuseSetBack(room, environment)
            return keeper
        }
        await tellJobs(room.vault, logger)
        let indexKeeper = try room.indexKeeper(environment: environment, logger: logger)
        let server = VaultServer(door: door(room.vault), logger: logger)
        let (ends, end) = AsyncThrowingStream<Void, any Error>.makeStream()
        let signals = Signals { end.finish() }
        defer { signals.cancel() }
        Task { await keeper.run() }
        let witness = try room.link.witness
        Task { await keeper.follow(witness) }
        Task { await indexKeeper.run() }
        Task { await room.link.follow() }
        Task { await settle(room.vault, logger) }
        Task { await remind(room.vault, logger) }
        Task { await followOfficers(room.vault, logger) }
        Task { await sweep(room.vault, logger) }
        Task { await followEpochs(room.vault, logger) }
        watch(room, environment, logger)
        Task {
            do {
                try await serve(server, environment)
                end.finish()
            } catch {
                logger.critical("Serving ended", metadata: ["cause": "\(error)"])
                end.finish(throwing: error)
            }
        }
        logger.info("Vault open")
        let outcome: Result<Void, any Error>
        do {
            for try await _ in ends {}
            outcome = .success(())
        } catch {
            outcome = .failure(error)
        }
        try await keeper.finish()
        await room.link.end()
        try outcome.get()
    }

    /// A database and a ledger that were set back together fit each other; the witness knows better.
    private static func refuseSetBack(_ room: Strongroom, _ environment: [String: String])
        async throws
    {
        let key = try Strongroom.ledgerKey(room.layout, environment: environment).verifier
        guard let standing = try? await room.link.witness.standing(), standing.checkpointSize > 0,
            standing.ledgerKey == key.description
        else { return }
        let newest = try await room.vault.lines.rows(from: standing.checkpointSize - 1, limit: 1)
        guard newest.isEmpty else { return }
        throw HostError.setBack(witness: standing.checkpointSize)
    }

    /// For whom passkeys are made: what the shop says in its messages is not believed.
    private static func relyingParty(
        _ layout: DataLayout,
        _ environment: [String: String],
        counterPort: Int
    ) throws -> RelyingParty {
        let origin =
            try environment["ICHI_COUNTER_ORIGIN"]
            ?? SiteFile.read(layout, counterPort: counterPort).counter
        guard let party = RelyingParty(origin: origin) else {
            throw HostError.badSetting("ICHI_COUNTER_ORIGIN")
        }
        return party
    }

    /// Said at every start: a role that is bound to no network works from anywhere.
    private static func tell(_ office: OfficeSettings, _ logger: Logger) {
        let unbound = office.networks.unbound.map(\.rawValue).joined(separator: " ")
        guard !unbound.isEmpty else { return }
        logger.notice("Bound to no network", metadata: ["roles": "\(unbound)"])
    }

    /// Said at every start, too: what touches many and had nobody else's word.
    private static func tellJobs(_ vault: Vault, _ logger: Logger) async {
        do {
            let jobs = try await vault.jobsWithoutAgreement()
            guard jobs > 0 else { return }
            logger.warning(
                "Standing jobs to which NOBODY ELSE HAD TO AGREE: ichi-vault job list",
                metadata: ["jobs": "\(jobs)"]
            )
        } catch {
            logger.critical("ALARM", metadata: ["what": "the standing jobs: \(error)"])
        }
    }

    private static func door(_ vault: Vault) -> VaultDoor {
        VaultDoor(
            answer: { await vault.handle(caller: $0, name: $1, payload: $2) },
            forged: { await vault.undecodable(from: $0) }
        )
    }

    private static func serve(_ server: VaultServer, _ environment: [String: String]) async throws {
        let sockets = InheritedSockets.callers(
            of: Caller.self,
            environment: environment,
            processID: ProcessInfo.processInfo.processIdentifier
        )
        guard !sockets.isEmpty else { return try await server.serve() }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (caller, listener) in sockets {
                group.addTask { try await server.serve(caller, listener: listener) }
            }
            try await group.waitForAll()
        }
    }

    /// What waits for the witness is done when it is back: limits that could not be counted from the
    /// lines, and whoever registered meanwhile.
    private static func settle(_ vault: Vault, _ logger: Logger) async {
        var lastFailure: String?
        while !Task.isCancelled {
            do {
                _ = try await vault.settle()
                lastFailure = nil
            } catch {
                if "\(error)" != lastFailure {
                    logger.error(
                        "What waits for the witness goes on waiting",
                        metadata: ["cause": "\(error)"]
                    )
                }
                lastFailure = "\(error)"
            }
            try? await Task.sleep(for: .seconds(1))
        }
    }

    /// Looks whether the witness was set back; while it is away nothing is said of it here.
    private static func remind(_ vault: Vault, _ logger: Logger) async {
        while !Task.isCancelled {
            try? await Task.sleep(for: .seconds(remindSeconds))
            do {
                _ = try await vault.remindWitness()
            } catch WitnessRefusal.unavailable {
                continue
            } catch {
                logger.error("The witness is not reminded", metadata: ["cause": "\(error)"])
            }
        }
    }

    /// Hears what two officers agreed to, and tells the witness what waits for them.
    private static func followOfficers(_ vault: Vault, _ logger: Logger) async {
        var lastFailure: String?
        while !Task.isCancelled {
            do {
                try await vault.followOfficers()
                lastFailure = nil
            } catch WitnessRefusal.unavailable {
                // Said elsewhere; what waits goes on waiting.
            } catch {
                if "\(error)" != lastFailure {
                    logger.error("Officers are not heard", metadata: ["cause": "\(error)"])
                }
                lastFailure = "\(error)"
            }
            try? await Task.sleep(for: .seconds(officersSeconds))
        }
    }

    private static func sweep(_ vault: Vault, _ logger: Logger) async {
        while !Task.isCancelled {
            do {
                try await vault.sweep(at: WallClock.system.now())
            } catch {
                logger.error("Sweep failed", metadata: ["cause": "\(error)"])
            }
            try? await Task.sleep(for: .seconds(sweepSeconds))
        }
    }

    /// A command may begin an epoch, or destroy one, beside the vault.
    private static func followEpochs(_ vault: Vault, _ logger: Logger) async {
        while !Task.isCancelled {
            try? await Task.sleep(for: .seconds(epochSeconds))
            do {
                try await vault.learnEpochs()
            } catch {
                logger.error("Keys cannot be looked at", metadata: ["cause": "\(error)"])
            }
        }
    }

    // Two vaults on one database would give one line's number twice.
    static func hold(_ layout: DataLayout) throws -> CInt {
        let lock = open(layout.vault + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0, flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            throw HostError.inUse(layout.directory)
        }
        return lock
    }

    static func release(_ lock: CInt) { close(lock) }
}
