import Basics
import Catalogue
import Logging
import Ordering
import ServiceLifecycle
import Storage

/// What a process puts in order by itself: when it starts, and once an hour from then on.
struct Housekeeping: Service {
    struct Chore: Sendable {
        let name: String
        let work: @Sendable (Moment) async throws -> Void
    }

    let chores: [Chore]
    let clock: WallClock
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await once()
                try? await Task.sleep(for: .seconds(3_600))
            }
        }
    }

    /// Does each chore; one that fails keeps none of the others, and is tried again the next time.
    func once() async {
        for chore in chores {
            do {
                try await chore.work(clock.now())
            } catch {
                let cause = "\(type(of: error))"
                logger.warning(
                    "A chore waits",
                    metadata: ["chore": "\(chore.name)", "cause": "\(cause)"]
                )
            }
        }
    }
}

extension [Housekeeping.Chore] {
    /// Baskets and hearts that nobody has touched for long, leases of markets that are no more.
    static func market(_ market: Database) -> Self {
        [
            Housekeeping.Chore(name: "baskets") { now in
                let moment = now.adding(days: -BasketStore.keptDays)
                try await BasketStore(market).forget(untouchedSince: moment)
            },
            Housekeeping.Chore(name: "favourites") { now in
                let moment = now.adding(days: -VisitorFavouriteStore.keptDays)
                _ = try await market.write {
                    try VisitorFavouriteStore($0).forget(untouchedSince: moment)
                }
            },
            Housekeeping.Chore(name: "leases") { now in
                try await PageLeaseStore(database: market)
                    .forget(renewedBefore: now.adding(hours: -1))
            },
        ]
    }

    /// What a kill left between the vault and the shop, checkouts that are over, what was told, and
    /// changes that every market has followed.
    static func counter(_ ordering: OrderingDesk, _ shop: Database) -> Self {
        [
            Housekeeping.Chore(name: "sweep") { try await ordering.relay.sweep(at: $0) },
            Housekeeping.Chore(name: "checkouts") { try await ordering.checkouts.forget(at: $0) },
            Housekeeping.Chore(name: "outbox") { try await ordering.outbox.forget(at: $0) },
            Housekeeping.Chore(name: "changes") { _ in try await shop.forgetOldChanges() },
        ]
    }
}
