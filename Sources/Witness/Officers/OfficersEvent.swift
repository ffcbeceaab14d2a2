import Basics
import Wire
import WitnessAPI

/// What the book tells of officers.
enum OfficersEvent: Sendable, Equatable {
    case invited(OfficerInvitee)
    /// Who was invited made a key, before the founding.
    case made(OfficerMade)
    /// The sheet's hash.
    case founded([UInt8])
    case proposed(Proposal)
    case judged(Judgement)

    /// Its word in the book, and the rest in base64url.
    var words: [String] {
        switch self {
        case .invited(let invitee): ["invited", Base64URL.encode(Packer.pack(invitee))]
        case .made(let made): ["made", Base64URL.encode(Packer.pack(made))]
        case .founded(let hash): ["founded", Base64URL.encode(hash)]
        case .proposed(let proposal): ["proposed", Base64URL.encode(Packer.pack(proposal))]
        case .judged(let judgement): ["judged", Base64URL.encode(Packer.pack(judgement))]
        }
    }

    init?(_ words: [String]) {
        guard words.count == 2, let bytes = Base64URL.decode(words[1]) else { return nil }
        do {
            switch words[0] {
            case "invited": self = .invited(try Unpacker.unpack(OfficerInvitee.self, bytes))
            case "made": self = .made(try Unpacker.unpack(OfficerMade.self, bytes))
            case "founded": self = .founded(bytes)
            case "proposed": self = .proposed(try Unpacker.unpack(Proposal.self, bytes))
            case "judged": self = .judged(try Unpacker.unpack(Judgement.self, bytes))
            default: return nil
            }
        } catch {
            return nil
        }
    }
}

/// Who may make a key, by the hash of the code in their link.
struct OfficerInvitee: Packable, Equatable {
    var code: [UInt8]
    var name: String
    var number: Int
    var userHandle: [UInt8]
    /// In whose place; nil before the founding.
    var leaves: Int?
    var ends: Moment

    func pack(into packer: inout Packer) {
        packer.add(code)
        packer.add(name)
        packer.add(number)
        packer.add(userHandle)
        packer.add(leaves)
        packer.add(ends)
    }
}

/// A key that was made, and what it had counted to.
struct OfficerMade: Packable, Equatable {
    var code: [UInt8]
    var key: EnrolledKey

    func pack(into packer: inout Packer) {
        packer.add(code)
        packer.add(key)
    }
}

/// A statement that waits.
struct Proposal: Packable, Equatable {
    var statement: Statement
    var isVaults: Bool
    /// Of a handover: the invitation by which the key was made; else empty.
    var code: [UInt8]

    func pack(into packer: inout Packer) {
        packer.add(statement)
        packer.add(isVaults)
        packer.add(code)
    }
}

/// An officer's word on a statement, by its hash, and what the key has counted to.
struct Judgement: Packable, Equatable {
    var statement: [UInt8]
    var approval: Approval
    var count: Int

    func pack(into packer: inout Packer) {
        packer.add(statement)
        packer.add(approval)
        packer.add(count)
    }
}

extension OfficerInvitee {
    init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            code: try unpacker.part(),
            name: try unpacker.next(),
            number: try unpacker.next(),
            userHandle: try unpacker.part(),
            leaves: try unpacker.next(),
            ends: try unpacker.next()
        )
    }
}

extension OfficerMade {
    init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(code: try unpacker.part(), key: try unpacker.next())
    }
}

extension Proposal {
    init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            statement: try unpacker.next(),
            isVaults: try unpacker.next(),
            code: try unpacker.part()
        )
    }
}

extension Judgement {
    init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            statement: try unpacker.part(),
            approval: try unpacker.next(),
            count: try unpacker.next()
        )
    }
}
