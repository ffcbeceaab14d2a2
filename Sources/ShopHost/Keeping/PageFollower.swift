import Basics
import Logging
import ServiceLifecycle
import Storage
import Synchronization
import Web

/// Follows the shop's changes for a market, so that it never shows a page that one of them has
/// overtaken once its writer was answered.
///
/// The lease begins when a turn begins, not when its row is written: whatever was committed before
/// has been read in this turn. A writer waits for who has a row, so a market whose lease has run out
/// writes its row first and reads afterwards.
struct PageFollower: Service {
    /// How long a market may show kept pages without having looked.
    static let lease = Duration.seconds(1)
    static let betweenTurns = Duration.milliseconds(10)
    static let betweenRenewals = Duration.milliseconds(300)

    let shop: Database
    let leases: PageLeaseStore
    let kept: KeptPages
    let clock: WallClock
    let logger: Logger
    let node = Handle<MarketNode>.mint()

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var lastRenewal: ContinuousClock.Instant?
            while !Task.isCancelled {
                lastRenewal = await turn(lastRenewal)
                try? await Task.sleep(for: Self.betweenTurns)
            }
        }
        kept.endLease()
        try? await leases.remove(node)
    }

    /// One look; tells when the lease was renewed last.
    private func turn(_ last: ContinuousClock.Instant?) async -> ContinuousClock.Instant? {
        do {
            return try await follow(last)
        } catch {
            // Pages are rendered anew as long as this lasts; the next turn may go well.
            if kept.isLeased {
                let cause = "\(type(of: error))"
                logger.warning("Changes cannot be followed", metadata: ["cause": "\(cause)"])
            }
            return last
        }
    }

    func follow(_ last: ContinuousClock.Instant?) async throws -> ContinuousClock.Instant? {
        let isBack = !kept.isLeased
        if isBack { try await leases.announce(node, at: clock.now()) }
        let began = ContinuousClock.now
        let changes = try await shop.changes(since: kept.followed)
        let isNew = changes.newest != kept.followed
        if isNew { kept.follow(changes.ingredients, upTo: changes.newest) }
        if !isNew, !isBack, let last, began - last < Self.betweenRenewals { return last }
        guard try await leases.renew(node, seen: changes.newest, at: clock.now()) else {
            kept.endLease()
            return nil
        }
        kept.lease(until: began + Self.lease)
        return began
    }
}
