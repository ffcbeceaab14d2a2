import Dispatch
import Synchronization

/// The standby as the one that leads knows it: what it has on disk, and who waits for that.
final class Following: Sendable {
    /// A standby that has not asked for so long does not follow: it asks once a second at least.
    private static let silence: Duration = .seconds(3)
    /// The longest that an answer waits for it.
    private static let patience: DispatchTimeInterval = .seconds(2)

    private struct Waiter {
        var number: Int
        var book: Int
        var ledger: Int
        var signal: DispatchSemaphore
    }
    private struct State {
        var isRequired: Bool
        var book = 0
        var ledger = 0
        var heard: ContinuousClock.Instant?
        var waiters: [Waiter] = []
        var next = 0
        /// How often there was something new, and who waits for the next time.
        var stirs = 0
        var polls: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    init(isRequired: Bool) { state = Mutex(State(isRequired: isRequired)) }

    /// Whether what is asked can be answered: there is no standby, or it follows.
    var isHere: Bool {
        state.withLock { state in
            guard state.isRequired else { return true }
            return state.heard.map { ContinuousClock.now - $0 < Following.silence } ?? false
        }
    }

    /// How often there was something new.
    var stirs: Int { state.withLock { $0.stirs } }

    func note(isRequired: Bool) {
        state.withLock { $0.isRequired = isRequired }
        stir()
    }

    /// The standby has said what it has on disk.
    func hear(book: Int, ledger: Int) {
        state.withLock { state in
            (state.book, state.ledger, state.heard) = (book, ledger, ContinuousClock.now)
            for waiter in state.waiters where waiter.book <= book && waiter.ledger <= ledger {
                waiter.signal.signal()
            }
            state.waiters.removeAll { $0.book <= book && $0.ledger <= ledger }
        }
    }

    /// Blocks until the standby has so much of book and ledger; false where it does not come.
    func wait(book: Int = 0, ledger: Int = 0) -> Bool {
        let signal = DispatchSemaphore(value: 0)
        let number = state.withLock { state -> Int? in
            guard state.isRequired, state.book < book || state.ledger < ledger else { return nil }
            state.next += 1
            state.waiters.append(
                Waiter(number: state.next, book: book, ledger: ledger, signal: signal)
            )
            return state.next
        }
        guard let number else { return true }
        stir()
        let isHere = signal.wait(timeout: .now() + Following.patience) == .success
        if !isHere { state.withLock { $0.waiters.removeAll { $0.number == number } } }
        return isHere
    }

    /// There is something new to tell.
    func stir() {
        let polls = state.withLock { state in
            state.stirs += 1
            defer { state.polls = [] }
            return state.polls
        }
        for poll in polls { poll.resume() }
    }

    /// Waits for something new since there were so many, a second at most.
    func pause(since stirs: Int) async {
        let alarm = Task {
            try await Task.sleep(for: .seconds(1))
            stir()
        }
        await withCheckedContinuation { poll in
            let isNew = state.withLock { state in
                guard state.stirs == stirs else { return true }
                state.polls.append(poll)
                return false
            }
            if isNew { poll.resume() }
        }
        alarm.cancel()
    }
}
