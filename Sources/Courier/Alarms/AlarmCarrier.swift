public import Basics
public import Logging
public import VaultAPI

/// The vault's alarms, as the courier sees them.
public struct AlarmQueue: Sendable {
    /// The next notice, after the vault has heard what became of the last one; nil where none waits.
    public var next:
        @Sendable (_ after: AlarmDone?, _ hasWebhook: Bool) async throws -> AlarmNotice?

    public init(
        next:
            @escaping @Sendable (_ after: AlarmDone?, _ hasWebhook: Bool) async throws ->
            AlarmNotice?
    ) {
        self.next = next
    }
}

/// Tells officers of alarms, beside the mails and never behind them: it has a loop and a way to the
/// relay of its own.
public struct AlarmCarrier: Sendable {
    private let queue: AlarmQueue
    private let relay: Relay
    private let webhook: Webhook?
    private let desk: WritingDesk
    private let idle: Duration
    private let clock: WallClock
    private let logger: Logger

    /// Throws where the templates cannot be read.
    public init(
        configuration: CourierConfiguration,
        queue: AlarmQueue,
        relay: Relay,
        webhook: Webhook?,
        clock: WallClock = .system,
        logger: Logger
    ) throws {
        self.queue = queue
        self.relay = relay
        self.webhook = webhook
        desk = try WritingDesk(configuration: configuration)
        idle = .milliseconds(configuration.idleMilliseconds)
        self.clock = clock
        self.logger = logger
    }

    /// Tells until the task is cancelled.
    public func run() async {
        var last: AlarmDone?
        while !Task.isCancelled {
            if await tellOne(after: &last) { continue }
            try? await Task.sleep(for: idle)
        }
    }

    /// Tells the next one; false where none waits, or the vault is away.
    ///
    /// What became of it is told until the vault has heard: nobody is told twice because it was away.
    func tellOne(after last: inout AlarmDone?) async -> Bool {
        let next: AlarmNotice?
        do {
            next = try await queue.next(last, webhook != nil)
        } catch {
            logger.warning("The vault gave no alarm", metadata: ["cause": "\(type(of: error))"])
            return false
        }
        last = nil
        guard let notice = next else { return false }
        let reception = await hand(notice)
        logger.info(
            "Alarm told",
            metadata: [
                "kind": "\(notice.facts.kind.rawValue)", "reception": "\(reception)",
                "by": notice.mailbox == nil ? "webhook" : "mail",
            ]
        )
        last = AlarmDone(
            alarm: notice.alarm,
            way: notice.way,
            count: notice.facts.count,
            isDelivered: reception == .accepted
        )
        return true
    }

    private func hand(_ notice: AlarmNotice) async -> Reception {
        guard notice.mailbox != nil else {
            return await webhook?.post(notice, clock.now()) ?? .unreachable(code: 0)
        }
        do {
            return await relay.hand(try desk.envelope(for: notice, at: clock.now()))
        } catch {
            return .refused(code: 0)
        }
    }
}
