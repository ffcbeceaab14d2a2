public import Basics
import Foundation
import Glibc
public import Import
import Storage
import VaultAPI
import Wire

/// An old shop moves into a city that is stopped, or into one whose vault stands elsewhere.
public struct CityImport: Sendable {
    /// A batch of hundreds is sealed in a second; who is alive takes a connection at once.
    private static let (answerSeconds, dialSeconds) = (120, 10)

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

    /// Imports files, all of them checked before the vault is started; see ``Import/Intake``.
    ///
    /// Goods alone need no vault and wait unseen, so the city may run beside. Throws ``LaunchError``
    /// where the city is running, another import is, or no vault is where it should be; `ImportError`
    /// where a file cannot be read; `VaultRefusal` and `StorageError` where one of the two cannot go on.
    public func run(
        _ files: ImportFiles,
        wishes: ImportWishes,
        progress: @escaping @Sendable (ImportProgress) -> Void
    ) async throws -> ImportSummary {
        try settings.requireCity()
        let checked = try CheckedFiles(files)
        try FileManager.default.createDirectory(
            at: settings.dataDirectory.appending(path: "run"),
            withIntermediateDirectories: true
        )
        let intake: @Sendable (@escaping ImportPorts.Persons) async throws -> ImportSummary = {
            persons in
            let lock = try hold()
            defer { close(lock) }
            let shop = try await ShopStores.shop(settings, .readWrite)
            return try await finally({ await shop.close() }) {
                try await Intake(.city(persons, shop, clock), wishes: wishes, progress: progress)
                    .run(checked)
            }
        }
        guard !files.personal.isEmpty else {
            return try await intake { _ in throw VaultRefusal.unavailable }
        }
        return try await withVault { address in
            let vault = VaultClient(
                address,
                timeoutSeconds: CityImport.answerSeconds,
                dialSeconds: CityImport.dialSeconds
            )
            return try await finally({ await vault.close() }) {
                try await intake { try await vault.ask($0) }
            }
        }
    }

    private func withVault<Value: Sendable>(
        _ work: @Sendable (VaultAddress) async throws -> Value
    ) async throws -> Value {
        if let text = environment["ICHI_VAULT"] {
            guard let address = VaultAddress(text) else {
                throw LaunchError.vault(address: text, cause: "no address such as unix:/PATH")
            }
            if let cause = address.obstacle() {
                throw LaunchError.vault(address: text, cause: cause)
            }
            return try await work(address)
        }
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
