import Basics
import Courier
public import Logging
import Paper
import VaultAPI
import Wire

/// The process `ichi-vault courier`.
public enum CourierProcess {
    /// Carries until SIGTERM or SIGINT.
    ///
    /// What is under way then is handed out again by the vault. Throws ``HostError``.
    public static func run(
        _ layout: DataLayout,
        environment: [String: String],
        counterPort: Int,
        logger: Logger
    ) async throws {
        let site = try SiteFile.read(layout, counterPort: counterPort)
        guard let address = VaultAddress(environment: environment, variable: "ICHI_VAULT") else {
            throw HostError.notLaunched
        }
        let vault = VaultClient(address)
        let configuration = try configuration(environment, site)
        let courier = try Courier(
            configuration: configuration,
            queue: ItemQueue { try await vault.ask(NextItem(after: $0)).item },
            labels: LabelQueue(
                next: { try await vault.ask(NextLabels()).work },
                label: { try await vault.ask(NextLabel(run: $0, place: $1)) },
                keep: { _ = try await vault.ask($0) }
            ),
            relay: .smtp(configuration.relay, greeting: try greeting(environment, configuration)),
            logger: logger
        )
        let alarms = try AlarmCarrier(
            configuration: configuration,
            queue: AlarmQueue { last, hasWebhook in
                try await vault.ask(NextAlarm(after: last, hasWebhook: hasWebhook)).notice
            },
            // A connection of its own, on which no order's mail goes before.
            relay: .smtp(
                try relay(environment, timeoutSeconds: 10),
                greeting: try greeting(environment, configuration)
            ),
            webhook: try webhook(environment).map(Webhook.https),
            logger: logger
        )
        let (ends, end) = AsyncStream<Void>.makeStream()
        let signals = Signals { end.yield() }
        defer { signals.cancel() }
        let carrying = Task { await courier.run() }
        let telling = Task { await alarms.run() }
        logger.info("Courier ready")
        for await _ in ends { break }
        carrying.cancel()
        telling.cancel()
    }

    /// Where alarms are posted to besides the officers' mailboxes; nil where nothing is set.
    static func webhook(_ environment: [String: String]) throws(HostError) -> WebhookAddress? {
        guard let text = environment["ICHI_ALARM_WEBHOOK"] else { return nil }
        guard let file = environment["ICHI_ALARM_WEBHOOK_SECRET"], file.hasPrefix("/") else {
            throw .badSetting("ICHI_ALARM_WEBHOOK_SECRET")
        }
        guard let address = try? WebhookAddress(text, secretFile: file) else {
            throw .badSetting("ICHI_ALARM_WEBHOOK")
        }
        return address
    }

    static func relay(
        _ environment: [String: String],
        timeoutSeconds: Int = 30
    ) throws(HostError) -> RelayAddress {
        let text = environment["ICHI_RELAY"] ?? "smtp://127.0.0.1:2525"
        guard let relay = try? RelayAddress(text, timeoutSeconds: timeoutSeconds) else {
            throw .badSetting("ICHI_RELAY")
        }
        return relay
    }

    private static func configuration(
        _ environment: [String: String],
        _ site: SiteFile
    ) throws -> CourierConfiguration {
        CourierConfiguration(
            relay: try relay(environment),
            from: .init(
                address: try mailbox(environment, "ICHI_MAIL_FROM", "noreply@inaba.example"),
                name: site.name
            ),
            counterOrigin: environment["ICHI_COUNTER_ORIGIN"] ?? site.counter,
            site: .init(name: site.name, phone: site.telephone, hours: site.hours),
            postRoom: try mailbox(environment, "ICHI_POST_ROOM", "post-room@inaba.example"),
            letterhead: .init(
                name: site.name,
                postcode: site.postcode,
                address: site.address,
                phone: site.telephone,
                hours: site.hours
            )
        )
    }

    /// The host name mails are sent as (RFC 5321 4.1.1.1): by default the sender's domain.
    private static func greeting(
        _ environment: [String: String],
        _ configuration: CourierConfiguration
    ) throws -> String {
        let sender = configuration.from.address.text.split(separator: "@").last.map(String.init)
        let name = environment["ICHI_MAIL_DOMAIN"] ?? sender ?? "localhost"
        guard name.wholeMatch(of: /[A-Za-z0-9](?:[A-Za-z0-9.\-]{0,252}[A-Za-z0-9])?/) != nil else {
            throw HostError.badSetting("ICHI_MAIL_DOMAIN")
        }
        return name
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
