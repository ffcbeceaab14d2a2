import Basics
import Courier
public import Logging
import Paper
import VaultAPI

/// The process `ichi-vault courier`.
public enum CourierProcess {
    /// Carries until SIGTERM or SIGINT.
    ///
    /// What is under way then is handed out again by the vault. Throws ``HostError``.
    public static func run(
        environment: [String: String],
        counterPort: Int,
        logger: Logger
    ) async throws {
        guard let address = VaultAddress(environment: environment) else {
            throw HostError.notLaunched
        }
        let vault = VaultClient(address)
        let configuration = try configuration(environment, counterPort)
        let courier = try Courier(
            configuration: configuration,
            queue: ItemQueue(
                next: { try await vault.ask(NextItem()).item },
                done: { _ = try await vault.ask(ItemDone(id: $0, outcome: $1)) }
            ),
            relay: .smtp(configuration.relay, greeting: "courier.inaba.example"),
            logger: logger
        )
        let (ends, end) = AsyncStream<Void>.makeStream()
        let signals = Signals { end.yield() }
        defer { signals.cancel() }
        let carrying = Task { await courier.run() }
        logger.info("Courier ready")
        for await _ in ends { break }
        carrying.cancel()
    }

    private static func configuration(
        _ environment: [String: String],
        _ counterPort: Int
    ) throws -> CourierConfiguration {
        guard let relay = try? RelayAddress(environment["ICHI_RELAY"] ?? "smtp://127.0.0.1:2525")
        else { throw HostError.badSetting("ICHI_RELAY") }
        let phone = "0120-000-118"
        let hours = "8:30–17:30(日曜を除く)"
        return CourierConfiguration(
            relay: relay,
            from: .init(
                address: try mailbox(environment, "ICHI_MAIL_FROM", "noreply@inaba.example"),
                name: "いなばの市"
            ),
            counterOrigin: environment["ICHI_COUNTER_ORIGIN"]
                ?? "http://counter.localhost:\(counterPort)",
            site: .init(name: "いなばの市", phone: phone, hours: hours),
            postRoom: try mailbox(environment, "ICHI_POST_ROOM", "post-room@inaba.example"),
            letterhead: .init(
                name: "いなばの市",
                postcode: "680-0000",
                address: "鳥取県いなば市本町一丁目1番地 いなば市役所内",
                phone: phone,
                hours: hours
            )
        )
    }

    private static func mailbox(
        _ environment: [String: String],
        _ name: String,
        _ standard: String
    ) throws -> EmailAddress {
        guard let address = EmailAddress(environment[name] ?? standard) else {
            throw HostError.badSetting(name)
        }
        return address
    }
}
