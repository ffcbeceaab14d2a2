import Synchronization

/// The number of the last change that a body's statements have written into the ``ChangeLog``.
///
/// It is whole once the body's commit is: what is not waited for tells its number late.
final class ChangeNote: Sendable {
    private let noted = Mutex<Int64?>(nil)

    /// Nil where they have written nothing.
    var last: Int64? { noted.withLock { $0 } }

    func note(_ number: Int64) { noted.withLock { $0 = number } }
}
