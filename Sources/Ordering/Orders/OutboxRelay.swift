public import Basics
public import Counter
public import Logging
import VaultAPI

/// Carries what the shop has decided to the vault, again and again until it has been heard.
///
/// Each entry's name is its key of repetition there, so a second telling changes nothing.
public struct OutboxRelay: Sendable {
    /// To be rung when something was written into the outbox; without it a quarter of a second passes.
    public let bell = Bell()
    private let outbox: OutboxStore
    private let orders: OrderStore
    private let vault: VaultDesk

    public init(_ outbox: OutboxStore, orders: OrderStore, vault: VaultDesk) {
        self.outbox = outbox
        self.orders = orders
        self.vault = vault
    }

    /// Tells what is due; gives back how many were heard.
    ///
    /// The orders are told of side by side, so that the vault can keep them in one commit; what
    /// belongs to one order goes in its order.
    @discardableResult
    public func run(at now: Moment, _ logger: Logger) async -> Int {
        do {
            let due = try await outbox.due(at: now)
            let heard = await withTaskGroup(of: [String].self) { group in
                for entries in Dictionary(grouping: due, by: \.order).values {
                    group.addTask { await carry(entries, at: now, logger) }
                }
                return await group.reduce(into: []) { $0 += $1 }
            }
            killPoint("outbox.before-done")
            try await outbox.markDone(heard)
            return heard.count
        } catch {
            OutboxRelay.log(error, "The outbox cannot be read or written", to: logger)
            return 0
        }
    }

    /// Tells of one order; what was heard, up to the first entry that was not.
    private func carry(
        _ entries: [OutboxStore.Entry],
        at now: Moment,
        _ logger: Logger
    ) async -> [String] {
        var heard: [String] = []
        for entry in entries {
            do {
                try await tell(entry)
                heard.append(entry.id)
            } catch {
                // Whatever it was, it is tried again; the store counts how often.
                OutboxRelay.log(
                    error,
                    "An entry of the outbox waits",
                    after: entry.attempts,
                    to: logger
                )
                try? await outbox.postpone(entry, at: now)
                break
            }
        }
        return heard
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
        case .placed(let letter):
            _ = try await vault.ask(Claim(order: entry.order, letter: letter))
        case .letter(let letter): try await send(letter, entry)
        case .dispatched(let position, let letter):
            let parcel = LabelParcel.Name(order: entry.order, position: position)
            _ = try await vault.ask(Dispatched(parcel: parcel))
            try await send(letter, entry)
        }
    }

    private func send(_ letter: Letter, _ entry: OutboxStore.Entry) async throws {
        _ = try await vault.ask(
            Send(idempotencyKey: entry.id, basis: .order(entry.order), letter: letter)
        )
    }

    /// Tells what is due when the bell is rung, and four times a second, until the task is cancelled.
    ///
    /// Between two rounds it waits a little, so that under a rush many go in one.
    public func keepRunning(by clock: WallClock, _ logger: Logger) async {
        await withDiscardingTaskGroup { group in
            group.addTask {
                while !Task.isCancelled {
                    bell.ring()
                    try? await Task.sleep(for: .milliseconds(250))
                }
            }
            for await _ in bell.strokes {
                await run(at: clock.now(), logger)
                try? await Task.sleep(for: .milliseconds(20))
            }
        }
    }

    /// Finishes what a kill left between the vault and the shop.
    ///
    /// Orders that the vault holds promoted for longer than a checkout lasts are looked up in the
    /// shop's rows: those that stand wait for their entry in the outbox, the others are abandoned,
    /// for no placing can make them stand. Throws what the vault or the database throws.
    public func sweep(at now: Moment) async throws {
        let before = now.adding(hours: -2 * Checkout.validHours)
        let open = try await vault.ask(Unclaimed(before: before)).orders
        guard !open.isEmpty else { return }
        let standing = try await orders.settle(open)
        for order in open where !standing.contains(order) {
            _ = try await vault.ask(Abandon(order: order))
        }
    }
}
