import Basics
import Synchronization

/// When the witness last put its word on the ledger, by its own clock; others may look at any time.
final class CosignedTime: Sendable {
    private let newest = Mutex<Moment?>(nil)

    var time: Moment? { newest.withLock { $0 } }

    func hear(_ time: Moment) { newest.withLock { $0 = time } }
}
