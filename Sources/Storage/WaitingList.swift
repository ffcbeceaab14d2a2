import Dispatch
import Synchronization

/// The writes that wait, between the tasks that bring them and the one thread that takes them.
final class WaitingList: Sendable {
    fileprivate struct State {
        var writes: [PendingWrite] = []
        var isThreadAsleep = false
        var isClosed = false
        var hasEnded = false
        var toTell: [@Sendable () -> Void] = []
    }

    private let state = Mutex(State())
    private let arrival = DispatchSemaphore(value: 0)

    /// Adds a write; why it was not taken, where it was not.
    func add(_ write: PendingWrite) -> StorageError? {
        let (refusal, wakes) = state.withLock { state -> (StorageError?, Bool) in
            guard !state.isClosed else { return (.unavailable("the database was closed"), false) }
            guard state.writes.count < WriteQueue.waitingLimit else { return (.busy, false) }
            state.writes.append(write)
            return (nil, state.wake())
        }
        if wakes { arrival.signal() }
        return refusal
    }

    /// Waits for the next group; nil once the list is closed and nothing is left.
    func next() -> [PendingWrite]? {
        while true {
            let (group, isClosed) = state.withLock { state in
                let group = Array(state.writes.prefix(WriteQueue.groupLimit))
                state.writes.removeFirst(group.count)
                state.isThreadAsleep = group.isEmpty && !state.isClosed
                return (group, state.isClosed)
            }
            if !group.isEmpty { return group }
            if isClosed { return nil }
            arrival.wait()
        }
    }

    /// Takes no more writes, and tells when the last one has ended.
    func close(_ tell: @escaping @Sendable () -> Void = {}) {
        let (hasEnded, wakes) = state.withLock { state in
            state.isClosed = true
            if !state.hasEnded { state.toTell.append(tell) }
            return (state.hasEnded, state.wake())
        }
        if wakes { arrival.signal() }
        if hasEnded { tell() }
    }

    /// The thread's last word.
    func end() {
        let toTell = state.withLock { state in
            state.hasEnded = true
            defer { state.toTell = [] }
            return state.toTell
        }
        for tell in toTell { tell() }
    }
}

extension WaitingList.State {
    /// True where the thread sleeps and must be woken, once.
    fileprivate mutating func wake() -> Bool {
        defer { isThreadAsleep = false }
        return isThreadAsleep
    }
}
