public import Basics
import Synchronization
import VaultAPI

/// Holds the vault's clock against its witness's, whose time stands in each cosignature.
///
/// By either clock alone nobody knows which one is wrong, and limits count by time: so the office shows
/// nobody while they are apart.
final class ClockWatch: Sendable {
    static let mostSeconds = 30

    private let state = Mutex(false)

    var areApart: Bool { state.withLock { $0 } }

    /// True where they were not apart before and are now.
    func compare(_ theirs: Moment, _ ours: Moment) -> Bool {
        let difference = abs(theirs.milliseconds - ours.milliseconds)
        return state.withLock { wereApart in
            let areApart = difference > Int64(ClockWatch.mostSeconds) * 1000
            defer { wereApart = areApart }
            return areApart && !wereApart
        }
    }
}

extension Vault {
    /// Hears the time of a cosignature that was just given.
    ///
    /// More than thirty seconds apart from its own, staff is shown nobody until they agree again.
    public func heardTime(of witness: Moment) async {
        if clocks.compare(witness, clock.now()) { await raise(.clocksApart) }
    }
}

extension Desk {
    /// Staff is shown nobody while the clocks are apart, or lines wait for their cosignature.
    ///
    /// - Throws: ``Halt/refused(_:)`` with `sealed`.
    func refuseUnwatched() throws {
        let isLate = vault.cosigning.isLate(at: vault.steady.elapsed())
        if vault.clocks.areApart || isLate { throw Halt.refused(.sealed) }
    }
}
