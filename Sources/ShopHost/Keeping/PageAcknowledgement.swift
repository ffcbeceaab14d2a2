import Basics
import Storage
import Synchronization

/// Waits, after a change of what pages show, until no market shows the old page any more: each has
/// followed the change, or its lease has ended.
///
/// The wait is never longer than a lease. A lease that began after the change was committed has
/// followed it; one that began before has ended by then. So the writer's own clock is enough, and it
/// gives a lease a little more than a market's clock does.
final class PageAcknowledgement: Sendable {
    static let longest = PageFollower.lease + .milliseconds(50)
    private static let betweenLooks = Duration.milliseconds(2)

    private struct Sight {
        var renewals: Int
        var since: ContinuousClock.Instant
    }

    private let leases: PageLeaseStore
    /// Since when each market has not renewed: who is dead keeps a writer waiting only once.
    private let sights = Mutex<[String: Sight]>([:])

    init(_ market: Database) { leases = PageLeaseStore(database: market) }

    func wait(for change: Int64) async {
        let end = ContinuousClock.now + Self.longest
        while ContinuousClock.now < end {
            if let all = try? await leases.all(), !isAwaited(change, by: all) { return }
            // A writer that is cancelled still may not answer too early.
            await Task { try? await Task.sleep(for: Self.betweenLooks) }.value
        }
    }

    /// Whether a market may still show what was before.
    func isAwaited(_ change: Int64, by all: [PageLeaseStore.Lease]) -> Bool {
        let now = ContinuousClock.now
        return sights.withLock { sights in
            sights = sights.filter { node, _ in all.contains { $0.node == node } }
            return all.map { lease in
                if sights[lease.node]?.renewals != lease.renewals {
                    sights[lease.node] = Sight(renewals: lease.renewals, since: now)
                }
                let isAlive = now - (sights[lease.node]?.since ?? now) < Self.longest
                return isAlive && lease.seen < change
            }.contains(true)
        }
    }
}
