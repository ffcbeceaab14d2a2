import Basics
import Foundation

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Time that nobody can set: since the machine started, and which start that was.
public struct SteadyClock: Sendable {
    /// Differs from one start of the machine to the next.
    public var boot: Int
    /// Milliseconds since then, sleep included.
    public var elapsed: @Sendable () -> Int64

    public init(boot: Int, elapsed: @escaping @Sendable () -> Int64) {
        self.boot = boot
        self.elapsed = elapsed
    }

    public static let system = SteadyClock(boot: bootNumber()) {
        var time = timespec()
        clock_gettime(CLOCK_BOOTTIME, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }

    private static func bootNumber() -> Int {
        let path = "/proc/sys/kernel/random/boot_id"
        let bytes = FileManager.default.contents(atPath: path) ?? Data()
        return Int(bytes.reduce(7 as Int64) { ($0 &* 31 &+ Int64($1)) & 0xffff_ffff_ffff })
    }
}

/// The clock that limits go by.
///
/// It runs with the steady clock from where it was last seen, so that setting the wall clock refills
/// no limit; only after a restart of the machine itself does it believe the wall clock, and then
/// never one that is behind the ledger's last line.
struct LimitClock: Sendable {
    private let base: Moment
    private let baseElapsed: Int64
    private let steady: SteadyClock

    init(anchor: Anchor?, lastLine: Moment?, wall: Moment, steady: SteadyClock) {
        self.steady = steady
        baseElapsed = steady.elapsed()
        if let anchor, anchor.boot == steady.boot, anchor.elapsed <= baseElapsed {
            base = Moment(milliseconds: anchor.at + baseElapsed - anchor.elapsed)
        } else {
            base = max(wall, lastLine ?? wall)
        }
    }

    var now: Moment { Moment(milliseconds: base.milliseconds + steady.elapsed() - baseElapsed) }

    /// Where the clock stands, to go on from after a restart of the vault.
    var anchor: Anchor {
        let elapsed = steady.elapsed()
        return Anchor(
            boot: steady.boot,
            elapsed: elapsed,
            at: base.milliseconds + elapsed - baseElapsed
        )
    }

    struct Anchor: Sendable {
        var boot: Int
        var elapsed: Int64
        var at: Int64
    }
}
