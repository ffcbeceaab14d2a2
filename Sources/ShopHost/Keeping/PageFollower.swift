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
    static let betweenRenewals = Duration.milliseconds(300)

    /// How far one look has come.
    struct Turn {
        /// When the lease was renewed last; nil where it must be announced.
        var renewed: ContinuousClock.Instant?
        var changed: ContinuousClock.Instant?

        /// Who orders and who changes prices waits for the next look: changes seldom come alone.
        func pause(at now: ContinuousClock.Instant) -> Duration {
            guard let changed, now - changed < .milliseconds(100) else { return .milliseconds(10) }
            return .milliseconds(1)
        }
    }

    let shop: Database
    let leases: PageLeaseStore
    let kept: KeptPages
    let clock: WallClock
    let logger: Logger
    let node = Handle<MarketNode>.mint()

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var turn = Turn()
            while !Task.isCancelled {
                turn = await next(turn)
                try? await Task.sleep(for: turn.pause(at: .now))
            }
        }
        kept.endLease()
        try? await leases.remove(node)
    }

    private func next(_ last: Turn) async -> Turn {
        do {
            return try await follow(last)
        } catch {
            // Pages are rendered anew as long as this lasts; the next turn may go well.
            if kept.isLeased {
                let cause = "\(type(of: error))"
                logger.warning("Changes cannot be followed", metadata: ["cause": "\(cause)"])
            }
            // What was followed meanwhile is not told yet: the next turn renews at once.
            return Turn(renewed: nil, changed: last.changed)
        }
    }

    /// One look, and what follows from it.
    func follow(_ last: Turn) async throws -> Turn {
        let isBack = !kept.isLeased
        if isBack { try await leases.announce(node, at: clock.now()) }
        let began = ContinuousClock.now
        let changes = try await shop.changes(since: kept.followed)
        let isNew = changes.newest != kept.followed
        if isNew { kept.follow(changes.ingredients, upTo: changes.newest) }
        let changed = isNew ? began : last.changed
        if !isNew, !isBack, let renewed = last.renewed, began - renewed < Self.betweenRenewals {
            return last
        }
        guard try await leases.renew(node, seen: changes.newest, at: clock.now()) else {
            kept.endLease()
            return Turn(renewed: nil, changed: changed)
        }
        kept.lease(until: began + Self.lease)
        return Turn(renewed: began, changed: changed)
    }
}
