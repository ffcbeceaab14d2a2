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
    private static let betweenLooks = Duration.milliseconds(1)

    private struct Waiting {
        var change: Int64
        var until: ContinuousClock.Instant
        var answer: CheckedContinuation<Void, Never>
    }

    private let leases: PageLeaseStore
    private let sights = Mutex(LeaseSights())
    /// Empty while nobody looks: who comes first looks for all who come after.
    private let waiting = Mutex<[Waiting]>([])

    init(_ market: Database) { leases = PageLeaseStore(database: market) }

    func wait(for change: Int64) async {
        await withCheckedContinuation { answer in
            let until = ContinuousClock.now + Self.longest
            let isFirst = waiting.withLock {
                $0.append(Waiting(change: change, until: until, answer: answer))
                return $0.count == 1
            }
            // A task of its own: a writer that is cancelled still may not be answered too early.
            if isFirst { Task { await look() } }
        }
    }

    /// One look at the leases for all who wait, until nobody does.
    private func look() async {
        var count = waiting.withLock { $0.count }
        while count > 0 {
            let all = try? await leases.all()
            count = answer(count, upTo: all.map(followed) ?? .min)
            try? await Task.sleep(for: Self.betweenLooks)
        }
    }

    /// Answers whose change was followed, or who has waited for a lease; tells how many wait still.
    ///
    /// Only of the first, who had come before the look: a market may have announced itself between
    /// the look and a later change, and not have read it.
    private func answer(_ count: Int, upTo followed: Int64) -> Int {
        let now = ContinuousClock.now
        let (ready, left) = waiting.withLock { waiting in
            let isReady = waiting.prefix(count).map { $0.change <= followed || $0.until <= now }
            let ready = zip(waiting, isReady).filter(\.1).map(\.0)
            waiting = zip(waiting, isReady).filter { !$0.1 }.map(\.0) + waiting.dropFirst(count)
            return (ready, waiting.count)
        }
        for each in ready { each.answer.resume() }
        return left
    }

    private func followed(_ all: [PageLeaseStore.Lease]) -> Int64 {
        let now = ContinuousClock.now
        return sights.withLock { $0.followed(all, at: now) }
    }
}

/// Since when each market has not renewed its lease: who is dead keeps a writer waiting only once.
struct LeaseSights {
    private struct Sight {
        var renewals: Int
        var since: ContinuousClock.Instant
    }

    private var sights: [String: Sight] = [:]

    /// The last change that every market has followed which may still show what was before.
    mutating func followed(
        _ all: [PageLeaseStore.Lease],
        at now: ContinuousClock.Instant
    ) -> Int64 {
        sights = sights.filter { node, _ in all.contains { $0.node == node } }
        return all.filter { lease in
            if sights[lease.node]?.renewals != lease.renewals {
                sights[lease.node] = Sight(renewals: lease.renewals, since: now)
            }
            return now - (sights[lease.node]?.since ?? now) < PageAcknowledgement.longest
        }
        .map(\.seen).min() ?? .max
    }
}
