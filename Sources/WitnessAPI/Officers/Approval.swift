public import Basics
import Crypto
public import Wire

/// What an officer says to a statement.
public enum Verdict: PackableCase, Hashable {
    case approve, reject
}

/// What a key answered (WebAuthn's assertion), as a browser brings it.
public struct KeyTouch: Packable, Hashable {
    public var credential: [UInt8]
    public var clientData: [UInt8]
    public var authenticatorData: [UInt8]
    public var signature: [UInt8]
    public var userHandle: [UInt8]?

    public init(
        credential: [UInt8],
        clientData: [UInt8],
        authenticatorData: [UInt8],
        signature: [UInt8],
        userHandle: [UInt8]?
    ) {
        self.credential = credential
        self.clientData = clientData
        self.authenticatorData = authenticatorData
        self.signature = signature
        self.userHandle = userHandle
    }
}

/// One officer's word on a statement, with the touch that proves it to anybody who knows the keys.
public struct Approval: Packable, Hashable {
    /// The officer's number.
    public var officer: Int
    public var verdict: Verdict
    /// 32 random bytes of the witness's, so that a touch is good once.
    public var number: [UInt8]
    public var touch: KeyTouch
    /// By the witness's clock.
    public var at: Moment

    public init(officer: Int, verdict: Verdict, number: [UInt8], touch: KeyTouch, at: Moment) {
        self.officer = officer
        self.verdict = verdict
        self.number = number
        self.touch = touch
        self.at = at
    }

    /// What a key signs: a hash over what is said, a number of the witness's, and the statement.
    public static func challenge(
        _ verdict: Verdict,
        of statement: [UInt8],
        number: [UInt8]
    ) -> [UInt8] {
        var packer = Packer()
        packer.add("ichi approval v1")
        packer.add(verdict)
        packer.add(number)
        packer.add(statement)
        return Array(SHA256.hash(data: packer.bytes))
    }
}

/// A statement to which two officers agreed.
public struct Decision: Packable, Hashable {
    public var statement: Statement
    public var approvals: [Approval]

    public init(statement: Statement, approvals: [Approval]) {
        self.statement = statement
        self.approvals = approvals
    }
}

extension KeyTouch {
    public func pack(into packer: inout Packer) {
        packer.add(credential)
        packer.add(clientData)
        packer.add(authenticatorData)
        packer.add(signature)
        packer.add(userHandle != nil)
        if let userHandle { packer.add(userHandle) }
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        let (credential, clientData) = (try unpacker.part(), try unpacker.part())
        let (authenticatorData, signature) = (try unpacker.part(), try unpacker.part())
        let hasHandle: Bool = try unpacker.next()
        self.init(
            credential: credential,
            clientData: clientData,
            authenticatorData: authenticatorData,
            signature: signature,
            userHandle: hasHandle ? try unpacker.part() : nil
        )
    }
}

extension Approval {
    public func pack(into packer: inout Packer) {
        packer.add(officer)
        packer.add(verdict)
        packer.add(number)
        packer.add(touch)
        packer.add(at)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            officer: try unpacker.next(),
            verdict: try unpacker.next(),
            number: try unpacker.part(),
            touch: try unpacker.next(),
            at: try unpacker.next()
        )
    }
}

extension Decision {
    public func pack(into packer: inout Packer) {
        packer.add(statement)
        packer.add(approvals)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(statement: try unpacker.next(), approvals: try unpacker.next())
    }
}
