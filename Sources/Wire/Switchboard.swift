import CSwitchboard
import Foundation

/// How processes of one machine are connected without a socket that anyone could find.
///
/// Each child has a *calling line* to the launcher, and who answers has a *serving line* besides. A
/// child calls; the launcher makes a stream, gives one end to the child and the other, with the
/// caller's name, to whoever the launcher's plan lets this child speak to. A call says nothing: neither
/// who calls nor whom is the child's to say.
public enum Switchboard {
    public struct Failure: Error, Sendable, Equatable {
        /// The system's number, or nil where the launcher refused.
        public var errno: CInt?
        public init(errno: CInt? = nil) { self.errno = errno }
    }

    /// The descriptor as which a process that answers inherits its serving line.
    public static let servingLine: CInt = 3
    /// The descriptor as which a process inherits its calling line.
    public static let callingLine: CInt = 4

    static let request = "call"
    static let refused = "refused"
    static let patienceMilliseconds: CInt = 2000

    /// Turn off core dumps, tracing and the gaining of rights; every process does this first.
    public static func harden() throws(Failure) { try check(ichi_harden()) }

    /// The two ends of a line.
    public static func line() throws(Failure) -> (CInt, CInt) { try pair(ichi_line) }

    /// The two ends of a stream.
    public static func stream() throws(Failure) -> (CInt, CInt) { try pair(ichi_stream) }

    /// A child calls, and gets a stream; waits at most two seconds.
    public static func dial(_ line: CInt) throws(Failure) -> CInt {
        try check(ichi_patience(line, patienceMilliseconds))
        try send(request, nil, on: line)
        guard let (_, descriptor) = try receive(on: line), let descriptor else { throw Failure() }
        return descriptor
    }

    /// The launcher hears a child: true where it calls, nil where its line has ended.
    public static func hear(_ line: CInt) throws(Failure) -> Bool? {
        guard let (word, descriptor) = try receive(on: line) else { return nil }
        if let descriptor { Foundation.close(descriptor) }
        return word == request
    }

    /// Announces a caller to who answers on a serving line, and returns the caller's end.
    public static func announce(_ caller: String, on serving: CInt) throws(Failure) -> CInt {
        let (near, far) = try stream()
        defer { Foundation.close(far) }
        do {
            try send(caller, far, on: serving)
            return near
        } catch {
            Foundation.close(near)
            throw error
        }
    }

    /// The launcher connects a child to another, under the name that it gives the child.
    public static func connect(
        _ caller: String,
        on line: CInt,
        toServerOn serving: CInt
    ) throws(Failure) {
        let near: CInt
        do {
            near = try announce(caller, on: serving)
        } catch {
            return try refuse(line)
        }
        defer { Foundation.close(near) }
        try send(request, near, on: line)
    }

    /// The launcher refuses a child.
    public static func refuse(_ line: CInt) throws(Failure) { try send(refused, nil, on: line) }

    /// Who answers waits for its next caller; nil where the launcher has ended.
    public static func accept(_ line: CInt) throws(Failure) -> (caller: String, stream: CInt)? {
        while let (word, descriptor) = try receive(on: line) {
            if let descriptor { return (word, descriptor) }
        }
        return nil
    }

    // A thread of its own: neither event loops nor tasks may be kept waiting for another process.
    static func waiting<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result(catching: body)) }
        }
    }

    private static func send(
        _ word: String,
        _ descriptor: CInt?,
        on line: CInt
    ) throws(Failure) {
        try check(ichi_send(line, word, word.utf8.count, descriptor ?? -1))
    }

    private static func receive(on line: CInt) throws(Failure) -> (String, CInt?)? {
        var word = [CChar](repeating: 0, count: 64)
        var descriptor: CInt = -1
        let length = ichi_receive(line, &word, word.count, &descriptor)
        guard length >= 0 else { throw Failure(errno: errno) }
        guard length > 0 else { return nil }
        let bytes = word.prefix(length).map(UInt8.init(bitPattern:))
        return (String(decoding: bytes, as: UTF8.self), descriptor < 0 ? nil : descriptor)
    }

    private static func pair(
        _ make: (UnsafeMutablePointer<CInt>?) -> CInt
    ) throws(Failure) -> (CInt, CInt) {
        var ends: [CInt] = [-1, -1]
        try check(make(&ends))
        return (ends[0], ends[1])
    }

    private static func check(_ result: CInt) throws(Failure) {
        guard result == 0 else { throw Failure(errno: errno) }
    }
}
