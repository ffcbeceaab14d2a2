import Basics
import VaultAPI

/// Somebody as a principal's reach and the orders say.
struct Known: Sendable {
    let subject: SubjectRow
    /// Nil for who was never in reach.
    let reach: ReachState?
    /// The state of the order it was placed in; nil for who is no part of one that stands.
    let order: OrderState?
}

/// Somebody within a token's reach.
struct Reached: Sendable {
    let subject: SubjectRow
    let ledgerName: String
    /// As in ``Known``.
    let order: OrderState?

    var handle: Handle<Subject> { subject.handle }
    var kind: SubjectKind { subject.kind }
}

extension Desk {
    /// Somebody within a token's reach.
    ///
    /// - Throws: ``Halt/misused(_:_:)`` for whom the token never reached; `erased` for whom it did once,
    ///   and in a vault that was brought back for whom it does not know.
    func reach(_ handle: Handle<Subject>, by holder: Holder) throws -> Reached {
        try reached(try store.known(to: holder.principal, [handle])[handle], by: holder)
    }

    /// As ``reach(_:by:)``, of what the rows say; nil is who has none.
    func reached(_ known: Known?, by holder: Holder) throws -> Reached {
        // Of who came after a backup that was brought back nothing is here, not even the handle.
        if known == nil, vault.wasRestored { throw Halt.refused(.erased) }
        guard let known, let reach = known.reach else {
            throw Halt.misused(holder.claims, .outOfReach)
        }
        guard reach == .reached, known.subject.erased == nil,
            let name = known.subject.ledgerName
        else { throw Halt.refused(.erased) }
        return Reached(subject: known.subject, ledgerName: name, order: known.order)
    }
}
