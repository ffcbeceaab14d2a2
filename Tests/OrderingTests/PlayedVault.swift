import Basics
import Counter
import Crypto
import Foundation
import Ordering
import VaultAPI
import Wire

/// A vault for tests: it keeps people in the open and refuses what the real one refuses.
actor PlayedVault {
    struct Person {
        var fields: PersonalFields
        var owner: Handle<Subject>
    }

    private let key = Curve25519.Signing.PrivateKey()
    private(set) var people: [Handle<Subject>: Person] = [:]
    private(set) var promoted: [Handle<OrderKey>: Promote] = [:]
    private(set) var claimed: Set<Handle<OrderKey>> = []
    private(set) var abandoned: Set<Handle<OrderKey>> = []
    private(set) var letters: [String: Letter] = [:]
    private var enrolled: [String: Enrol.Answer] = [:]
    private var challenges: [Handle<Challenge>: Handle<OrderKey>] = [:]
    /// Questions so far.
    private(set) var asked = 0
    /// Questions for which the real vault would have frozen somebody.
    private(set) var forgeries = 0
    private var beforeNext: (message: String, act: @Sendable () async throws -> Void)?
    private var isAway = false
    private var isSealed = false

    static let code = "ABCD2345"

    func setAway(_ away: Bool) { isAway = away }

    /// As while the witness is away: nothing can be opened.
    func setSealed(_ sealed: Bool) { isSealed = sealed }

    /// Does something while the next message of a kind is on its way.
    func beforeNext<Message: VaultMessage>(
        _ message: Message.Type,
        _ act: @escaping @Sendable () async throws -> Void
    ) {
        beforeNext = (message.name, act)
    }

    private func letComeFirst(_ message: any VaultMessage) async throws {
        guard let before = beforeNext, before.message == type(of: message).name else { return }
        beforeNext = nil
        try await before.act()
    }

    var tokenKey: [UInt8] { Array(key.publicKey.rawRepresentation) }

    func token(for subject: Handle<Subject>, use: TokenClaims.Use) throws -> Token {
        let claims = TokenClaims(
            id: .mint(),
            principal: subject,
            caller: .counter,
            use: use,
            minted: Sample.noon,
            end: Sample.noon.adding(hours: 2)
        )
        let payload = claims.payload
        let signature = try key.signature(for: Array(payload.utf8))
        return Token(payload + "." + Base64URL.encode(Array(signature)))
    }

    func addMember(_ fields: PersonalFields) throws -> (subject: Handle<Subject>, token: Token) {
        let subject = Handle<Subject>.mint()
        people[subject] = Person(fields: fields, owner: subject)
        return (subject, try token(for: subject, use: .member))
    }

    private func principal(_ token: Token) throws -> Handle<Subject> {
        guard !isAway else { throw VaultRefusal.unavailable }
        let verifier = TokenVerifier(publicKey: tokenKey)
        guard let claims = verifier?.claims(of: token) else { throw forgery() }
        return claims.principal
    }

    private func forgery() -> VaultRefusal {
        forgeries += 1
        return .frozen
    }

    private func reach(_ subject: Handle<Subject>, by token: Token) throws -> Person {
        let principal = try principal(token)
        guard let person = people[subject], person.owner == principal || subject == principal else {
            throw forgery()
        }
        return person
    }

    func enrol(_ message: Enrol) throws -> Enrol.Answer {
        guard !isAway else { throw VaultRefusal.unavailable }
        if let known = enrolled[message.idempotencyKey] { return known }
        let subject = Handle<Subject>.mint()
        let owner = try message.token.map { try principal($0) } ?? subject
        people[subject] = Person(fields: message.fields, owner: owner)
        let token = try message.token == nil ? token(for: subject, use: .checkout) : nil
        let answer = Enrol.Answer(handle: subject, token: token)
        enrolled[message.idempotencyKey] = answer
        return answer
    }

    func open(_ message: Open) throws -> Open.Answer {
        let person = try reach(message.handle, by: message.token)
        guard !isSealed else { throw VaultRefusal.sealed }
        let fields = person.fields.filter {
            message.fields.contains($0.key) && !$0.value.revealed.isEmpty
        }
        return Open.Answer(fields: fields, version: 1)
    }

    func change(_ message: Change) throws -> Change.Answer {
        _ = try reach(message.handle, by: message.token)
        people[message.handle]?.fields.merge(message.fields) { $1 }
        return Change.Answer(version: 2)
    }

    func copy(_ message: Copy) throws -> Change.Answer {
        let from = try reach(message.from, by: message.token)
        _ = try reach(message.to, by: message.token)
        for field in message.fields { people[message.to]?.fields[field] = from.fields[field] }
        return Change.Answer(version: 2)
    }

    func promote(_ message: Promote) throws -> Done {
        for subject in message.recipients + [message.orderer] {
            _ = try reach(subject, by: message.token)
        }
        let people = Set(message.recipients + [message.orderer])
        guard message.grants.allSatisfy({ people.contains($0.recipient) }) else {
            throw VaultRefusal.malformed
        }
        promoted[message.order] = message
        return Done()
    }

    func claim(_ message: Claim) throws -> Done {
        guard !isAway else { throw VaultRefusal.unavailable }
        if claimed.insert(message.order).inserted, let letter = message.letter {
            letters[message.order.text] = letter
        }
        return Done()
    }

    func abandon(_ message: Abandon) -> Done {
        abandoned.insert(message.order)
        return Done()
    }

    func unclaimed() -> Unclaimed.Answer {
        Unclaimed.Answer(orders: promoted.keys.filter { !claimed.contains($0) })
    }

    func send(_ message: Send) throws -> Done {
        guard !isAway else { throw VaultRefusal.unavailable }
        letters[message.idempotencyKey] = message.letter
        return Done()
    }

    func begin(_ message: SignInBegin) -> SignInBegin.Answer {
        let challenge = Handle<Challenge>.mint()
        if case .orderLink(let link) = message.way {
            challenges[challenge] = Handle<OrderKey>(link.revealed)
        }
        return SignInBegin.Answer(challenge: challenge)
    }

    func finish(_ message: SignInFinish) throws -> SignInFinish.Answer {
        guard case .typed(let code) = message.proof, code.revealed == PlayedVault.code,
            let order = challenges[message.challenge],
            let orderer = promoted[order]?.orderer
        else { throw VaultRefusal.wrongProof }
        return SignInFinish.Answer(
            token: try token(for: orderer, use: .orderView),
            handle: orderer,
            remembered: nil,
            order: order
        )
    }

    nonisolated var desk: VaultDesk { VaultDesk { try await self.answer($0) } }

    private func answer(_ message: any VaultMessage) async throws -> any Sendable {
        switch message {
        case is Status: return Status.Answer(frozen: false, tokenKey: tokenKey, treeSize: 0)
        case let claim as Claim: return try self.claim(claim)
        case let abandon as Abandon: return self.abandon(abandon)
        case is Unclaimed: return unclaimed()
        case let send as Send: return try self.send(send)
        default:
            asked += 1
            try await letComeFirst(message)
            return try await answerPerson(message)
        }
    }

    /// What somebody on the line asks; these are counted.
    private func answerPerson(_ message: any VaultMessage) async throws -> any Sendable {
        switch message {
        case let enrol as Enrol: try self.enrol(enrol)
        case let open as Open: try self.open(open)
        case let change as Change: try self.change(change)
        case let copy as Copy: try self.copy(copy)
        case let promote as Promote: try self.promote(promote)
        case let begin as SignInBegin: self.begin(begin)
        case is SignInResend: Done()
        case let finish as SignInFinish: try self.finish(finish)
        default: throw VaultRefusal.unavailable
        }
    }
}
