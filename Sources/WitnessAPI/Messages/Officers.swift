public import Basics
public import Wire

/// Let somebody become an officer; the operator's to ask.
///
/// Before the founding, one who is invited by a name that has a key already makes another key. After
/// it, who comes must be told in whose place.
public struct InviteOfficer: WitnessMessage {
    public static let name = "inviteOfficer"
    public typealias Answer = OfficerInvitation
    /// Office and name.
    public var officer: String
    /// The number of who leaves.
    public var leaves: Int?

    public init(officer: String, leaves: Int? = nil) {
        self.officer = officer
        self.leaves = leaves
    }
}

/// What is given to who was invited.
public struct OfficerInvitation: Packable, Equatable {
    /// Where the witness's page is.
    public var origin: String
    /// Good once, for a day; kept nowhere.
    public var code: Secret<String>

    public init(origin: String, code: Secret<String>) {
        self.origin = origin
        self.code = code
    }
}

/// End the founding: from here on only two officers change who is one; the operator's to ask.
public struct FoundOfficers: WitnessMessage {
    public static let name = "foundOfficers"
    public typealias Answer = OfficersSheet
    public init() {}
    public func pack(into packer: inout Packer) {}
    public init(from unpacker: inout Unpacker) throws(PackingFault) { self.init() }
}

/// Who the officers are, and what waits for them.
public struct AskOfficers: WitnessMessage {
    public static let name = "officers"
    public typealias Answer = OfficersStanding
    public init() {}
    public func pack(into packer: inout Packer) {}
    public init(from unpacker: inout Unpacker) throws(PackingFault) { self.init() }
}

/// The witness's answer to ``AskOfficers``.
public struct OfficersStanding: Packable, Equatable {
    /// Nil before the founding.
    public var sheet: OfficersSheet?
    /// Before the founding: who was invited, some without a key yet.
    public var candidates: [Officer]
    public var waiting: [StatementItem]

    public init(sheet: OfficersSheet?, candidates: [Officer], waiting: [StatementItem]) {
        self.sheet = sheet
        self.candidates = candidates
        self.waiting = waiting
    }
}

/// Have a statement wait for two officers.
///
/// The vault proposes what is done there, the operator what is done at the witness.
public struct Propose: WitnessMessage {
    public static let name = "propose"
    public typealias Answer = Done
    public var statement: Statement
    public init(_ statement: Statement) { self.statement = statement }
    public func pack(into packer: inout Packer) { packer.add(statement) }
    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(try unpacker.next())
    }
}

/// What two officers agreed to, oldest first, from the decision of a number on.
public struct AskDecisions: WitnessMessage {
    public static let name = "decisions"
    public typealias Answer = Decisions
    /// Counted from 0.
    public var from: Int
    public init(from: Int) { self.from = from }
    public func pack(into packer: inout Packer) { packer.add(from) }
    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(from: try unpacker.next())
    }
}

/// Some decisions, and how many there are.
public struct Decisions: Packable, Equatable {
    /// In one answer, at most.
    public static let most = 8
    public var count: Int
    public var decisions: [Decision]

    public init(count: Int, decisions: [Decision]) {
        self.count = count
        self.decisions = decisions
    }
}

/// A statement as it is shown, with what became of it.
public struct StatementItem: Packable, Equatable {
    public enum State: PackableCase { case waits, approved, rejected }

    /// The statement's hash.
    public var hash: [UInt8]
    public var words: StatementWords
    /// Who proposes it, as typed there.
    public var by: String
    /// Whether it came from the vault; else the witness's operator typed it.
    public var isVaults: Bool
    public var proposed: Moment
    public var ends: Moment
    public var state: State
    /// When it was decided.
    public var decided: Moment?
    /// Names of those who agreed; of one that was rejected, the name of who rejected it last.
    public var agreed: [String]
    /// Whether who looks may agree to it or reject it.
    public var isOpen: Bool

    public init(
        hash: [UInt8],
        words: StatementWords,
        by: String,
        isVaults: Bool,
        proposed: Moment,
        ends: Moment,
        state: State,
        decided: Moment?,
        agreed: [String],
        isOpen: Bool
    ) {
        self.hash = hash
        self.words = words
        self.by = by
        self.isVaults = isVaults
        self.proposed = proposed
        self.ends = ends
        self.state = state
        self.decided = decided
        self.agreed = agreed
        self.isOpen = isOpen
    }
}

extension InviteOfficer {
    public func pack(into packer: inout Packer) {
        packer.add(officer)
        packer.add(leaves)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(officer: try unpacker.words(), leaves: try unpacker.next())
    }
}

extension OfficerInvitation {
    public func pack(into packer: inout Packer) {
        packer.add(origin)
        packer.add(code)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(origin: try unpacker.next(), code: try unpacker.next())
    }
}

extension OfficersStanding {
    public func pack(into packer: inout Packer) {
        packer.add(sheet)
        packer.add(candidates)
        packer.add(waiting)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            sheet: try unpacker.next(),
            candidates: try unpacker.next(),
            waiting: try unpacker.next()
        )
    }
}

extension Decisions {
    public func pack(into packer: inout Packer) {
        packer.add(count)
        packer.add(decisions)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(count: try unpacker.next(), decisions: try unpacker.next())
    }
}

extension StatementItem {
    public func pack(into packer: inout Packer) {
        packer.add(hash)
        packer.add(words)
        packer.add(by)
        packer.add(isVaults)
        packer.add(proposed)
        packer.add(ends)
        packer.add(state)
        packer.add(decided)
        packer.add(agreed)
        packer.add(isOpen)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            hash: try unpacker.part(),
            words: try unpacker.next(),
            by: try unpacker.next(),
            isVaults: try unpacker.next(),
            proposed: try unpacker.next(),
            ends: try unpacker.next(),
            state: try unpacker.next(),
            decided: try unpacker.next(),
            agreed: try unpacker.next(),
            isOpen: try unpacker.next()
        )
    }
}
