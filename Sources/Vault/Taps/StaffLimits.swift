import Basics
import VaultAPI

extension Desk {
    /// Counts a look-up, found or not.
    ///
    /// - Throws: ``Halt/excessive(_:)`` in a burst: more than anybody who answers calls asks for.
    func count(lookUpOf staff: StaffHolder) throws {
        let once = Handle<StaffCeremony>.mint().text
        guard try vault.limits.admit(once, by: [.lookUps(staff.ledgerName)]) != nil else { return }
        throw Halt.excessive(.lookUpBurst)
    }

    /// Counts persons that somebody of the office is about to have opened.
    func count(_ subjects: [String], by staff: StaffHolder) throws {
        let counters = Limits.counters(
            caller: call.caller,
            token: staff.holder.claims.id,
            principal: staff.ledgerName,
            role: staff.role
        )
        for subject in subjects where try vault.limits.admit(subject, by: counters) != nil {
            throw Halt.excessive(.lookUpBurst)
        }
    }
}
