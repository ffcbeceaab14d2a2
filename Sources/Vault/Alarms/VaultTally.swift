import Synchronization
import VaultAPI

/// What happened since the vault's start, for its metrics: numbers alone.
final class VaultTally: Sendable {
    struct Counts: Sendable {
        /// Persons opened, through which process.
        var opened: [Caller: Int] = [:]
        /// Somebody looked for at the office, found or not.
        var lookUps = 0
    }

    private let counts = Mutex(Counts())

    var now: Counts { counts.withLock { $0 } }

    /// Counts a line.
    ///
    /// One whose transaction fails is counted too: rather more than less.
    func count(_ action: LedgerEntry.Action, persons: Int, through caller: Caller) {
        let opens = LedgerEntry.revealing.contains(action) && persons > 0
        let looksUp = LedgerEntry.lookingUp.contains(action)
        guard opens || looksUp else { return }
        counts.withLock { counts in
            if opens { counts.opened[caller, default: 0] += persons }
            if looksUp { counts.lookUps += 1 }
        }
    }
}
