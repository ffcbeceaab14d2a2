public import Basics
import Foundation
import Glibc
public import Import
import Storage
import VaultAPI

/// An old shop moves into a city that is stopped, or into one whose vault stands elsewhere.
public struct CityImport: Sendable {
    private let settings: ShopSettings
    private let programs: String
    private let environment: [String: String]
    private let clock: WallClock

    /// `programs` is the directory that holds `ichi-vault`.
    public init(
        _ settings: ShopSettings,
        programs: String,
        environment: [String: String],
        clock: WallClock = .system
    ) {
        self.settings = settings
        self.programs = programs
        self.environment = environment
        self.clock = clock
    }

    /// Imports files; see ``Import/Intake``.
    ///
    /// Throws ``LaunchError`` where the city is running or another import is, `ImportError` where a
    /// file cannot be read, `VaultRefusal` and `StorageError` where one of the two cannot go on.
    public func run(
        members: [String],
        orders: [String],
        wishes: ImportWishes,
        progress: @escaping @Sendable (ImportProgress) -> Void
    ) async throws -> ImportSummary {
        let work: @Sendable (VaultAddress) async throws -> ImportSummary = { address in
            let lock = try hold()
            defer { close(lock) }
            let vault = VaultClient(address, timeoutSeconds: 120)
            let shop = try await ShopStores.shop(settings, .readWrite)
            let ports = ImportPorts.city(vault, shop, clock)
            let intake = Intake(ports, wishes: wishes, progress: progress)
            let outcome: Result<ImportSummary, any Error>
            do {
                outcome = .success(try await intake.run(members: members, orders: orders))
            } catch {
                outcome = .failure(error)
            }
            await vault.close()
            await shop.close()
            return try outcome.get()
        }
        try settings.requireCity()
        try FileManager.default.createDirectory(
            at: settings.dataDirectory.appending(path: "run"),
            withIntermediateDirectories: true
        )
        if let address = VaultAddress(environment: environment) { return try await work(address) }
        let plan = LaunchPlan.vaultAlone(
            dataDirectory: settings.dataDirectory.path(percentEncoded: false),
            programs: programs,
            environment: environment
        )
        return try await LentVault(plan).lend(to: .importer, work)
    }

    private func hold() throws -> CInt {
        let path = settings.dataDirectory.appending(path: "run/import.lock")
            .path(percentEncoded: false)
        let lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0 else { throw LaunchError.directory(path: path, cause: systemWords()) }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            close(lock)
            throw LaunchError.importRunning
        }
        return lock
    }
}
