import Logging
import Synchronization

/// Who may be connected at the same time: any number of most callers, of others one.
///
/// What the courier has in hand is handed out again when it asks for more, so of two couriers each
/// would be given what the other carries.
final class Seats<Caller: WireCaller>: Sendable {
    private let taken = Mutex<Set<Caller>>([])
    private let logger: Logger

    init(logger: Logger) { self.logger = logger }

    /// False where the caller has to wait until another has gone.
    func take(_ caller: Caller) -> Bool {
        guard caller.isAlone else { return true }
        let isFree = taken.withLock { $0.insert(caller).inserted }
        if !isFree {
            logger.warning("A second \(caller.rawValue) is turned away while the first is here")
        }
        return isFree
    }

    func leave(_ caller: Caller) {
        if caller.isAlone { taken.withLock { _ = $0.remove(caller) } }
    }
}
