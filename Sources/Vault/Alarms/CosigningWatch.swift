import Synchronization

/// Since when every line has had its cosignature.
///
/// A line that no witness has signed could still be taken back. So what the office is shown stops ten
/// seconds after the ledger has fallen behind; what belongs to somebody's own order goes on.
final class CosigningWatch: Sendable {
    static let mostSeconds = 10

    /// By the machine's steady clock, in milliseconds; nil while nobody follows the ledger.
    private let last = Mutex<Int64?>(nil)

    func note(_ elapsed: Int64) { last.withLock { $0 = elapsed } }

    func isLate(at elapsed: Int64) -> Bool {
        last.withLock {
            $0.map { elapsed - $0 > Int64(CosigningWatch.mostSeconds) * 1000 } ?? false
        }
    }
}

extension Vault {
    /// Hears that every line that is there has its cosignature, again and again.
    ///
    /// More than ten seconds without that, and staff is shown nobody until it is heard again.
    public func heardCosigned() { cosigning.note(steady.elapsed()) }
}
