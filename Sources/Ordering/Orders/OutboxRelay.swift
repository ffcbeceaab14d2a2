public import Basics
public import Counter
public import Logging
import VaultAPI

/// Carries what the shop has decided to the vault, again and again until it has been heard.
///
/// Each entry's name is its key of repetition there, so a second telling changes nothing.
public struct OutboxRelay: Sendable {
    private let outbox: OutboxStore
    private let orders: OrderStore
    private let vault: VaultDesk

    public init(_ outbox: OutboxStore, orders: OrderStore, vault: VaultDesk) {
        self.outbox = outbox
        self.orders = orders
        self.vault = vault
    }

    /// Tells what is due; gives back how many were heard.
    @discardableResult
    public func run(at now: Moment, _ logger: Logger) async -> Int {
        var heard = 0
        do {
            for entry in try await outbox.due(at: now)
            where await carry(entry, at: now, logger) { heard += 1 }
        } catch {
            OutboxRelay.log(error, "The outbox cannot be read", to: logger)
        }
        return heard
    }

    private func carry(
        _ entry: OutboxStore.Entry,
        at now: Moment,
        _ logger: Logger
    ) async -> Bool {
        do {
            try await tell(entry)
            killPoint("outbox.before-done")
            try await outbox.markDone(entry.id)
            return true
        } catch {
            // Whatever it was, it is tried again; the store counts how often.
            OutboxRelay.log(
                error,
                "An entry of the outbox waits",
                after: entry.attempts,
                to: logger
            )
            try? await outbox.postpone(entry, at: now)
            return false
        }
    }

    /// The kind of the cause alone: what an error says of itself may tell of an order.
    private static func log(
        _ error: any Error,
        _ message: Logger.Message,
        after attempts: Int = 0,
        to logger: Logger
    ) {
        let kind = (error as? VaultRefusal)?.rawValue ?? ""
        logger.warning(
            message,
            metadata: [
                "cause": "\(type(of: error))", "kind": "\(kind)", "attempts": "\(attempts)",
            ]
        )
    }

    private func tell(_ entry: OutboxStore.Entry) async throws {
        switch entry.job {
        case .claim: _ = try await vault.ask(Claim(order: entry.order))
        case .letter(let letter):
            _ = try await vault.ask(
                Send(idempotencyKey: entry.id, basis: .order(entry.order), letter: letter)
            )
        }
    }

    /// Tells what is due four times a second, until the task is cancelled.
    public func keepRunning(by clock: WallClock, _ logger: Logger) async {
        while !Task.isCancelled {
            await run(at: clock.now(), logger)
            try? await Task.sleep(for: .milliseconds(250))
        }
    }

    /// Finishes what a kill left between the vault and the shop.
    ///
    /// Orders that the vault holds promoted for longer than a checkout lasts are looked up in the
    /// shop's rows: those that stand are claimed, the others abandoned once no placing can make them
    /// stand. Throws what the vault or the database throws.
    public func sweep(at now: Moment) async throws {
        let before = now.adding(hours: -2 * Checkout.validHours)
        let open = try await vault.ask(Unclaimed(before: before)).orders
        guard !open.isEmpty else { return }
        let standing = try await orders.settle(open)
        for order in open {
            if standing.contains(order) {
                _ = try await vault.ask(Claim(order: order))
            } else {
                _ = try await vault.ask(Abandon(order: order))
            }
        }
    }
}
