public import Basics
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
    public func run(at now: Moment) async -> Int {
        guard let due = try? await outbox.due(at: now) else { return 0 }
        var heard = 0
        for entry in due where await carry(entry, at: now) { heard += 1 }
        return heard
    }

    private func carry(_ entry: OutboxStore.Entry, at now: Moment) async -> Bool {
        do {
            try await tell(entry)
            killPoint("outbox.before-done")
            try await outbox.markDone(entry.id)
            return true
        } catch {
            // Whatever it was, it is tried again; the store counts how often.
            try? await outbox.postpone(entry, at: now)
            return false
        }
    }

    private func tell(_ entry: OutboxStore.Entry) async throws {
        switch entry.job {
        case .claim: _ = try await vault.claim(Claim(order: entry.order))
        case .letter(let letter):
            _ = try await vault.send(
                Send(idempotencyKey: entry.id, basis: .order(entry.order), letter: letter)
            )
        }
    }

    /// Tells what is due every second and sweeps every hour, until the task is cancelled.
    ///
    /// The first sweep comes at once: it finishes what a kill left.
    public func keepRunning(by clock: WallClock) async {
        var swept: Moment?
        while !Task.isCancelled {
            let now = clock.now()
            await run(at: now)
            if swept.map({ $0.adding(hours: 1) <= now }) ?? true {
                try? await sweep(at: now)
                swept = now
            }
            try? await Task.sleep(for: .seconds(1))
        }
    }

    /// Finishes what a kill left between the vault and the shop.
    ///
    /// Orders that the vault holds promoted for longer than a checkout lasts are looked up in the
    /// shop's rows: those that stand are claimed, the others abandoned once no placing can make them
    /// stand. Throws what the vault or the database throws.
    public func sweep(at now: Moment) async throws {
        let before = now.adding(hours: -2 * Checkout.validHours)
        let open = try await vault.unclaimed(Unclaimed(before: before)).orders
        guard !open.isEmpty else { return }
        let standing = try await orders.settle(open)
        for order in open {
            if standing.contains(order) {
                _ = try await vault.claim(Claim(order: order))
            } else {
                _ = try await vault.abandon(Abandon(order: order))
            }
        }
    }
}
