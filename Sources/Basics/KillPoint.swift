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
/// In a debug build, `ICHI_KILL_ARMED` names a folder: a file in it that bears the arrow's name (and
/// the message's behind a dot, where one is given) kills the first process that passes, once. The
/// file goes with it, and standard error gets the name. A release build has no such code.
public func killPoint(_ arrow: StaticString, _ message: @autoclosure () -> String? = nil) {
    #if DEBUG
    guard let folder = KillPoint.folder else { return }
    let name = message().map { "\(arrow).\($0)" } ?? "\(arrow)"
    // Of several that pass at once only one takes the file away.
    guard unlink("\(folder)/\(name)") == 0 else { return }
    let words = "killed at \(name)\n"
    _ = words.withCString { write(STDERR_FILENO, $0, strlen($0)) }
    kill(getpid(), SIGKILL)
    #endif
}

#if DEBUG
private enum KillPoint {
    static let folder = getenv("ICHI_KILL_ARMED").map { String(cString: $0) }
}
#endif
