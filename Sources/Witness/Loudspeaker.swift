import Synchronization

/// Says what must be told loudly; a failure that goes on is told once.
final class Loudspeaker: Sendable {
    private let voice: @Sendable (String) -> Void
    private let failure = Mutex<String?>(nil)

    init(_ voice: @escaping @Sendable (String) -> Void) { self.voice = voice }

    func say(_ words: String) { voice(words) }

    /// Tells a failure, unless it is the one that was told last.
    func tell(_ failure: String) {
        let isNew = self.failure.withLock { last in
            defer { last = failure }
            return last != failure
        }
        if isNew { voice(failure) }
    }

    /// What failed works again: the next failure is new.
    func calm() { failure.withLock { $0 = nil } }
}
