import Basics
import WitnessAPI

/// What may be written into the book of officers: looked at once more in the order in which it is written.
extension OfficersState {
    private static let (mostInvitations, mostWaiting) = (24, 50)
    /// So far the vault's clock may go ahead.
    private static let leadMinutes = 10

    /// - Throws: ``WitnessRefusal``.
    func check(_ event: OfficersEvent, at time: Moment) throws(WitnessRefusal) {
        switch event {
        case .invited(let invitee): try check(invitee, at: time)
        case .made(let made):
            guard sheet == nil else { throw .founded }
            let invitee = try invitee(made.code, at: time)
            try check(made.key, of: candidate(invitee.name))
        case .founded(let hash):
            guard sheet == nil else { throw .founded }
            guard let made = try? OfficersSheet(candidates.filter { !$0.keys.isEmpty }),
                made.hash == hash
            else { throw .notASheet }
        case .proposed(let proposal): try check(proposal, at: time)
        case .judged(let judgement): try check(judgement, at: time)
        }
    }

    /// An invitation that still waits.
    func invitee(_ code: [UInt8], at time: Moment) throws(WitnessRefusal) -> OfficerInvitee {
        guard let invitee = invitations[code], time < invitee.ends else { throw .expired }
        return invitee
    }

    private func check(_ invitee: OfficerInvitee, at time: Moment) throws(WitnessRefusal) {
        guard invitations.values.count(where: { $0.ends > time }) < Self.mostInvitations else {
            throw .tooMany
        }
        guard let sheet else {
            guard invitee.leaves == nil else { throw .noOfficers }
            return
        }
        guard let leaves = invitee.leaves else { throw .founded }
        let others = sheet.officers.filter { $0.number != leaves }
        guard others.count < sheet.officers.count,
            !others.contains(where: { $0.name == invitee.name })
        else { throw .notASheet }
    }

    private func check(_ key: EnrolledKey, of officer: Officer?) throws(WitnessRefusal) {
        guard let officer, officer.keys.count < 4,
            !keys.contains(where: {
                $0.credential == key.credential || $0.publicKey == key.publicKey
            })
        else { throw .notASheet }
    }

    private func check(_ proposal: Proposal, at time: Moment) throws(WitnessRefusal) {
        guard let sheet else { throw .noOfficers }
        let statement = proposal.statement
        guard statement.isSound, time < statement.ends,
            statement.proposed <= time.adding(minutes: Self.leadMinutes)
        else { throw .malformed }
        guard item(statement.hash) == nil else { throw .expired }
        // Each for itself: who holds the vault must not keep a handover from being proposed.
        let others = items.filter { $0.proposal.isVaults == proposal.isVaults }
        guard others.count(where: { $0.waits(at: time) }) < Self.mostWaiting else { throw .tooMany }
        guard case .handover(let handover) = statement.content else { return }
        let invitee = try invitee(proposal.code, at: time)
        guard invitee.leaves == handover.leaves, invitee.number == handover.comes.number,
            invitee.name == handover.comes.name, (try? sheet.after(handover)) != nil
        else { throw .notASheet }
    }

    private func check(_ judgement: Judgement, at time: Moment) throws(WitnessRefusal) {
        guard let sheet else { throw .noOfficers }
        guard let item = item(judgement.statement), item.waits(at: time) else { throw .expired }
        let approval = judgement.approval
        guard let officer = sheet.officer(approval.officer),
            officer.keys.contains(where: { $0.credential == approval.touch.credential })
        else { throw .wrongProof }
        // A handover may have made it nobody's, or another's, since it was proposed.
        if case .handover(let handover) = item.proposal.statement.content,
            (try? sheet.after(handover)) == nil
        {
            throw .expired
        }
        guard item.isOpen(to: officer.number, approval.verdict, at: time) else {
            throw .notYours
        }
        let known = counts[approval.touch.credential] ?? 0
        guard judgement.count > known || judgement.count == 0 && known == 0 else {
            throw .wrongProof
        }
    }
}
