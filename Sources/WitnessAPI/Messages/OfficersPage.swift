public import Basics
public import Wire

/// Somebody wants to look, by a challenge that a key answers; the page's to ask, as all below.
public struct LookBegin: WitnessMessage {
    public static let name = "lookBegin"
    public typealias Answer = TouchRequest
    public init() {}
    public func pack(into packer: inout Packer) {}
    public init(from unpacker: inout Unpacker) throws(PackingFault) { self.init() }
}

/// A key answered: an officer's session at the page, for half an hour.
public struct LookFinish: WitnessMessage {
    public static let name = "lookFinish"
    public typealias Answer = OfficerSession
    public var number: [UInt8]
    public var touch: KeyTouch

    public init(number: [UInt8], touch: KeyTouch) {
        self.number = number
        self.touch = touch
    }
}

/// By which the witness knows an officer again; it shows what waits, and decides nothing.
public struct OfficerSession: Packable, Hashable {
    public let text: Secret<String>
    public init(_ text: Secret<String>) { self.text = text }
    public func pack(into packer: inout Packer) { packer.add(text) }
    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(try unpacker.next())
    }
}

/// Show an officer what waits, and what was decided lately.
public struct AskBoard: WitnessMessage {
    public static let name = "board"
    public typealias Answer = OfficerBoard
    public var session: OfficerSession
    public init(_ session: OfficerSession) { self.session = session }
    public func pack(into packer: inout Packer) { packer.add(session) }
    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(try unpacker.next())
    }
}

/// End a session.
public struct EndLook: WitnessMessage {
    public static let name = "endLook"
    public typealias Answer = Done
    public var session: OfficerSession
    public init(_ session: OfficerSession) { self.session = session }
    public func pack(into packer: inout Packer) { packer.add(session) }
    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(try unpacker.next())
    }
}

/// An officer is about to agree to a statement or to reject it, and asks what the key is to sign.
public struct JudgeBegin: WitnessMessage {
    public static let name = "judgeBegin"
    public typealias Answer = TouchRequest
    public var session: OfficerSession
    /// The statement's hash.
    public var statement: [UInt8]
    public var verdict: Verdict

    public init(session: OfficerSession, statement: [UInt8], verdict: Verdict) {
        self.session = session
        self.statement = statement
        self.verdict = verdict
    }
}

/// The key signed it.
public struct JudgeFinish: WitnessMessage {
    public static let name = "judgeFinish"
    /// What became of the statement.
    public typealias Answer = StatementItem.State
    public var session: OfficerSession
    public var number: [UInt8]
    public var touch: KeyTouch

    public init(session: OfficerSession, number: [UInt8], touch: KeyTouch) {
        self.session = session
        self.number = number
        self.touch = touch
    }
}

/// Who was invited is about to make a key.
public struct OfficerKeyBegin: WitnessMessage {
    public static let name = "officerKeyBegin"
    public typealias Answer = OfficerKeyOffer
    public var code: Secret<String>
    public init(_ code: Secret<String>) { self.code = code }
    public func pack(into packer: inout Packer) { packer.add(code) }
    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(try unpacker.next())
    }
}

/// The key was made; its fingerprint is to be written down.
public struct OfficerKeyFinish: WitnessMessage {
    public static let name = "officerKeyFinish"
    public typealias Answer = OfficerKeyMade
    public var code: Secret<String>
    public var number: [UInt8]
    public var clientData: [UInt8]
    public var attestation: [UInt8]

    public init(code: Secret<String>, number: [UInt8], clientData: [UInt8], attestation: [UInt8]) {
        self.code = code
        self.number = number
        self.clientData = clientData
        self.attestation = attestation
    }
}

/// What a browser is to ask of an officer's keys.
public struct TouchRequest: Packable, Equatable {
    /// Which ceremony it is: 32 random bytes.
    public var number: [UInt8]
    public var challenge: [UInt8]
    /// The RP ID.
    public var party: String
    /// Credentials that may answer; empty where any of the site's may.
    public var keys: [CredentialName]

    public init(number: [UInt8], challenge: [UInt8], party: String, keys: [CredentialName]) {
        self.number = number
        self.challenge = challenge
        self.party = party
        self.keys = keys
    }
}

