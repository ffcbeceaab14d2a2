import Basics
import Logging
import VaultAPI

extension Desk {
    /// Counts a look-up, found or not.
    ///
    /// - Throws: ``Halt/refused(_:)`` with `tooMany` in a burst, which is an alarm.
    func count(lookUpOf staff: StaffHolder) throws {
        let once = Handle<StaffCeremony>.mint().text
        guard try vault.limits.admit(once, by: [.lookUps(staff.ledgerName)]) != nil else { return }
        throw burst(staff)
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
            throw burst(staff)
        }
    }

    /// More than anybody who answers calls asks for.
    private func burst(_ staff: StaffHolder) -> Halt {
        vault.logger.critical(
            "alarm",
            metadata: ["kind": "look-ups in a burst", "role": "\(staff.role.rawValue)"]
        )
        return Halt.refused(.tooMany)
    }
}
