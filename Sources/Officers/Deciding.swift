public import Basics
public import WebAuthn
public import WitnessAPI

extension Decision {
    /// The officers who agreed, found anew from their keys: nothing but the sheet is believed.
    ///
    /// `now` is for what must be done within the statement's time; nil for a handover, which holds
    /// whenever it is heard of. Throws ``OfficersFault``.
    public func verify(
        by sheet: OfficersSheet,
        for party: RelyingParty,
        at now: Moment?
    ) throws(OfficersFault) -> [Officer] {
        guard statement.isSound else { throw .wrongProof }
        if let now, now >= statement.ends || statement.proposed > now.adding(minutes: 10) {
            throw .over
        }
        let hash = statement.hash
        var agreed: [Officer] = []
        for approval in approvals {
            guard approval.verdict == .approve else { throw .wrongProof }
            let challenge = Approval.challenge(.approve, of: hash, number: approval.number)
            let touched = try sheet.verify(approval.touch, over: challenge, for: party)
            guard touched.officer.number == approval.officer else { throw .wrongProof }
            if !agreed.contains(touched.officer) { agreed.append(touched.officer) }
        }
        guard agreed.count >= 2 else { throw .oneAlone }
        if case .handover(let handover) = statement.content {
            guard !agreed.contains(where: { $0.number == handover.leaves }) else {
                throw .ownHandover
            }
            guard sheet.officer(handover.comes.number) == nil else { throw .twice }
            _ = try sheet.after(handover)
        }
        return agreed
    }
}
