public import Basics
public import Logging
import VaultAPI

/// Takes items from the vault and hands them to the relay, one after the other.
public struct Courier: Sendable {
    private let queue: ItemQueue
    private let labels: LabelQueue
    private let relay: Relay
    private let desk: WritingDesk
    private let idle: Duration
    private let clock: WallClock
    private let logger: Logger

    /// Throws where the templates cannot be read.
    public init(
        configuration: CourierConfiguration,
        queue: ItemQueue,
        labels: LabelQueue,
        relay: Relay,
        clock: WallClock = .system,
        logger: Logger
    ) throws {
        self.queue = queue
        self.labels = labels
        self.relay = relay
        desk = try WritingDesk(configuration: configuration)
        idle = .milliseconds(configuration.idleMilliseconds)
        self.clock = clock
        self.logger = logger
    }

    /// Carries until the task is cancelled.
    ///
    /// An item under way is finished first; who cannot wait for that may end the process: the vault
    /// hands the item out again.
    public func run() async {
        var pause = Pause(shortest: idle)
        var last: ItemDone?
        var maker = LabelMaker(queue: labels, logger: logger)
        while !Task.isCancelled {
            switch await carryOne(after: &last) {
            case .carried: pause.end()
            case .nothingWaits:
                pause.end()
                // Somebody waits for a mail; a shop's labels come when none does.
                if await maker.makeOne() { continue }
                try? await Task.sleep(for: idle)
            case .standstill: try? await Task.sleep(for: pause.longer())
            }
        }
    }

    enum Step: Equatable {
        case carried
        case nothingWaits
        /// Vault or relay cannot be reached: trying the next item at once would change nothing.
        case standstill
    }

    /// Takes the next item and hands it over.
    ///
    /// What becomes of it is told when the one behind it is asked for, and until the vault has heard:
    /// an item that the relay has taken must not go out again because the vault was away for a moment.
    func carryOne(after last: inout ItemDone?) async -> Step {
        let next: CourierItem?
        do {
            next = try await queue.next(last)
        } catch {
            logger.warning("The vault gave no item", metadata: ["cause": "\(type(of: error))"])
            return .standstill
        }
        if last != nil { killPoint("courier.recorded") }
        last = nil
        guard let item = next else { return .nothingWaits }
        killPoint("courier.taken")
        let reception = await hand(item)
        killPoint("courier.handed")
        last = ItemDone(id: item.id, outcome: reception.outcome)
        if case .unreachable = reception { return .standstill }
        return .carried
    }

    private func hand(_ item: CourierItem) async -> Reception {
        let reception: Reception
        do {
            reception = await relay.hand(try desk.envelope(for: item, at: clock.now()))
        } catch {
            // The item cannot be written at all, now or later.
            logger.error("Not written", metadata: ["kind": "\(item.content.kind)"])
            return .refused(code: 0)
        }
        logger.info(
            "Item",
            metadata: ["kind": "\(item.content.kind)", "reception": "\(reception)"]
        )
        return reception
    }
}

/// Waits twice as long each time, up to half a minute.
struct Pause {
    let shortest: Duration
    private var next: Duration

    init(shortest: Duration) {
        self.shortest = shortest
        next = shortest
    }

    mutating func longer() -> Duration {
        defer { next = min(next * 2, .seconds(30)) }
        return next
    }

    mutating func end() { next = shortest }
}

extension CourierItem.Content {
    /// For logs: the kind and nothing of the content.
    var kind: String {
        switch self {
        case .letter(let letter, _, _): letter.kind
        case .signInCode: "signInCode"
        case .letterCode: "letterCode"
        case .registrationCode: "registrationCode"
        case .alreadyRegistered: "alreadyRegistered"
        case .emailChangeCode: "emailChangeCode"
        case .passwordChanged(let change): "passwordChanged-\(change.rawValue)"
        case .emailChanged: "emailChanged"
        case .passkeyChanged(let change): "passkeyChanged-\(change.rawValue)"
        }
    }
}

extension Letter {
    fileprivate var kind: String {
        switch self {
        case .orderReceived: "orderReceived"
        case .orderCancelled: "orderCancelled"
        case .orderAccepted: "orderAccepted"
        case .parcelDispatched: "parcelDispatched"
        case .paymentReceived: "paymentReceived"
        case .memberLeft: "memberLeft"
        }
    }
}
