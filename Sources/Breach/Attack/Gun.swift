import Synchronization
import VaultAPI
import Wire

/// What came of one request.
enum Answer: Sendable {
    case answered([UInt8])
    case refused(VaultRefusal)

    var word: String {
        switch self {
        case .answered: "answered"
        case .refused(let refusal): refusal.rawValue
        }
    }

    var isFrozen: Bool {
        if case .refused(.frozen) = self { true } else { false }
    }
}

/// One way of trying to read whom one may not.
struct Way: Sendable {
    var name: String
    /// How often it makes sense.
    var most = 12
    var attempt: @Sendable (_ number: Int, Gun) async -> Answer
}

/// The line that a taken process has to the vault, in its attacker's hands.
///
/// Whatever is answered is kept as loot.
struct Gun: Sendable {
    let vault: VaultClient

    func fire(_ name: String, _ payload: [UInt8]) async -> Answer {
        do {
            let bytes = try await vault.pass(name, payload)
            RedLog.keep(bytes)
            return .answered(bytes)
        } catch {
            return .refused(error)
        }
    }

    func fire(_ message: some VaultMessage) async -> Answer {
        await fire(type(of: message).name, Packer.pack(message))
    }

    /// Whether this process is frozen; nil where the vault says nothing.
    func isFrozen() async -> Bool? { try? await vault.ask(Status()).frozen }

    /// All ways at once, from sixteen tasks, until the time is over.
    func rush(_ ways: [Way], seconds: Double) async {
        let tally = Tally()
        let end = ContinuousClock.now + .seconds(seconds)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<16 {
                group.addTask {
                    while ContinuousClock.now < end, !Task.isCancelled {
                        let number = tally.begin()
                        let way = ways[number % ways.count]
                        tally.end(await way.attempt(number / ways.count, self))
                    }
                }
            }
        }
        RedLog.tell(tally.event(.rush, nil))
    }

    /// One way by itself, a request after the other, until it is frozen for.
    func walk(_ way: Way) async {
        await waitForThaw()
        let tally = Tally()
        for number in 0..<way.most {
            _ = tally.begin()
            let answer = await way.attempt(number, self)
            tally.end(answer)
            if answer.isFrozen { break }
            try? await Task.sleep(for: .milliseconds(10))
        }
        RedLog.tell(tally.event(.way, way.name))
    }

    /// The drill lifts what stands frozen, as two officers would.
    private func waitForThaw() async {
        // A token's freeze is not told by the process's standing: the drill looks every few milliseconds.
        try? await Task.sleep(for: .milliseconds(100))
        for _ in 0..<400 {
            if await isFrozen() == false { return }
            try? await Task.sleep(for: .milliseconds(50))
        }
    }
}

/// Counts what was asked and said.
private final class Tally: Sendable {
    private struct Counts {
        var begun = 0
        var answers: [String: Int] = [:]
        var untilFrozen: Int?
        var seconds: Double?
    }

    private let counts = Mutex(Counts())
    private let start = ContinuousClock.now

    func begin() -> Int {
        counts.withLock { counts in
            defer { counts.begun += 1 }
            return counts.begun
        }
    }

    func end(_ answer: Answer) {
        let seconds = start.duration(to: .now) / .seconds(1)
        counts.withLock { counts in
            counts.answers[answer.word, default: 0] += 1
            guard answer.isFrozen, counts.untilFrozen == nil else { return }
            counts.untilFrozen = counts.begun
            counts.seconds = seconds
        }
    }

    func event(_ kind: RedEvent.Kind, _ name: String?) -> RedEvent {
        counts.withLock { counts in
            var event = RedEvent(kind, name)
            event.attempts = counts.begun
            event.answers = counts.answers
            event.untilFrozen = counts.untilFrozen
            event.seconds = counts.seconds
            return event
        }
    }
}
