public import Basics
public import SoftKey
public import Wire
public import WitnessAPI

/// An officer with a key in software.
public struct SoftOfficer: Sendable {
    public var name: String
    public var key: SoftAuthenticator

    public init(_ name: String) {
        self.name = name
        key = SoftAuthenticator(
            relyingParty: "witness.localhost",
            origin: "http://witness.localhost:8083"
        )
    }

    /// The key counts, as honest ones do.
    public mutating func touch(_ request: TouchRequest) throws -> KeyTouch {
        key.signCount += 1
        return try sign(request.challenge)
    }

    public func sign(_ challenge: [UInt8]) throws -> KeyTouch {
        let signed = try key.sign(Base64URL.encode(challenge))
        return KeyTouch(
            credential: key.credentialID,
            clientData: signed.clientData,
            authenticatorData: signed.authenticatorData,
            signature: signed.signature,
            userHandle: key.userHandle
        )
    }
}

/// What is said to a witness about its officers, through its own door.
public struct OfficersLine: Sendable {
    public typealias Answer =
        @Sendable (_ name: String, _ payload: [UInt8], WitnessCaller) async throws -> [UInt8]?

    private let answer: Answer

    public init(_ answer: @escaping Answer) { self.answer = answer }

    /// - Throws: `PackingFault` where it is not that caller's to say.
    public func ask<M: WitnessMessage>(_ message: M, as caller: WitnessCaller = .page)
        async throws -> M.Answer
    {
        guard let bytes = try await answer(M.name, Packer.pack(message), caller) else {
            throw PackingFault()
        }
        return try Unpacker.unpack(M.Answer.self, bytes)
    }

    /// Invites somebody, who makes a key.
    public func enrol(_ name: String, leaves: Int? = nil) async throws -> SoftOfficer {
        var officer = SoftOfficer(name)
        let invitation = try await ask(
            InviteOfficer(officer: name, leaves: leaves),
            as: .operator
        )
        let offer = try await ask(OfficerKeyBegin(invitation.code))
        officer.key.userHandle = offer.userHandle
        _ = try await ask(made(offer, invitation.code, by: officer))
        return officer
    }

    public func made(_ offer: OfficerKeyOffer, _ code: Secret<String>, by officer: SoftOfficer)
        -> OfficerKeyFinish
    {
        let made = officer.key.register(Base64URL.encode(offer.challenge))
        return OfficerKeyFinish(
            code: code,
            number: offer.number,
            clientData: made.clientData,
            attestation: made.attestation
        )
    }

    /// Three officers, and the founding ended.
    public func found() async throws -> ([SoftOfficer], OfficersSheet) {
        var officers: [SoftOfficer] = []
        for name in ["危機管理課長 山田 一郎", "総務課長 鈴木 花子", "会計課長 佐藤 実"] {
            officers.append(try await enrol(name))
        }
        return (officers, try await ask(FoundOfficers(), as: .operator))
    }

    public func look(_ officer: inout SoftOfficer) async throws -> OfficerSession {
        let asked = try await ask(LookBegin())
        return try await ask(LookFinish(number: asked.number, touch: officer.touch(asked)))
    }

    /// An officer comes in and says something to a statement; what became of it.
    @discardableResult
    public func judge(_ statement: [UInt8], _ verdict: Verdict, by officer: inout SoftOfficer)
        async throws -> StatementItem.State
    {
        let session = try await look(&officer)
        let asked = try await ask(
            JudgeBegin(session: session, statement: statement, verdict: verdict)
        )
        return try await ask(
            JudgeFinish(session: session, number: asked.number, touch: officer.touch(asked))
        )
    }
}
