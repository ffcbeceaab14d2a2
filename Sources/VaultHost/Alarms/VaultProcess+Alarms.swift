import Basics
import Logging
import Storage
import Vault
import VaultAPI
import WitnessAPI

extension VaultProcess {
    private static let watchSeconds = 5

    /// Starts what notices and what tells, until the process ends.
    static func watch(_ room: Strongroom, _ environment: [String: String], _ logger: Logger) {
        let (vault, layout) = (room.vault, room.layout)
        Task { await room.bell.answer(vault) }
        Task { await OwnParts(layout: layout, environment: environment).look(vault) }
        Task { await hearCommands(vault, logger) }
        Task { await measure(room, layout.metrics(environment), logger) }
    }

    /// A ledger and a database that do not go on from one another are an alarm, and no vault is started
    /// with them: it is kept without its line, which the vault writes that is.
    static func refused<Value>(
        _ room: Strongroom,
        isolation: isolated (any Actor)? = #isolation,
        _ body: () async throws -> Value
    ) async throws -> Value {
        do {
            return try await body()
        } catch let error as HostError where error.isSetBack {
            _ = try? await AlarmStore(room.database).raise(
                .notAnExtension,
                at: WallClock.system.now()
            )
            throw error
        }
    }

    /// A command may raise an alarm beside the vault, or plant people who never existed.
    private static func hearCommands(_ vault: Vault, _ logger: Logger) async {
        while !Task.isCancelled {
            do {
                try await vault.writeAlarms()
                try await vault.learnHoney()
            } catch {
                logger.error("Commands are not heard", metadata: ["cause": "\(error)"])
            }
            try? await Task.sleep(for: .seconds(1))
        }
    }

    /// Looks at vault and witness every few seconds, and writes what they tell in numbers.
    private static func measure(_ room: Strongroom, _ file: MetricsFile, _ logger: Logger) async {
        var burst = false
        while !Task.isCancelled {
            let standing = try? await room.link.witness.standing()
            if let standing {
                let isBurst = standing.erasedToday > standing.budget.aDay
                if isBurst && !burst { await room.vault.raise(.erasureBurst) }
                burst = isBurst
            }
            do {
                try file.write(
                    try await room.vault.figures(),
                    standing,
                    cosigned: room.cosigned.time,
                    at: WallClock.system.now()
                )
            } catch {
                logger.error("No metrics are written", metadata: ["cause": "\(error)"])
            }
            try? await Task.sleep(for: .seconds(watchSeconds))
        }
    }
}

extension HostError {
    /// Whether only somebody's doing explains it: no crash makes that.
    fileprivate var isSetBack: Bool {
        switch self {
        case .ledgerMissing, .databaseBehind, .lineAltered, .setBack: true
        default: false
        }
    }
}
