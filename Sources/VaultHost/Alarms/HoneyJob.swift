public import Basics
public import Logging
import Storage
public import Vault

/// `ichi-vault honey plant`: people who never existed, among the members.
public enum HoneyJob {
    /// Lots that fall on what somebody has already, before it is given up.
    private static let mostMisses = 100

    /// Plants so many; the vault may run beside it.
    ///
    /// Throws ``HostError``, `KeyFileFault`, `StorageError`, `WitnessRefusal`.
    public static func plant(
        _ count: Int,
        at domain: String,
        _ layout: DataLayout,
        environment: [String: String],
        logger: Logger
    ) async throws {
        let database = try await Strongroom.existing(
            layout,
            environment: environment,
            access: .readWrite
        )
        let keys = try Strongroom.keys(layout, environment: environment)
        try await Strongroom.withWitness(layout, environment: environment, logger) { witness in
            let planting = Planting(database: database, keys: keys, witness: witness)
            var (planted, missed) = (0, 0)
            while planted < count {
                if try await planting.plant(at: domain, now: WallClock.system.now()) {
                    planted += 1
                } else {
                    missed += 1
                    guard missed < mostMisses else { throw HostError.noRoomForHoney }
                }
            }
        }
        await database.close()
    }

    /// Judges mail that has come to a mailbox.
    ///
    /// Throws ``HostError``, `KeyFileFault`, `StorageError`, and where a box was damaged.
    public static func judge(
        to mailbox: Secret<String>,
        messageID: String,
        _ layout: DataLayout,
        environment: [String: String]
    ) async throws -> HoneyMail.Verdict {
        let database = try await Strongroom.existing(
            layout,
            environment: environment,
            access: .readWrite
        )
        let keys = try Strongroom.keys(layout, environment: environment)
        let verdict = try await HoneyMail(database, keys: keys).judge(
            to: mailbox,
            messageID: messageID,
            at: WallClock.system.now()
        )
        await database.close()
        return verdict
    }
}
