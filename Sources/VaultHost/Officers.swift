import Basics
public import Logging
public import Storage
public import Vault
import WebAuthn
public import WitnessAPI

extension DataLayout {
    /// For whom officers' keys are made: `ICHI_WITNESS_ORIGIN`, or the demonstration's at a port.
    ///
    /// What the witness says of it is not believed. Throws ``HostError``.
    func officersParty(_ environment: [String: String], port: Int) throws(HostError) -> RelyingParty
    {
        let origin = DataLayout.officersOrigin(environment, port: port)
        guard let party = RelyingParty(origin: origin) else {
            throw .badSetting("ICHI_WITNESS_ORIGIN")
        }
        return party
    }

    /// Where officers find the witness's page.
    public static func officersOrigin(_ environment: [String: String], port: Int) -> String {
        environment["ICHI_WITNESS_ORIGIN"] ?? "http://witness.localhost:\(port)"
    }
}

/// What `ichi-vault officers` does.
public enum OfficersJob {
    /// What became of taking the witness's officers.
    public enum Adoption: Sendable {
        case adopted(OfficersSheet)
        /// Another fingerprint than the one that was typed: nothing was taken.
        case other(OfficersSheet)
        /// Officers are there already: they change by handovers alone.
        case before
        /// The witness has none yet.
        case none
    }

    /// Asks the witness for its officers, and takes them if they are those of a fingerprint.
    ///
    /// The vault may run beside it. Throws ``HostError``, `WitnessRefusal`, `StorageError`.
    public static func adopt(
        _ fingerprint: String,
        _ layout: DataLayout,
        environment: [String: String],
        logger: Logger
    ) async throws -> Adoption {
        let store = try await store(layout, environment: environment, access: .readWrite)
        return try await Strongroom.withWitness(layout, environment: environment, logger) {
            witness in
            // What is decided while the sheet is asked for stands in it, and is heard of once more.
            let heard = try await witness.decisions(0).count
            guard let sheet = try await witness.officers().sheet else { return .none }
            guard PaperDigits.fits(fingerprint, sheet.hash) else { return .other(sheet) }
            let isNew = try await store.adopt(
                sheet,
                decisions: heard,
                at: WallClock.system.now()
            )
            return isNew ? .adopted(sheet) : .before
        }
    }

    /// The store of officers, for a command.
    ///
    /// Throws ``HostError``, `KeyFileFault`, `StorageError`.
    public static func store(
        _ layout: DataLayout,
        environment: [String: String],
        access: Access
    ) async throws -> OfficerStore {
        let database = try await Strongroom.existing(
            layout,
            environment: environment,
            access: access
        )
        let keys = try Strongroom.keys(layout, environment: environment)
        return OfficerStore(database, keys: keys)
    }
}
