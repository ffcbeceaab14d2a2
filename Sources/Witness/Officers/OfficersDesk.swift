import Basics
import Crypto
import Officers
import WebAuthn
import Wire
import WitnessAPI

/// Where officers come in, and what two of them agree to is decided.
final class OfficersDesk: Sendable {
    private static let invitationHours = 24

    let desk: BookDesk
    let clock: WallClock
    let loud: Loudspeaker
    let party: RelyingParty
    let ceremonies = Ceremonies()
    private let origin: String

    /// - Throws: ``WitnessFault/badSetting`` where the page's origin is none.
    init(_ desk: BookDesk, origin: String, clock: WallClock, loud: Loudspeaker) throws {
        guard let party = RelyingParty(origin: origin) else {
            throw WitnessFault.badSetting("ICHI_WITNESS_ORIGIN")
        }
        (self.desk, self.origin, self.party) = (desk, origin, party)
        (self.clock, self.loud) = (clock, loud)
    }

    var state: OfficersState { desk.look(\.officers) }

    func enter(_ event: OfficersEvent) async throws { try await desk.enter(.officers(event)) }

    /// Lets somebody make a key, within a day.
    ///
    /// - Throws: ``WitnessRefusal``.
    func invite(_ message: InviteOfficer) async throws -> OfficerInvitation {
        let state = state
        let code = Secret(Handle<OfficerInvitation>.mint().text)
        let known = state.candidate(message.officer)
        let invitee = OfficerInvitee(
            code: OfficersDesk.hash(code),
            name: message.officer,
            number: known?.number ?? state.lastNumber + 1,
            userHandle: known?.keys.first?.userHandle ?? randomBytes(32),
            leaves: message.leaves,
            ends: clock.now().adding(hours: OfficersDesk.invitationHours)
        )
        try await enter(.invited(invitee))
        return OfficerInvitation(origin: origin, code: code)
    }

    /// Ends the founding.
    ///
    /// - Throws: ``WitnessRefusal``: `notASheet` where there are fewer than three with a key.
    func found() async throws -> OfficersSheet {
        let state = state
        guard state.sheet == nil else { throw WitnessRefusal.founded }
        guard let sheet = try? OfficersSheet(state.candidates.filter { !$0.keys.isEmpty }) else {
            throw WitnessRefusal.notASheet
        }
        try await enter(.founded(sheet.hash))
        return sheet
    }

    /// Has a statement wait; once more does no harm.
    ///
    /// - Throws: ``WitnessRefusal``: `malformed` where it is not that caller's to propose.
    func propose(_ statement: Statement, by caller: WitnessCaller) async throws {
        let isVaults = caller == .vault
        switch statement.content {
        case .raiseBudget: guard !isVaults else { throw WitnessRefusal.malformed }
        // Only who has the key in hand proposes it: see ``keyFinish``.
        case .handover: throw WitnessRefusal.malformed
        case .liftFreeze, .recoverStaff, .job, .registerReceiver, .staffKey:
            guard isVaults else { throw WitnessRefusal.malformed }
        }
        guard state.item(statement.hash) == nil else { return }
        try await enter(.proposed(Proposal(statement: statement, isVaults: isVaults, code: [])))
    }

    func standing() -> OfficersStanding {
        let (state, now) = (state, clock.now())
        return OfficersStanding(
            sheet: state.sheet,
            candidates: state.candidates,
            waiting: state.items.filter { $0.waits(at: now) }.map { state.shown($0, at: now) }
        )
    }

    func decisions(from number: Int) throws -> Decisions {
        let all = state.decisions
        guard number >= 0 else { throw WitnessRefusal.malformed }
        return Decisions(
            count: all.count,
            decisions: Array(all.dropFirst(number).prefix(Decisions.most))
        )
    }

    static func hash(_ code: Secret<String>) -> [UInt8] {
        Array(SHA256.hash(data: Array("ichi officer invitation \(code.revealed)".utf8)))
    }
}

extension OfficersState {
    /// A statement as it is shown; `officer` is who looks.
    func shown(_ item: Item, to officer: Int? = nil, at now: Moment) -> StatementItem {
        let last = item.state == .rejected ? item.said.last.map { [$0.officer] } : nil
        let numbers = last ?? item.agreed.sorted()
        let statement = item.proposal.statement
        return StatementItem(
            hash: item.hash,
            words: statement.words,
            by: statement.by,
            isVaults: item.proposal.isVaults,
            proposed: statement.proposed,
            ends: statement.ends,
            state: item.state,
            decided: item.decided,
            agreed: numbers.map { sheet?.officer($0)?.name ?? "前の責任者(番号 \($0))" },
            isOpen: officer.map { item.isOpen(to: $0, at: now) } ?? false
        )
    }
}