/// What a browser is to have a key made by.
public struct OfficerKeyOffer: Packable, Equatable {
    public var number: [UInt8]
    public var challenge: [UInt8]
    public var party: String
    public var userHandle: [UInt8]
    /// Office and name, as invited.
    public var officer: String
    /// Keys of all officers: an authenticator that has one of them makes no other.
    public var others: [CredentialName]

    public init(
        number: [UInt8],
        challenge: [UInt8],
        party: String,
        userHandle: [UInt8],
        officer: String,
        others: [CredentialName]
    ) {
        self.number = number
        self.challenge = challenge
        self.party = party
        self.userHandle = userHandle
        self.officer = officer
        self.others = others
    }
}

/// A key that was made.
public struct OfficerKeyMade: Packable, Equatable {
    public var officer: String
    public var fingerprint: String
    /// Whether two officers must agree before it counts.
    public var waits: Bool

    public init(officer: String, fingerprint: String, waits: Bool) {
        self.officer = officer
        self.fingerprint = fingerprint
        self.waits = waits
    }
}

/// The name of a credential.
public struct CredentialName: Packable, Hashable {
    public var bytes: [UInt8]
    public init(_ bytes: [UInt8]) { self.bytes = bytes }
    public func pack(into packer: inout Packer) { packer.add(bytes) }
    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(try unpacker.part())
    }
}

/// What an officer sees.
public struct OfficerBoard: Packable, Equatable {
    /// Who looks.
    public var me: String
    public var sheet: OfficersSheet
    public var waiting: [StatementItem]
    /// Newest first.
    public var decided: [StatementItem]

    public init(
        me: String,
        sheet: OfficersSheet,
        waiting: [StatementItem],
        decided: [StatementItem]
    ) {
        self.me = me
        self.sheet = sheet
        self.waiting = waiting
        self.decided = decided
    }
}

extension LookFinish {
    public func pack(into packer: inout Packer) {
        packer.add(number)
        packer.add(touch)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(number: try unpacker.part(), touch: try unpacker.next())
    }
}

extension JudgeBegin {
    public func pack(into packer: inout Packer) {
        packer.add(session)
        packer.add(statement)
        packer.add(verdict)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            session: try unpacker.next(),
            statement: try unpacker.part(),
            verdict: try unpacker.next()
        )
    }
}

extension JudgeFinish {
    public func pack(into packer: inout Packer) {
        packer.add(session)
        packer.add(number)
        packer.add(touch)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            session: try unpacker.next(),
            number: try unpacker.part(),
            touch: try unpacker.next()
        )
    }
}

extension OfficerKeyFinish {
    public func pack(into packer: inout Packer) {
        packer.add(code)
        packer.add(number)
        packer.add(clientData)
        packer.add(attestation)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            code: try unpacker.next(),
            number: try unpacker.part(),
            clientData: try unpacker.part(),
            attestation: try unpacker.part()
        )
    }
}

extension TouchRequest {
    public func pack(into packer: inout Packer) {
        packer.add(number)
        packer.add(challenge)
        packer.add(party)
        packer.add(keys)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            number: try unpacker.part(),
            challenge: try unpacker.part(),
            party: try unpacker.next(),
            keys: try unpacker.next()
        )
    }
}

extension OfficerKeyOffer {
    public func pack(into packer: inout Packer) {
        packer.add(number)
        packer.add(challenge)
        packer.add(party)
        packer.add(userHandle)
        packer.add(officer)
        packer.add(others)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            number: try unpacker.part(),
            challenge: try unpacker.part(),
            party: try unpacker.next(),
            userHandle: try unpacker.part(),
            officer: try unpacker.next(),
            others: try unpacker.next()
        )
    }
}

extension OfficerKeyMade {
    public func pack(into packer: inout Packer) {
        packer.add(officer)
        packer.add(fingerprint)
        packer.add(waits)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            officer: try unpacker.next(),
            fingerprint: try unpacker.next(),
            waits: try unpacker.next()
        )
    }
}

extension OfficerBoard {
    public func pack(into packer: inout Packer) {
        packer.add(me)
        packer.add(sheet)
        packer.add(waiting)
        packer.add(decided)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            me: try unpacker.next(),
            sheet: try unpacker.next(),
            waiting: try unpacker.next(),
            decided: try unpacker.next()
        )
    }
}
