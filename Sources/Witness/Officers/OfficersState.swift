import Basics
import WitnessAPI

/// What the book's lines about officers come to.
struct OfficersState: Sendable {
    /// Before the founding: who was invited, by number.
    private(set) var candidates: [Officer] = []
    private(set) var sheet: OfficersSheet?
    /// Statements that wait or were decided lately, oldest first.
    private(set) var items: [Item] = []
    /// All that two agreed to, oldest first.
    private(set) var decisions: [Decision] = []
    /// What keys have counted to.
    private(set) var counts: [[UInt8]: UInt32] = [:]
    private(set) var invitations: [[UInt8]: OfficerInvitee] = [:]
    /// The last number that was given to anybody.
    private(set) var lastNumber = 0

    /// A statement, and what was said to it.
    struct Item: Sendable {
        var proposal: Proposal
        var hash: [UInt8]
        var said: [Approval] = []
        var state = StatementItem.State.waits
        var decided: Moment?
    }

    private static let itemsKept = 60

    func item(_ hash: [UInt8]) -> Item? { items.first { $0.hash == hash } }

    /// Whom a name belongs to, before the founding.
    func candidate(_ name: String) -> Officer? { candidates.first { $0.name == name } }

    /// The keys of everybody: no authenticator is to hold two of them.
    var keys: [EnrolledKey] { (sheet?.officers ?? candidates).flatMap(\.keys) }

    /// Learns one event; what two have agreed to by it, to be done at once.
    mutating func fold(_ event: OfficersEvent, at time: Moment) -> Statement? {
        switch event {
        case .invited(let invitee): invite(invitee, at: time)
        case .made(let made): make(made)
        case .founded:
            sheet = try? OfficersSheet(candidates.filter { !$0.keys.isEmpty })
            (candidates, invitations) = ([], [:])
        case .proposed(let proposal):
            invitations[proposal.code] = nil
            items.append(Item(proposal: proposal, hash: proposal.statement.hash))
            forget(at: time)
        case .judged(let judgement): return judge(judgement, at: time)
        }
        return nil
    }

    private mutating func invite(_ invitee: OfficerInvitee, at time: Moment) {
        invitations = invitations.filter { $0.value.ends > time }
        invitations[invitee.code] = invitee
        lastNumber = max(lastNumber, invitee.number)
        guard sheet == nil, candidate(invitee.name) == nil else { return }
        candidates.append(Officer(number: invitee.number, name: invitee.name, keys: []))
    }

    private mutating func make(_ made: OfficerMade) {
        guard let invitee = invitations.removeValue(forKey: made.code),
            let place = candidates.firstIndex(where: { $0.number == invitee.number })
        else { return }
        candidates[place].keys.append(made.key)
    }

    private mutating func judge(_ judgement: Judgement, at time: Moment) -> Statement? {
        guard let place = items.firstIndex(where: { $0.hash == judgement.statement }) else {
            return nil
        }
        counts[judgement.approval.touch.credential] = UInt32(clamping: judgement.count)
        items[place].said.append(judgement.approval)
        guard judgement.approval.verdict == .approve else {
            (items[place].state, items[place].decided) = (.rejected, time)
            return nil
        }
        // Who has left meanwhile has no say.
        let approvals = items[place].said.filter { sheet?.officer($0.officer) != nil }
        guard Set(approvals.map(\.officer)).count >= 2 else { return nil }
        (items[place].state, items[place].decided) = (.approved, time)
        let statement = items[place].proposal.statement
        decisions.append(Decision(statement: statement, approvals: approvals))
        if case .handover(let handover) = statement.content {
            sheet = (try? sheet?.after(handover)) ?? sheet
        }
        return statement
    }

    private mutating func forget(at time: Moment) {
        guard items.count > OfficersState.itemsKept,
            let oldest = items.firstIndex(where: { !$0.waits(at: time) })
        else { return }
        items.remove(at: oldest)
    }
}

extension OfficersState.Item {
    /// Whether anybody can still say something to it.
    func waits(at time: Moment) -> Bool {
        state == .waits && time < proposal.statement.ends
    }

    /// Who has agreed, by number.
    var agreed: Set<Int> { Set(said.filter { $0.verdict == .approve }.map(\.officer)) }

    /// Whether an officer may say so to it: nobody agrees twice, and who is to leave has no say at all,
    /// for who must go would never agree to it.
    func isOpen(to officer: Int, _ verdict: Verdict = .approve, at time: Moment) -> Bool {
        if case .handover(let handover) = proposal.statement.content, handover.leaves == officer {
            return false
        }
        return waits(at: time) && (verdict == .reject || !agreed.contains(officer))
    }
}
