public import Basics
public import VaultAPI

/// An alarm as it stands in the vault's rows.
public struct Alarm: Sendable, Hashable {
    public var id: Handle<AlarmFacts>
    public var facts: AlarmFacts
    /// Whether its line is in the ledger: nobody is told before.
    public var isWritten: Bool
    /// To how many mailboxes and webhooks it was told whole.
    public var told: Int
}

/// What an alarm is raised for.
struct AlarmCause: Sendable {
    /// Alarms of one kind through one process are one for so long, which counts: who makes many can
    /// neither drown the officers nor fill the ledger.
    static let windowMinutes = 10

    var kind: AlarmKind
    /// Nil where the vault noticed it by itself.
    var caller: Caller?
    var freeze: Frozen?

    /// What was frozen, and by which id that is lifted.
    struct Frozen: Sendable {
        var target: FreezeTarget
        var id: Handle<Freeze.Tag>
    }
}

extension Forgery {
    /// What an alarm about it is called.
    var alarm: AlarmKind {
        switch self {
        case .badSignature, .othersToken: .forgedToken
        case .outOfReach, .notItsRole, .several: .outOfReach
        case .notItsMessage, .unknownMessage, .undecodable: .othersMessage
        }
    }
}

extension AlarmFreeze {
    /// From a target as it is kept; nil where there is none.
    init?(target: String?) {
        let parts = (target ?? "").split(separator: ":", maxSplits: 1).map(String.init)
        switch (parts.first, parts.last.flatMap(Caller.init)) {
        case ("token", _): self = .token
        case ("person", _): self = .person
        case ("process", let caller?): self = .process(caller)
        case ("purpose", _): self = .purpose
        case ("site", _): self = .site
        default: return nil
        }
    }

    /// How much stands still: more than by another, or less.
    var width: Int {
        switch self {
        case .token: 0
        case .person: 1
        case .process: 2
        case .purpose: 3
        case .site: 4
        }
    }
}
