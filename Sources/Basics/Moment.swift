#if canImport(Glibc)
private import Glibc
#else
private import Darwin
#endif

/// A point in time: milliseconds since 1970-01-01T00:00:00Z.
///
/// Time is an argument: rules take a `Moment`, and only a ``WallClock`` at the door reads one.
public struct Moment: Hashable, Comparable, Sendable, Codable {
    public var milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    public init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }

    public static func < (a: Moment, b: Moment) -> Bool { a.milliseconds < b.milliseconds }

    public func adding(seconds: Int) -> Moment {
        Moment(milliseconds: milliseconds + Int64(seconds) * 1000)
    }
    public func adding(minutes: Int) -> Moment { adding(seconds: minutes * 60) }
    public func adding(hours: Int) -> Moment { adding(minutes: hours * 60) }
    public func adding(days: Int) -> Moment { adding(hours: days * 24) }
}

/// Where the time comes from: the system's clock, or one that a test sets.
public struct WallClock: Sendable {
    public var now: @Sendable () -> Moment

    public init(now: @escaping @Sendable () -> Moment) { self.now = now }

    public static let system = WallClock {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Moment(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }
}
