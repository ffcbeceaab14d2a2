import Basics
import Officers
import VaultAPI
import WitnessAPI

/// What became of a decision that was heard.
enum DecisionTaken: Sendable, Equatable {
    case done
    /// There was nothing to do any more.
    case idle
    /// It was heard before.
    case before
    case refused(OfficersFault)
}

extension Desk {
    /// How long a recovery waits for its person, once two have agreed.
    private static let recoveryHours = 24

    /// Does what two officers agreed to, once, and with its line: nothing but their keys is believed.
    func act(on decision: Decision) throws -> DecisionTaken {
        guard let sheet = try store.officers(vault.keys) else { return .refused(.tooFew) }
        let statement = decision.statement
        let officers: [Officer]
        do throws(OfficersFault) {
            let party = vault.settings.officersParty
            officers = try decision.verify(
                by: sheet,
                for: party,
                at: statement.isForEver ? nil : now
            )
        } catch {
            // One that was done may be told again, when its officers have left.
            return try store.isApproved(statement.hash) ? .before : .refused(error)
        }
        guard try !store.isApproved(statement.hash) else { return .before }
        try store.keep(statement, vault.keys, told: now)
        let isDone = try carryOut(statement, sheet, officers)
        guard try store.decide(statement.hash, isDone ? .done : .idle, at: now) else {
            return .before
        }
        let entry = LedgerEntry(at: now, caller: nil, action: .officers)
        _ = try store.append(SealedEntry.seal(entry, with: month), about: [])
        return isDone ? .done : .idle
    }

    /// Each does nothing the second time.
    private func carryOut(
        _ statement: Statement,
        _ sheet: OfficersSheet,
        _ officers: [Officer]
    ) throws -> Bool {
        switch statement.content {
        case .liftFreeze(let caller):
            let names = officers.map { String($0.number) }.joined(separator: ", ")
            return try store.lift(caller, by: "officers \(names)", at: now)
        case .handover(let handover):
            guard let next = try? sheet.after(handover) else { return false }
            try store.keep(next, vault.keys, at: now)
            return true
        case .recoverStaff(let recovery): return try approve(recovery)
        // The witness's own to do.
        case .raiseBudget: return true
        case .job(let terms):
            return try allow(terms, officers.map(\.number), statement: statement.hash)
        case .registerReceiver(let terms): return try register(terms)
        case .staffKey(let terms): return try witness(terms)
        }
    }

    private func approve(_ recovery: StaffRecovery) throws -> Bool {
        guard let subject = Handle<Subject>(recovery.staff), let staff = try store.staff(subject),
            staff.ended == nil, staff.role.rawValue == recovery.role
        else { return false }
        return try store.approveRecovery(
            recovery.invitation,
            of: subject,
            until: now.adding(hours: Desk.recoveryHours),
            at: now
        )
    }
}

extension Statement {
    /// A handover holds whenever it is heard of: who was away must know who the officers are.
    fileprivate var isForEver: Bool {
        if case .handover = content { true } else { false }
    }
}
