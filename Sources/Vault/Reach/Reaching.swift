import Basics
import VaultAPI

extension Desk {
    /// Somebody within a token's reach.
    ///
    /// - Throws: ``Halt/misused(_:_:)`` for whom the token never reached; `erased` for whom it did once.
    func reach(_ handle: Handle<Subject>, by holder: Holder) throws -> SubjectRow {
        switch try store.reach(of: holder.principal, to: handle) {
        case .reached: break
        case .over: throw Halt.refused(.erased)
        case nil: throw Halt.misused(holder.claims, .outOfReach)
        }
        guard let subject = try store.subject(handle), subject.erased == nil,
            subject.ledgerName != nil
        else { throw Halt.refused(.erased) }
        return subject
    }
}
