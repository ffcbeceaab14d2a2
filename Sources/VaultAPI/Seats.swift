import Logging
import Synchronization

/// Who may be connected at the same time: any number of counters, one courier.
///
/// What the courier has in hand is handed out again when it asks for more, so of two couriers each
/// would be given what the other carries.
final class Seats: Sendable {
    private let courierIsHere = Mutex(false)
    private let logger: Logger

    init(logger: Logger) { self.logger = logger }

    /// False where the caller has to wait until another has gone.
    func take(_ caller: Caller) -> Bool {
        guard caller == .courier else { return true }
        let isFree = courierIsHere.withLock { isHere in
            defer { isHere = true }
            return !isHere
        }
        if !isFree { logger.warning("A second courier is turned away while the first is here") }
        return isFree
    }

    func leave(_ caller: Caller) {
        if caller == .courier { courierIsHere.withLock { $0 = false } }
    }
}
