#if DEBUG
#if canImport(Glibc)
private import Glibc
#else
private import Darwin
#endif
#endif

/// Marks an arrow on the way of something that must not be lost, so that a drill can kill the
/// process exactly there.
///
/// In a debug build, `ICHI_KILL_AT` names the arrow (or a prefix of several) and `ICHI_KILL_ONE_IN`
/// how often it kills: with 1 every time, with 20 one time in twenty; standard error gets the
/// arrow's name. A release build has no such code.
public func killPoint(_ arrow: StaticString) {
    #if DEBUG
    guard let target = KillPoint.target, "\(arrow)".hasPrefix(target),
        Int.random(in: 0..<KillPoint.oneIn) == 0
    else { return }
    let words = "killed at \(arrow)\n"
    _ = words.withCString { write(STDERR_FILENO, $0, strlen($0)) }
    kill(getpid(), SIGKILL)
    #endif
}

#if DEBUG
private enum KillPoint {
    static let target = environment("ICHI_KILL_AT")
    static let oneIn = max(1, environment("ICHI_KILL_ONE_IN").flatMap { Int($0) } ?? 1)

    private static func environment(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }
}
#endif
