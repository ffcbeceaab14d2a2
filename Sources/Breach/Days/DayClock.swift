import Basics
import Synchronization

/// A clock that is set from day to day, and whether anything has sounded on it.
final class DayClock: Sendable {
    /// 2026-04-01 00:00 in Japan.
    private static let first = Moment(milliseconds: 1_774_969_200_000)

    private let now = Mutex(DayClock.first)
    private let today = Mutex(DayClock.first)
    private let sounded = Mutex(false)

    var wall: WallClock { WallClock { self.now.withLock { $0 } } }
    var hasSounded: Bool { sounded.withLock { $0 } }

    func begin(_ day: Int) {
        let morning = DayClock.first.adding(days: day)
        today.withLock { $0 = morning }
        now.withLock { $0 = morning }
    }

    func pass(hours: Int) {
        let time = today.withLock { $0 }.adding(hours: hours)
        now.withLock { $0 = time }
    }

    func sound() { sounded.withLock { $0 = true } }
}
