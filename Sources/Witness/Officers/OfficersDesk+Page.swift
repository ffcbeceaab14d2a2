import Basics
import Officers
import WebAuthn
import Wire
import WitnessAPI

/// What the page asks for the person before it.
extension OfficersDesk {
    func lookBegin() throws -> TouchRequest {
        guard state.sheet != nil else { throw WitnessRefusal.noOfficers }
        let number = ceremonies.begin(.look, at: clock.now())
        // Whose keys there are a stranger is not told.
        return TouchRequest(number: number, challenge: number, party: party.id, keys: [])
    }

    func lookFinish(_ message: LookFinish) async throws -> OfficerSession {
        let now = clock.now()
        guard try ceremonies.take(message.number, at: now) == .look else {
            throw WitnessRefusal.expired
        }
        guard message.touch.userHandle != nil else { throw WitnessRefusal.wrongProof }
        let touched = try await touched(message.touch, over: message.number)
        return ceremonies.enter(touched.officer.number, at: now)
    }

    func board(_ session: OfficerSession) throws -> OfficerBoard {
        let (state, now) = (state, clock.now())
        let (sheet, me) = try officer(of: session, state, at: now)
        let shown = { (item: OfficersState.Item) in state.shown(item, to: me.number, at: now) }
        return OfficerBoard(
            me: me.name,
            sheet: sheet,
            waiting: state.items.filter { $0.waits(at: now) }.map(shown),
            decided: state.items.filter { $0.state != .waits }.suffix(20).reversed().map(shown)
        )
    }

    func judgeBegin(_ message: JudgeBegin) throws -> TouchRequest {
        let (state, now) = (state, clock.now())
        let (_, me) = try officer(of: message.session, state, at: now)
        guard let item = state.item(message.statement), item.waits(at: now) else {
            throw WitnessRefusal.expired
        }
        guard item.isOpen(to: me.number, message.verdict, at: now) else {
            throw WitnessRefusal.notYours
        }
        let purpose = Ceremonies.Purpose.judge(
            officer: me.number,
            statement: item.hash,
            message.verdict
        )
        let number = ceremonies.begin(purpose, at: now)
        return TouchRequest(
            number: number,
            challenge: Approval.challenge(message.verdict, of: item.hash, number: number),
            party: party.id,
            keys: me.keys.map { CredentialName($0.credential) }
        )
    }

    func judgeFinish(_ message: JudgeFinish) async throws -> StatementItem.State {
        let now = clock.now()
        let (_, me) = try officer(of: message.session, state, at: now)
        guard
            case .judge(me.number, let statement, let verdict) = try ceremonies.take(
                message.number,
                at: now
            )
        else { throw WitnessRefusal.expired }
        let challenge = Approval.challenge(verdict, of: statement, number: message.number)
        let touched = try await touched(message.touch, over: challenge)
        guard touched.officer.number == me.number else { throw WitnessRefusal.wrongProof }
        let approval = Approval(
            officer: me.number,
            verdict: verdict,
            number: message.number,
            touch: message.touch,
            at: now
        )
        let judgement = Judgement(
            statement: statement,
            approval: approval,
            count: Int(touched.signCount)
        )
        try await enter(.judged(judgement))
        let item = state.item(statement)
        if let item, item.state != .waits {
            loud.say(
                "Officers: \(item.state), statement \(PaperDigits.text(Array(statement.prefix(8))))"
            )
        }
        return item?.state ?? .waits
    }

    func keyBegin(_ message: OfficerKeyBegin) throws -> OfficerKeyOffer {
        let (state, now) = (state, clock.now())
        let code = OfficersDesk.hash(message.code)
        let invitee = try state.invitee(code, at: now)
        let number = ceremonies.begin(.make(code: code), at: now)
        return OfficerKeyOffer(
            number: number,
            challenge: number,
            party: party.id,
            userHandle: invitee.userHandle,
            officer: invitee.name,
            others: state.keys.map { CredentialName($0.credential) }
        )
    }

    /// Before the founding the key is its officer's at once; later two others must agree.
    func keyFinish(_ message: OfficerKeyFinish) async throws -> OfficerKeyMade {
        let (state, now) = (state, clock.now())
        let code = OfficersDesk.hash(message.code)
        let invitee = try state.invitee(code, at: now)
        guard try ceremonies.take(message.number, at: now) == .make(code: code) else {
            throw WitnessRefusal.expired
        }
        let key = try made(message, for: invitee)
        if let leaves = invitee.leaves {
            let comes = Officer(number: invitee.number, name: invitee.name, keys: [key])
            let statement = Statement(
                proposed: now,
                by: invitee.name,
                content: .handover(Handover(leaves: leaves, comes: comes))
            )
            try await enter(.proposed(Proposal(statement: statement, isVaults: false, code: code)))
        } else {
            try await enter(.made(OfficerMade(code: code, key: key)))
        }
        return OfficerKeyMade(
            officer: invitee.name,
            fingerprint: key.fingerprint,
            waits: invitee.leaves != nil
        )
    }

    private func made(_ message: OfficerKeyFinish, for invitee: OfficerInvitee) throws
        -> EnrolledKey
    {
        let registration = Registration(
            clientDataJSON: message.clientData,
            attestationObject: message.attestation
        )
        do {
            let outcome = try registration.verify(
                for: party,
                challenge: Base64URL.encode(message.number),
                userHandle: invitee.userHandle
            )
            return EnrolledKey(outcome, attestation: message.attestation)
        } catch {
            throw WitnessRefusal.wrongProof
        }
    }

    /// Whose session it is, as long as they are an officer.
    private func officer(of session: OfficerSession, _ state: OfficersState, at now: Moment) throws
        -> (OfficersSheet, Officer)
    {
        let number = try ceremonies.officer(of: session, at: now)
        guard let sheet = state.sheet, let officer = sheet.officer(number) else {
            throw WitnessRefusal.expired
        }
        return (sheet, officer)
    }

    /// Whose touch it is; a key that does not go on counting is an alarm.
    private func touched(_ touch: KeyTouch, over challenge: [UInt8]) async throws
        -> OfficersSheet.Touched
    {
        let state = state
        let counts = state.counts.merging(ceremonies.counts, uniquingKeysWith: max)
        guard
            let touched = try? state.sheet?.verify(
                touch,
                over: challenge,
                for: party,
                counts: counts
            )
        else { throw WitnessRefusal.wrongProof }
        guard !touched.isClone else {
            try await desk.enter(.alarm(.clone, "officer \(touched.officer.number)"))
            throw WitnessRefusal.wrongProof
        }
        ceremonies.note(touched.signCount, of: touch.credential)
        return touched
    }
}
